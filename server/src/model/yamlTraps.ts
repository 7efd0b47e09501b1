import type { Path } from '../base/path';
import { keyText } from '../yaml/locate';
import type { YamlMap, YamlNode, YamlPair, YamlScalar } from '../yaml/node';
import { resolveKey, resolveScalar, trapOf, type ScalarError, type ScalarValue } from '../yaml/scalar';

/**
 * A scalar that the platform's Go tools read as something else than its author wrote. Only where nothing else would say so:
 * a field that a schema types is checked with the value that Go reads.
 */
export interface ScalarTrap {
  readonly path: Path;
  readonly on: 'key' | 'value';
  /** As written. */
  readonly text: string;
  /** What it means to the platform, or why the platform cannot read the document. */
  readonly reads:
    { readonly kind: 'as'; readonly value: ScalarValue } | { readonly kind: 'error'; readonly error: ScalarError };
}

/**
 * Plain words and numbers of the dangerous sort that end a line, an entry or a key, and further ones that are dangerous as
 * keys only: cheap tests that spare nearly every file the walk.
 */
const SUSPECT =
  /(?:^|[\s,[{])(?:[yYnN]|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF|[-+]?0[0-9_]+|[-+]?0[bBxXoO][0-9a-fA-F_]+|[-+]?[0-9]+_[0-9_.]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|-)[ \t]*(?:$|[,\]}#:])/m;
const SUSPECT_KEY =
  /(?:^|[\s,[{])(?:[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?|True|TRUE|False|FALSE|null|Null|NULL|~)[ \t]*:(?:[ \t]|$)/m;

/** Whether a text may hold a trap at all. */
export function mayHoldTraps(text: string): boolean {
  return SUSPECT.test(text) || SUSPECT_KEY.test(text);
}

/** The traps of a manifest, in document order. Anchored values count where they are written. */
export function trapsOf(root: YamlMap): readonly ScalarTrap[] {
  const traps: ScalarTrap[] = [];
  walk(root, [], undefined, traps);
  return traps;
}

function walk(node: YamlNode, path: Path, parent: YamlMap | undefined, traps: ScalarTrap[]): void {
  if (node.kind === 'sequence') node.items.forEach((item, i) => walk(item, [...path, i], parent, traps));
  else if (node.kind === 'map')
    for (const pair of node.pairs) {
      const key = keyText(pair);
      if (key === undefined) continue;
      const trap = trapInKey(pair, [...path, key]);
      if (trap) traps.push(trap);
      if (pair.value) walk(pair.value, [...path, key], node, traps);
    }
  else if (node.kind === 'scalar') {
    const trap = trapInValue(node, path, parent);
    if (trap) traps.push(trap);
  }
}

/** Keys are texts, whatever they look like: `on:` becomes "true", and nothing finds it under its name. */
function trapInKey({ key }: YamlPair, path: Path): ScalarTrap | undefined {
  if (key.kind !== 'scalar' || key.style !== 'plain' || key.tag !== undefined || key.text === '<<') return undefined;
  const { text } = key;
  const reading = resolveKey(text);
  if (!reading.ok) return { path, on: 'key', text, reads: { kind: 'error', error: reading.error } };
  if (reading.value === text) return undefined;
  return { path, on: 'key', text, reads: { kind: 'as', value: reading.value } };
}

function trapInValue(node: YamlScalar, path: Path, parent: YamlMap | undefined): ScalarTrap | undefined {
  const { text } = node;
  const reading = resolveScalar(node);
  if (!reading.ok) return { path, on: 'value', text, reads: { kind: 'error', error: reading.error } };
  if (node.style !== 'plain' || node.tag !== undefined || !isFreeForm(path) || !isText(path, parent)) return undefined;
  return trapOf(text) && { path, on: 'value', text, reads: { kind: 'as', value: reading.value } };
}

/** Below these keys stands what no schema of the platform looks into: manifests to render, and schemas themselves. */
const FREE_FORM = new Set(['template', 'runTemplate', 'openAPIV3Schema', 'creates']);

function isFreeForm(path: Path): boolean {
  return path.some((step) => typeof step === 'string' && FREE_FORM.has(step));
}

/** Maps of Kubernetes whose values are all texts. */
const MAPS_OF_TEXT = new Set(['labels', 'annotations', 'matchLabels', 'nodeSelector', 'data', 'stringData']);
const LISTS_OF_TEXT = new Set(['args', 'command']);
const LISTS_OF_NAMED_VALUES = new Set(['env', 'parameters']);
const TEXTS = new Set(['name', 'namespace', 'image', 'host', 'hostname']);

/** Whether Kubernetes, or the schema in which it stands, wants a text at a place. */
function isText(path: Path, parent: YamlMap | undefined): boolean {
  const last = path.at(-1);
  const above = path.at(-2);
  if (path.includes('openAPIV3Schema')) return isTextInSchema(path, parent);
  if (typeof last === 'number') return typeof above === 'string' && LISTS_OF_TEXT.has(above);
  if (last === 'value' && typeof above === 'number') return LISTS_OF_NAMED_VALUES.has(String(path.at(-3)));
  return last !== undefined && (TEXTS.has(last) || (typeof above === 'string' && MAPS_OF_TEXT.has(above)));
}

/** The default and the enumerated values of a property that says `type: string`. */
function isTextInSchema(path: Path, parent: YamlMap | undefined): boolean {
  const keyword = typeof path.at(-1) === 'number' ? path.at(-2) : path.at(-1);
  if (keyword !== 'enum' && keyword !== 'default') return false;
  const type = parent?.pairs.find((pair) => keyText(pair) === 'type')?.value;
  return type?.kind === 'scalar' && type.text === 'string';
}
