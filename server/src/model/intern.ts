/** Gives one object for equal strings and for equal big values, so that an index of many releases stays small. */
export interface Intern {
  text(text: string): string;
  /** The same value, its frozen blocks shared with equal ones. */
  value(value: unknown, kind: string): unknown;
}

/** Blocks that releases copy whole: thousands of releases hold a handful of distinct ones (tools/performance.md §2). */
const FROZEN_BLOCKS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ComponentRelease: [
    ['spec', 'componentType', 'spec'],
    ['spec', 'traits'],
    ['spec', 'workload'],
    ['spec', 'componentProfile'],
  ],
  ProjectRelease: [['spec', 'projectType', 'spec']],
  ResourceRelease: [['spec', 'resourceType', 'spec']],
};

/** An interner that remembers what it has seen as long as it lives. */
export function createIntern(): Intern {
  const texts = new Map<string, string>();
  const blocks = new Map<string, unknown>();
  const text = (input: string) => {
    let known = texts.get(input);
    if (known === undefined) {
      // A slice keeps the whole file alive: a round trip through JSON makes a string of its own.
      known = JSON.parse(JSON.stringify(input)) as string;
      texts.set(known, known);
    }
    return known;
  };
  const deep = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(deep);
    if (typeof value !== 'object' || value === null) return value;
    const result: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value))
      Object.defineProperty(result, text(key), {
        value: deep(item),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    return result;
  };
  const shared = (value: unknown) => {
    const key = JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? `${item}n` : item));
    if (!blocks.has(key)) blocks.set(key, deep(value));
    return blocks.get(key);
  };
  return {
    text,
    value(value, kind) {
      const paths = Object.hasOwn(FROZEN_BLOCKS, kind) ? FROZEN_BLOCKS[kind]! : [];
      const blocksByPath = paths
        .map((path) => [path, takeOut(value, path)] as const)
        .filter(([, block]) => block !== undefined);
      const result = deep(value);
      for (const [path, block] of blocksByPath) putBack(result, path, shared(block));
      return result;
    },
  };
}

function parentOf(value: unknown, path: readonly string[]): Record<string, unknown> | undefined {
  let current = value;
  for (const step of path.slice(0, -1)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string, unknown>)[step];
  }
  return typeof current === 'object' && current !== null && !Array.isArray(current)
    ? (current as Record<string, unknown>)
    : undefined;
}

/** Replaces a block by null, so that copying the rest does not copy it, and returns it. */
function takeOut(value: unknown, path: readonly string[]): unknown {
  const parent = parentOf(value, path);
  const key = path.at(-1)!;
  if (!parent || !Object.hasOwn(parent, key) || typeof parent[key] !== 'object' || parent[key] === null)
    return undefined;
  const block = parent[key];
  parent[key] = null;
  return block;
}

function putBack(value: unknown, path: readonly string[], block: unknown): void {
  const parent = parentOf(value, path);
  if (parent) parent[path.at(-1)!] = block;
}
