import type { Problem } from '../../analysis/problem';
import { t } from '../../base/l10n';
import { formatPath, valueAt, type Path } from '../../base/path';
import { removeKey } from '../../yaml/edit';
import { removeItem } from '../../yaml/editList';
import type { Fix, FixContext } from './fix';
import { inDocument } from './inDocument';
import { inManifest, locateProblem, manifestOf } from './subject';

type More = Pick<Fix, 'preferred' | 'choice'>;

/** Takes out the key or item that a problem is about. */
export function removed(context: FixContext, problem: Problem): readonly Fix[] {
  return removeAt(context, problem, locateProblem(context, problem).path);
}

/** Takes out the item of a list in which a problem is, however deep. */
export function itemRemoved(context: FixContext, problem: Problem): readonly Fix[] {
  const { path } = locateProblem(context, problem);
  const depth = path.findLastIndex((step) => typeof step === 'number');
  return depth < 0 ? [] : removeAt(context, problem, path.slice(0, depth + 1));
}

/** Takes out the override that reaches nothing: the item whose key it is, or the key itself. */
export function overrideRemoved(context: FixContext, problem: Problem): readonly Fix[] {
  const isOfItem = typeof locateProblem(context, problem).path.at(-2) === 'number';
  return isOfItem ? itemRemoved(context, problem) : removed(context, problem);
}

export function removeAt(context: FixContext, problem: Problem, path: Path, more: More = {}): readonly Fix[] {
  const last = path.at(-1);
  const isItem = typeof last === 'number';
  return inDocument(
    context,
    problem,
    t`Remove ${nameOf(context, problem, path)}`,
    (...place) => (isItem ? removeItem : removeKey)(...place, path),
    more,
  );
}

/** What people call a place: its key, the text or the name of an item, else where it stands. */
function nameOf(context: FixContext, problem: Problem, path: Path): string {
  const last = path.at(-1);
  if (typeof last === 'string') return `"${last}"`;
  const manifest = manifestOf(context, problem);
  const own = manifest ? inManifest(manifest, path) : path;
  const item = valueAt(manifest?.value, own);
  const name = typeof item === 'string' ? item : NAMES.map((key) => valueAt(item, [key])).find(isText);
  const list = own.findLast((step) => typeof step === 'string');
  if (!isText(name)) return formatPath(own);
  return list === undefined ? t`this "${name}"` : t`this "${name}" from ${list}`;
}

const NAMES = ['name', 'instanceName', 'key', 'id', 'ref'];

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
