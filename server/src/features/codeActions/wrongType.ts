import type { Problem } from '../../analysis/problem';
import type { SchemaNode } from '../../analysis/schema/schemaNode';
import { typeOfWords } from '../../analysis/schema/words';
import { t } from '../../base/l10n';
import { valueAt } from '../../base/path';
import { placeInfo, scopeOfManifest } from '../completion/scope';
import { setScalar } from '../../yaml/edit';
import { wrapInList } from '../../yaml/editNest';
import { locate } from '../../yaml/locate';
import type { Fix, FixContext } from './fix';
import { inDocument } from './inDocument';
import { changeValue } from './schemaFields';
import { inManifest, locateProblem, manifestOf } from './subject';

/** A value of another type than the field takes: quotes added or taken away, a list around it, the only item of a list. */
export function otherType(context: FixContext, problem: Problem): readonly Fix[] {
  const manifest = manifestOf(context, problem);
  const place = locateProblem(context, problem);
  if (!manifest) return [];
  const own = inManifest(manifest, place.path);
  const node = placeInfo(scopeOfManifest(context, manifest), own)?.info.node;
  const value = valueAt(manifest.value, own);
  const wanted =
    // Metadata has no schema here, but its problem says what it has to be.
    node?.type ?? typeOfWords((problem.data?.['expected'] as readonly string[] | undefined)?.[0]);
  if (wanted === undefined || node?.['x-kubernetes-int-or-string']) return [];
  if (wanted === 'string' && isPlain(value)) return withQuotes(context, problem);
  if (wanted === 'array' && node && takes(node.items, value)) return inList(context, problem);
  if (Array.isArray(value) && value.length === 1 && node && takes(node, value[0]))
    return changeValue(context, problem, place.path, value[0], { preferred: true });
  const converted = typeof value === 'string' ? CONVERT[wanted]?.(value) : undefined;
  return converted === undefined ? [] : changeValue(context, problem, place.path, converted, { preferred: true });
}

/** What a text means as a value of another type; undefined where that is not plain to see. */
const CONVERT: Readonly<Record<string, (text: string) => unknown>> = {
  integer: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : undefined),
  number: (text) => (/^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : undefined),
  boolean: (text) =>
    /^(?:true|yes|on|y)$/i.test(text) ? true : /^(?:false|no|off|n)$/i.test(text) ? false : undefined,
};

/** The text as it is written, which a number does not keep: `1.10` is no `1.1`. */
function withQuotes(context: FixContext, problem: Problem): readonly Fix[] {
  const { document, path } = locateProblem(context, problem);
  const found = locate(context.yamlOf(problem.file).documents[document]?.root, path)?.value;
  if (found?.kind !== 'scalar') return [];
  const title = t`Put quotes around ${found.text}`;
  return inDocument(context, problem, title, (...at) => setScalar(...at, path, found.text), { preferred: true });
}

function inList(context: FixContext, problem: Problem): readonly Fix[] {
  const { path } = locateProblem(context, problem);
  return inDocument(context, problem, t`Make it a list of one`, (...at) => wrapInList(...at, path), {
    preferred: true,
  });
}

function isPlain(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint';
}

/** Whether a value is of a node's type. */
function takes(node: SchemaNode | undefined, value: unknown): boolean {
  if (!node || value === null || value === undefined) return false;
  if (node.enum && !node.enum.includes(value)) return false;
  if (node.type === 'object') return typeof value === 'object' && !Array.isArray(value);
  if (node.type === 'array') return Array.isArray(value);
  if (node.type === 'integer') return Number.isInteger(value);
  return node.type === typeof value;
}
