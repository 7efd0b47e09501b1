import { t } from '../../base/l10n';
import { isPrefix, valueAt, type Path } from '../../base/path';
import { EXPLAIN, fieldsToAdd, problem, type Explained } from './explain';
import { explainRule, fieldsRead } from './explainRule';
import { nodeAt } from './nodeAt';
import type { MissingField, SchemaProblem } from './schemaProblem';
import type { Violation } from './violation';
import { hasType, joinWords, nameOf, quote, typeWords } from './words';

/**
 * Makes of the server's violations what people read: one problem per cause, where it can be mended, with what a quick fix
 * needs.
 */
export function reportViolations(
  shape: readonly Violation[],
  rules: readonly Violation[],
  about: Explained,
): SchemaProblem[] {
  const kept = onePerPlace(shape);
  const unknown = kept.filter((violation) => violation.code === 'unknown-field').map((violation) => violation.path);
  const misspelt = new Set<string>();
  const problems: SchemaProblem[] = [];
  for (const violation of kept) {
    if (violation.code === 'missing-field' || violation.code === 'rule' || violation.code === 'unknown-kind') continue;
    const found = EXPLAIN[violation.code](violation, about);
    if (found.fix?.rename) misspelt.add(pathKey([...violation.path.slice(0, -1), found.fix.rename]));
    problems.push(found);
  }
  const missing = kept.filter(({ code, path }) => code === 'missing-field' && !misspelt.has(pathKey(path)));
  problems.push(...missingFields(missing, about));
  for (const violation of rules) if (!isCausedBy(violation, unknown)) problems.push(...explainRule(violation, about));
  return problems.map((found) => onWhatIsThere(found, about.manifest));
}

/** One violation per place and class; nothing at or below a value of the wrong type but that. */
function onePerPlace(violations: readonly Violation[]): Violation[] {
  const mistyped = violations.filter((violation) => violation.code === 'wrong-type').map((violation) => violation.path);
  const kept = new Map<string, Violation>();
  for (const violation of violations) {
    const { path, code } = violation;
    const isBelow = mistyped.some(
      (other) => isPrefix(other, path) && (other.length < path.length || code !== 'wrong-type'),
    );
    if (isBelow) continue;
    const key = `${code} ${violation.limit?.bound ?? ''} ${pathKey(path)}`;
    const other = kept.get(key);
    // Of two enumerations that both refuse a value, the narrower says what would do.
    if (!other || (violation.node?.enum?.length ?? Infinity) < (other.node?.enum?.length ?? Infinity))
      kept.set(key, violation);
  }
  const left = [...kept.values()];
  return left.filter(
    ({ code, path }) =>
      code !== 'no-alternative' || !left.some((other) => other.code !== code && isPrefix(path, other.path)),
  );
}

/** Whether a rule is violated because a field that it reads is misspelt. */
function isCausedBy(violation: Violation, unknown: readonly Path[]): boolean {
  if (!violation.rule) return false;
  const maps = new Set(
    fieldsRead(violation.rule).map((field) => pathKey([...violation.path, ...field.split('.').slice(0, -1)])),
  );
  return unknown.some((path) => maps.has(pathKey(path.slice(0, -1))));
}

/** One problem for all fields that a map lacks; a field that is there but empty is a problem of its own. */
function missingFields(violations: readonly Violation[], about: Explained): SchemaProblem[] {
  const byMap = new Map<string, { path: Path; names: string[] }>();
  const problems: SchemaProblem[] = [];
  for (const { path } of violations) {
    const parent = path.slice(0, -1);
    const name = String(path.at(-1));
    const node = nodeAt(about.schema, parent);
    if (valueAt(about.manifest, path) !== undefined) {
      const child = nodeAt(about.schema, path);
      const words = child && hasType(child) ? t`; it must be ${typeWords(child)}` : '';
      const message = t`${nameOf(path)} has no value${words}.`;
      problems.push(problem('missing-field', path, message, { on: 'key' }));
      continue;
    }
    const group = byMap.get(pathKey(parent)) ?? { path: parent, names: [] };
    group.names.push(name);
    byMap.set(pathKey(parent), group);
    if (node?.required) group.names.sort((a, b) => node.required!.indexOf(a) - node.required!.indexOf(b));
  }
  for (const { path, names } of byMap.values()) {
    const node = nodeAt(about.schema, path);
    const since = names.map((name) => node?.properties?.[name]?.['x-since']).find((version) => version !== undefined);
    const note = since && names.length === 1 ? t`, required since OpenChoreo ${since}` : '';
    const fields = joinWords(names.map(quote), 'and');
    const message =
      names.length > 1
        ? t`${nameOf(path)} lacks the fields ${fields}.`
        : t`${nameOf(path)} lacks the field ${fields}${note}.`;
    problems.push(
      problem('missing-field', path, message, {
        on: 'key',
        expected: names,
        fix: { add: fieldsToAdd(names, node), ...(since ? { since } : {}) },
      }),
    );
  }
  return problems;
}

/**
 * A problem in what only a default, the old object or nobody holds is shown at the nearest map that the manifest has; fields
 * to add below are then added with the maps around them.
 */
function onWhatIsThere(found: SchemaProblem, manifest: unknown): SchemaProblem {
  let { path, fix } = found;
  while (path.length > 0 && valueAt(manifest, path) === undefined) {
    const name = path.at(-1);
    path = path.slice(0, -1);
    if (fix?.add && typeof name === 'string') fix = { ...fix, add: [{ name, value: asMap(fix.add) }] };
  }
  return path.length === found.path.length ? found : { ...found, path, on: 'key', ...(fix ? { fix } : {}) };
}

function asMap(fields: readonly MissingField[]): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value ?? '']));
}

function pathKey(path: Path): string {
  return JSON.stringify(path);
}
