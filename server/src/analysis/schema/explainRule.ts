import { t } from '../../base/l10n';
import { valueAt, type Path } from '../../base/path';
import { fieldsToAdd, problem, type Explained } from './explain';
import { deepEqual, isMap } from './json';
import { nodeAt } from './nodeAt';
import { emptyEntry, fieldAt, fieldsAt, present, unmetPairs } from './rules';
import type { SchemaRule } from './schemaNode';
import type { SchemaProblem } from './schemaProblem';
import type { Violation } from './violation';
import { joinWords, nameOf, plain, quote } from './words';

/** Sentences for a violated rule: one for each thing that somebody has to change. */
export function explainRule({ path, rule, value }: Violation, about: Explained): SchemaProblem[] {
  if (!rule) return [];
  const at = (field: string): Path => [...path, ...field.split('.')];
  switch (rule.rule) {
    case 'immutable':
      return [changed(path, about)];
    case 'immutableOnceSet':
      return [changed(at(rule.field), about)];
    case 'exactlyOneOf':
    case 'atMostOneOf': {
      const there = present(value, rule.fields, rule.rule === 'atMostOneOf' && rule.nonEmpty);
      return there.length === 0
        ? [needsOneOf(path, rule.fields)]
        : there.slice(1).map((field) => conflict(at(field), there, field));
    }
    case 'requires':
      return unmetPairs(rule.pairs, value).map(([field, needs]) =>
        needed(at(needs), t`${quote(field)} needs ${quote(needs)}`, about),
      );
    case 'requiredWhen': {
      if (rule.be === undefined)
        return [
          needed(
            at(rule.needs),
            t`While ${quote(rule.field)} is ${quote(rule.is)}, ${quote(rule.needs)} is needed`,
            about,
          ),
        ];
      const message = t`${quote(rule.field)} may be ${quote(rule.is)} only while ${quote(rule.needs)} is ${quote(rule.be)}.`;
      return [problem('invalid-value', at(rule.field), message)];
    }
    case 'only':
      return fieldsAt(value, rule.field)
        .filter(({ found }) => !deepEqual(found, rule.value) && !(found === undefined && rule.optional))
        .map(({ path: below }) => {
          const message = t`${nameOf(below)} must be ${quote(rule.value)} here.`;
          return problem('invalid-value', [...path, ...below], message, {
            expected: [String(rule.value)],
            fix: { replacement: rule.value },
          });
        });
    case 'itemNamedBy': {
      const wanted = fieldAt(value, rule.field);
      const message = t`One item of ${quote(rule.list)} must have the ${rule.key} ${quote(wanted)}, the value of ${quote(rule.field)}.`;
      return [problem('invalid-value', at(rule.list), message, { on: 'key', expected: [String(wanted)] })];
    }
    case 'noEmptyEntries': {
      const key = isMap(value) ? emptyEntry(value) : undefined;
      if (key === undefined) return [];
      const message = key === '' ? t`A key must not be empty.` : t`${quote(key)} must not be empty.`;
      return [problem('invalid-value', [...path, key], message, { on: key === '' ? 'key' : 'value' })];
    }
  }
}

/** The dotted paths that a rule looks at: a misspelt field beside one of them is the cause of its violation. */
export function fieldsRead(rule: SchemaRule): readonly string[] {
  switch (rule.rule) {
    case 'exactlyOneOf':
    case 'atMostOneOf':
      return rule.fields;
    case 'requires':
      return rule.pairs.flat();
    case 'requiredWhen':
      return [rule.field, rule.needs];
    case 'immutableOnceSet':
      return [rule.field];
    case 'itemNamedBy':
      return [rule.field, rule.list];
    case 'only':
    case 'immutable':
    case 'noEmptyEntries':
      return [];
  }
}

function needsOneOf(path: Path, fields: readonly string[]): SchemaProblem {
  return problem('missing-field', path, t`${nameOf(path)} needs ${joinWords(fields.map(quote), 'or')}.`, {
    on: 'key',
    expected: fields,
  });
}

function conflict(path: Path, there: readonly string[], field: string): SchemaProblem {
  const others = there.filter((other) => other !== field).map(quote);
  return problem(
    'conflicting-fields',
    path,
    t`${quote(field)} cannot stand beside ${joinWords(others, 'and')}: only one of them counts.`,
    {
      on: 'key',
      fix: { remove: true },
    },
  );
}

function needed(path: Path, message: string, { schema }: Explained): SchemaProblem {
  const parent = path.slice(0, -1);
  const name = String(path.at(-1));
  return problem('missing-field', parent, `${message}.`, {
    on: 'key',
    expected: [name],
    fix: { add: fieldsToAdd([name], nodeAt(schema, parent)) },
  });
}

/** The problem stands at what was changed, however deep it lies below what may not change. */
function changed(path: Path, { object, oldObject }: Explained): SchemaProblem {
  const [now, before] = [valueAt(object, path), valueAt(oldObject, path)];
  const place = [...path, ...difference(now, before)];
  const old = valueAt(oldObject, place);
  const isScalar = typeof old !== 'object' || old === null;
  const was = isScalar && old !== undefined ? t`; it was ${quote(old)}` : '';
  const message = t`${nameOf(path)} cannot be changed once the object exists${was}. Make a new object under another name.`;
  return problem('immutable-field', place, message, {
    on: isScalar ? 'value' : 'key',
    ...(isScalar && old !== undefined ? { fix: { replacement: old }, expected: [plain(old)] } : {}),
  });
}

/** The way down to the only thing that differs; it ends where several do, or where one is gone or new. */
function difference(now: unknown, before: unknown): Path {
  if (Array.isArray(now) && Array.isArray(before) && now.length === before.length) {
    const differing = now.flatMap((item, i) => (deepEqual(item, before[i]) ? [] : [i]));
    const [only] = differing;
    return differing.length === 1 && only !== undefined ? [only, ...difference(now[only], before[only])] : [];
  }
  if (!isMap(now) || !isMap(before)) return [];
  const keys = [...new Set([...Object.keys(now), ...Object.keys(before)])];
  const differing = keys.filter(
    (key) => !Object.hasOwn(now, key) || !Object.hasOwn(before, key) || !deepEqual(now[key], before[key]),
  );
  const [only] = differing;
  if (differing.length !== 1 || only === undefined || !Object.hasOwn(now, only)) return [];
  return [only, ...difference(now[only], before[only])];
}
