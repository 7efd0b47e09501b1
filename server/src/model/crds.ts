import { valueAt } from '../base/path';
import type { YamlFile } from '../yaml/node';
import { toValue } from '../yaml/value';
import { GROUP } from './kinds';

/** Whether a text may hold CustomResourceDefinitions of the group; a cheap test before any parsing. */
export function mentionsCrds(text: string): boolean {
  return text.includes('CustomResourceDefinition') && text.includes(GROUP);
}

/** The CustomResourceDefinitions of the group in a file, as plain values. */
export function crdsOf(file: YamlFile): readonly unknown[] {
  return file.documents
    .map((document) => toValue(document.root))
    .filter(
      (value) => valueAt(value, ['kind']) === 'CustomResourceDefinition' && valueAt(value, ['spec', 'group']) === GROUP,
    );
}
