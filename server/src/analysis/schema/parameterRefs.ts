import { t } from '../../base/l10n';
import type { Path } from '../../base/path';
import { isMap, own, type JsonMap } from './json';

/** Deeper than this the platform refuses to follow. */
const DEEPEST = 64;

/** A key of a schema after `$ref` was put in, with where it is written and the definitions it lies in. */
export interface Entry {
  readonly value: unknown;
  readonly path: Path;
  readonly within: readonly string[];
}

/** Where a walk through a schema is. */
export interface Walk {
  readonly definitions: JsonMap | undefined;
  /** Names of the definitions that the walk is inside of. */
  readonly within: readonly string[];
  readonly depth: number;
}

export interface RefFault {
  readonly path: Path;
  readonly message: string;
}

/** The definitions of a schema: `$defs` at its root, and only there. */
export function definitionsOf(root: JsonMap): JsonMap | undefined {
  const definitions = own(root, '$defs');
  return isMap(definitions) && Object.keys(definitions).length > 0 ? definitions : undefined;
}

/**
 * The keys of a schema node, with the definition that `$ref` names put in. Keys beside `$ref` replace those of the definition
 * one by one. A reference that leads nowhere is a fault; the keys beside it are returned all the same.
 */
export function entriesOf(node: JsonMap, path: Path, walk: Walk, faults: RefFault[]): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  if (Object.hasOwn(node, '$ref')) {
    const target = follow(node['$ref'], [...path, '$ref'], walk, faults);
    if (target) for (const [key, entry] of target) entries.set(key, entry);
  }
  for (const key of Object.keys(node))
    if (key !== '$ref') entries.set(key, { value: node[key], path: [...path, key], within: walk.within });
  return entries;
}

function follow(ref: unknown, path: Path, walk: Walk, faults: RefFault[]): Map<string, Entry> | undefined {
  const name = typeof ref === 'string' ? /^#\/\$defs\/([^/]+)$/.exec(ref)?.[1] : undefined;
  const definition = name !== undefined && walk.definitions ? own(walk.definitions, name) : undefined;
  if (name === undefined || !isMap(definition) || walk.within.includes(name) || walk.depth >= DEEPEST) {
    faults.push({ path, message: refFault(ref, name, walk) });
    return undefined;
  }
  const within = [...walk.within, name];
  return entriesOf(definition, ['$defs', name], { ...walk, within, depth: walk.depth + 1 }, faults);
}

function refFault(ref: unknown, name: string | undefined, walk: Walk): string {
  if (typeof ref !== 'string') return t`"$ref" must be text such as "#/$defs/Name".`;
  if (name === undefined)
    return t`"$ref" must be "#/$defs/Name", a definition at the root of the schema, not "${ref}".`;
  if (walk.within.includes(name)) return t`The definition "${name}" contains itself.`;
  if (walk.depth >= DEEPEST) return t`The schema is nested more than ${DEEPEST} levels deep.`;
  return t`There is no definition "${name}" under "$defs" at the root of the schema.`;
}

/** Whether a walk has gone too deep to go on. */
export function isTooDeep(depth: number): boolean {
  return depth > DEEPEST;
}
