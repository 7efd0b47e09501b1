import type { Span } from './base/span';

export type Place = Span;
