import type { Problem } from '../../analysis/problem';
import { asMap } from '../../analysis/values';
import { t } from '../../base/l10n';
import { valueAt, type Path } from '../../base/path';
import { nearestAll } from '../../base/suggest';
import { scopeOfManifest } from '../completion/scope';
import { inSteps, type EditStep } from '../../yaml/editSteps';
import { setValue } from '../../yaml/editValue';
import type { SchemaFix } from '../../analysis/schema/schemaProblem';
import { fillIn, newFields } from './fieldValue';
import type { Fix, FixContext } from './fix';
import { inDocument } from './inDocument';
import { changeTo } from './replace';
import { removed } from './remove';
import { expectedOf, schemaFixOf } from './schemaData';
import { inManifest, locateProblem, manifestOf } from './subject';

/** How many names or values are offered at most. */
const MOST = 5;

/** A field that does not exist: the fields that were meant, and to remove it. */
export function unknownField(context: FixContext, problem: Problem): readonly Fix[] {
  const { path } = locateProblem(context, problem);
  const { rename, remove } = schemaFixOf(problem);
  const near = nearestAll(String(path.at(-1)), expectedOf(problem));
  const names = [...new Set([...(rename === undefined ? [] : [rename]), ...near])].slice(0, MOST);
  return [
    ...names.flatMap((name) =>
      changeTo(context, problem, name, { choice: true, ...(names.length === 1 && { preferred: true }) }),
    ),
    ...(remove ? removed(context, problem) : []),
  ];
}

/** Fields that a map lacks, each with what its own schema needs; of alternatives one fix for each. */
export function missingField(context: FixContext, problem: Problem): readonly Fix[] {
  const { add } = schemaFixOf(problem);
  const expected = expectedOf(problem);
  if (add) return addFields(context, problem, add, { preferred: true });
  if (expected.length > 0) return expected.flatMap((name) => addFields(context, problem, [{ name }], { choice: true }));
  return fillEmpty(context, problem);
}

function addFields(
  context: FixContext,
  problem: Problem,
  fields: NonNullable<SchemaFix['add']>,
  more: Pick<Fix, 'preferred' | 'choice'>,
): readonly Fix[] {
  const manifest = manifestOf(context, problem);
  if (!manifest) return [];
  const { path } = locateProblem(context, problem);
  const own = inManifest(manifest, path);
  const scope = scopeOfManifest(context, manifest);
  const names = fields.map(({ name }) => name);
  const values = newFields(scope, own, names);
  const steps = fields.flatMap(({ name, value }): EditStep[] => {
    if (valueAt(manifest.value, [...own, name]) != null) return [];
    const whole = merged(values[name], fillIn(scope, [...own, name], value ?? null));
    return [(...place) => setValue(...place, [...path, name], whole)];
  });
  const list = names.map((name) => `"${name}"`).join(', ');
  return inDocument(
    context,
    problem,
    names.length > 1 ? t`Add the missing fields ${list}` : t`Add ${list}`,
    (...place) => inSteps(...place, steps),
    more,
  );
}

/** The proposed value, with what the problem itself says has to be there. */
function merged(proposed: unknown, needed: unknown): unknown {
  if (typeof needed !== 'object' || needed === null || Array.isArray(needed)) return proposed ?? needed;
  const own = asMap(proposed);
  const keys = [...new Set([...Object.keys(own), ...Object.keys(needed)])];
  return Object.fromEntries(keys.map((key) => [key, merged(own[key], asMap(needed)[key])]));
}

/** A field that is there and has no value. */
function fillEmpty(context: FixContext, problem: Problem): readonly Fix[] {
  const manifest = manifestOf(context, problem);
  const { path } = locateProblem(context, problem);
  const own = manifest ? inManifest(manifest, path) : [];
  const key = own.at(-1);
  if (!manifest || typeof key !== 'string' || valueAt(manifest.value, own) != null) return [];
  const value = newFields(scopeOfManifest(context, manifest), own.slice(0, -1), [key])[key];
  return inDocument(context, problem, t`Fill in "${key}"`, (...place) => setValue(...place, path, value), {
    preferred: true,
  });
}

/** Values that a field takes, the likeliest first. */
export function allowedValue(context: FixContext, problem: Problem): readonly Fix[] {
  const { replacement } = schemaFixOf(problem);
  const manifest = manifestOf(context, problem);
  const { path } = locateProblem(context, problem);
  if (!manifest) return [];
  const own = valueAt(manifest.value, inManifest(manifest, path));
  const expected = expectedOf(problem);
  const near = typeof own === 'string' ? nearestAll(own, expected) : [];
  // Of few values anyone may have been meant.
  const texts =
    expected.length <= MOST
      ? expected
      : [...new Set([...(typeof replacement === 'string' ? [replacement] : []), ...near])];
  const isOnly = texts.length === 1;
  return texts.slice(0, MOST).flatMap((text) =>
    changeValue(context, problem, path, text === replacement || isOnly ? (replacement ?? text) : text, {
      ...((text === replacement || isOnly) && { preferred: true }),
    }),
  );
}

/** The value that the schema says was meant, of whatever type. */
export function meantValue(context: FixContext, problem: Problem): readonly Fix[] {
  const { replacement } = schemaFixOf(problem);
  const { path } = locateProblem(context, problem);
  return replacement === undefined ? [] : changeValue(context, problem, path, replacement, { preferred: true });
}

export function changeValue(
  context: FixContext,
  problem: Problem,
  path: Path,
  value: unknown,
  more: Pick<Fix, 'preferred' | 'choice'> = {},
): readonly Fix[] {
  const shown = JSON.stringify(value);
  return inDocument(context, problem, t`Change to ${shown}`, (...place) => setValue(...place, path, value), more);
}

/** One of fields that exclude each other goes. */
export function onlyOne(context: FixContext, problem: Problem): readonly Fix[] {
  return schemaFixOf(problem).remove ? removed(context, problem) : [];
}
