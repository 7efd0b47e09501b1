import type { Path } from '../base/path';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { TextEdit } from '../base/textEdit';
import { isFlow, isJson, type Step } from './editPlace';
import { quote } from './editQuote';
import type { EditRefusal } from './editRefusal';
import { refuse, refuseWhole } from './editRefusal';
import { isBlockScalar } from './editText';
import { keyText, locate, mergedPairs, resolveAlias } from './locate';
import type { YamlDocument, YamlFile, YamlNode, YamlScalar } from './node';

/** Where a name stands in a document: a value, or a key itself. */
export interface NamePlace {
  readonly path: Path;
  readonly on: 'key' | 'value';
}

/** A name's new characters, and every place of the document that they are the name of: several where aliases share it. */
export interface NameEdit {
  readonly edit: TextEdit;
  readonly places: readonly NamePlace[];
}

/** More places than a name can sensibly have; aliases of aliases can stand for billions. */
const MANY = 1000;

/**
 * Replaces the name at the end of a scalar, as a rename does: unlike `setScalar` it follows aliases, since the caller
 * knows whether all places that share the characters are to be renamed, and it changes keys as well. Quotes stay, and come
 * where the new name needs them.
 *
 * @param from the name as it stands; what stands before it in the scalar (`deployment/`) is kept.
 */
export function replaceName(
  text: string,
  file: YamlFile,
  document: YamlDocument,
  { path, on }: NamePlace,
  from: string,
  to: string,
): Result<NameEdit, EditRefusal> {
  const whole = refuseWhole(file, document);
  if (whole) return whole;
  const found = locate(document.root, path);
  const node = resolveAlias(on === 'key' ? found?.pair?.key : found?.value);
  if (node?.kind !== 'scalar' || !node.text.endsWith(from)) return refuse('not-a-scalar', path, node?.span);
  if (node.tag !== undefined && node.tag !== '!!str') return refuse('tagged', path, node.span);
  const own = text.slice(node.span.start, node.span.end);
  if (isBlockScalar(node) || /[\r\n]/.test(own)) return refuse('multi-line', path, node.span);
  const places = hasAliases(document.root) ? placesOf(document.root, node) : [{ path, on }];
  if (!places) return refuse('anchor', path, node.span);
  return ok({ edit: editOf(own, node, stepsTo(document.root, node) ?? [], from, to), places });
}

/** Only the characters of the name where the rest of the scalar is written as before. */
function editOf(own: string, node: YamlScalar, above: readonly Step[], from: string, to: string): TextEdit {
  const prefix = node.text.slice(0, node.text.length - from.length);
  const written = quote(prefix + to, node.style, { flow: isFlow(above), json: isJson(above) });
  const mark = node.style === 'single' ? "'" : node.style === 'double' ? '"' : '';
  const isVerbatim = own === mark + prefix + from + mark && written === mark + prefix + to + mark;
  if (!isVerbatim) return { span: node.span, text: written };
  const end = node.span.end - mark.length;
  return { span: { start: end - from.length, end }, text: to };
}

function hasAliases(node: YamlNode | undefined): boolean {
  if (!node) return false;
  if (node.kind === 'alias') return true;
  if (node.kind === 'sequence') return node.items.some(hasAliases);
  return node.kind === 'map' && node.pairs.some(({ key, value }) => hasAliases(key) || hasAliases(value));
}

/** Every way to a node, aliases and `<<` merges followed as the platform does; undefined where there are too many. */
function placesOf(root: YamlNode | undefined, wanted: YamlScalar): readonly NamePlace[] | undefined {
  const places: NamePlace[] = [];
  let steps = 0;
  const walk = (given: YamlNode | undefined, path: Path): boolean => {
    const node = resolveAlias(given);
    if (!node) return true;
    if (++steps > MANY * 10) return false;
    if (node === wanted) places.push({ path, on: 'value' });
    if (node.kind === 'sequence') return node.items.every((item, i) => walk(item, [...path, i]));
    if (node.kind !== 'map') return places.length <= MANY;
    return mergedPairs(node).every((pair) => {
      const inner = [...path, keyText(pair)!];
      if (resolveAlias(pair.key) === wanted) places.push({ path: inner, on: 'key' });
      return walk(pair.value, inner);
    });
  };
  return walk(root, []) ? places : undefined;
}

/** The collections around the characters of a node, from the root inwards. */
function stepsTo(node: YamlNode | undefined, wanted: YamlScalar): readonly Step[] | undefined {
  if (node === wanted) return [];
  if (node?.kind !== 'map' && node?.kind !== 'sequence') return undefined;
  const children =
    node.kind === 'sequence' ? node.items : node.pairs.flatMap(({ key, value }) => (value ? [key, value] : [key]));
  for (const child of children) {
    const inner = stepsTo(child, wanted);
    if (inner) return [{ node, path: [] }, ...inner];
  }
  return undefined;
}
