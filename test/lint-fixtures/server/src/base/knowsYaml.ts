import type { YamlNode } from '../yaml/node';

export type Node = YamlNode;
