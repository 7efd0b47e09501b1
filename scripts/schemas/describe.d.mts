/** Types of describe.mjs for the tests, which are TypeScript. */

/** One text for all releases, or one per release with `otherwise` for the rest. */
export type Sentence = string | { readonly otherwise: string; readonly [release: string]: string };

export interface DescriptionNode {
  readonly description?: Sentence;
  readonly like?: string;
  readonly blocks?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, Sentence>>;
}

export interface DescriptionTable {
  readonly about: readonly string[];
  readonly kinds: Readonly<Record<string, DescriptionNode>>;
  readonly proposalKinds: Readonly<Record<string, DescriptionNode>>;
  readonly blocks: Readonly<Record<string, DescriptionNode>>;
}

export const table: DescriptionTable;
export function describe(kind: string, path: string | readonly string[], version: string): string | undefined;
export function dotted(path: readonly string[]): string;
export function blockOrKind(name: string, kinds: DescriptionTable['kinds']): DescriptionNode | undefined;
