import { phrase, t, type Phrase } from '../../base/l10n';
import { formatPath, valueAt, type Path } from '../../base/path';
import { nearest } from '../../base/suggest';
import { isMap, kindOfValue } from './json';
import { fieldsOf, nodeAt } from './nodeAt';
import { METADATA_FIELDS } from './objectMeta';
import type { SchemaNode } from './schemaNode';
import type { MissingField, SchemaFix, SchemaProblem } from './schemaProblem';
import type { Limit, Violation } from './violation';
import {
  formatWords,
  joinWords,
  nameOf,
  patternWords,
  plain,
  quote,
  someOf,
  typeOfWords,
  typeWords,
  valueWords,
} from './words';

/** What an explanation may look at. */
export interface Explained {
  /** The value as it was written. */
  readonly manifest: unknown;
  readonly schema: SchemaNode;
  /** The same schema in the newest version, to tell what only came later; with it the version that `schema` is of. */
  readonly newest?: SchemaNode;
  readonly version?: string;
  /** The value that rules saw, and the one before it. */
  readonly object?: unknown;
  readonly oldObject?: unknown;
}

/** A sentence for each class of violation except rules and missing fields, which explainRule.ts and missing.ts word. */
export const EXPLAIN: Readonly<
  Record<
    Exclude<Violation['code'], 'rule' | 'missing-field' | 'unknown-kind'>,
    (violation: Violation, about: Explained) => SchemaProblem
  >
> = {
  'unknown-field': unknownField,
  'wrong-type': wrongType,
  'not-in-enum': notInEnum,
  pattern: ({ path, node, value }) =>
    problem(
      'pattern-mismatch',
      path,
      t`${nameOf(path)} must be ${patternWords(node?.pattern ?? '')}, not ${quote(value)}.`,
    ),
  'bad-format': ({ path, node, value, wanted }) =>
    problem(
      'bad-format',
      path,
      t`${nameOf(path)} must be ${wanted ?? formatWords(node?.format ?? '')}, not ${quote(value)}.`,
    ),
  'out-of-range': outOfRange,
  'duplicate-item': duplicateItem,
  'no-alternative': noAlternative,
  metadata: invalidMetadata,
};

export function problem(
  code: SchemaProblem['code'],
  path: Path,
  message: string,
  more: Partial<Omit<SchemaProblem, 'code' | 'path' | 'message'>> = {},
): SchemaProblem {
  return { code, path, on: 'value', message, ...more };
}

function unknownField({ path }: Violation, { manifest, schema, newest, version }: Explained): SchemaProblem {
  const key = String(path.at(-1));
  const parentPath = path.slice(0, -1);
  const since = newest && nodeAt(newest, path)?.['x-since'];
  if (since)
    return problem(
      'unknown-field',
      path,
      t`${quote(key)} exists since OpenChoreo ${since}; these manifests are checked for ${version}.`,
      {
        on: 'key',
        fix: { remove: true, since },
      },
    );
  const parent = valueAt(manifest, parentPath);
  const taken = isMap(parent) ? Object.keys(parent) : [];
  const known = knownFields(parentPath, schema);
  const free = known.filter((name) => !taken.includes(name));
  const suggestion = nearest(key, free);
  const where = parentPath.length === 0 ? t`The manifest` : `"${formatPath(parentPath)}"`;
  const hint = suggestion
    ? t`did you mean ${quote(suggestion)}?`
    : known.length > 0
      ? t`${where} has ${someOf(known, 'and')}.`
      : t`${where} has no fields.`;
  return problem('unknown-field', path, t`Unknown field ${quote(key)}${suggestion ? '; ' : '. '}${hint}`, {
    on: 'key',
    expected: suggestion ? [suggestion, ...free.filter((name) => name !== suggestion)] : free,
    fix: suggestion ? { rename: suggestion, remove: true } : { remove: true },
  });
}

/** Fields that the map at a path can have: first those that it must have, in metadata those that people write. */
function knownFields(path: Path, schema: SchemaNode): string[] {
  if (path.length === 1 && path[0] === 'metadata') return [...METADATA_FIELDS];
  const node = nodeAt(schema, path);
  const required = node?.required ?? [];
  return [...required, ...fieldsOf(node).filter((name) => !required.includes(name))];
}

function wrongType({ path, node, value, wanted }: Violation): SchemaProblem {
  const needed = wanted ?? (node ? typeWords(node) : t`something else`);
  const type = node ? node.type : typeOfWords(wanted);
  const wouldDo = !node?.enum || node.enum.includes(String(value));
  const { fix, hint } = wouldDo ? otherType(value, type) : {};
  const is = kindOfValue(value) === 'number' ? String(value) : valueWords(value);
  const message = t`${nameOf(path)} must be ${needed}, not ${is}${hint ? `: ${hint}` : ''}.`;
  return problem('wrong-type', path, message, { expected: [needed], ...(fix ? { fix } : {}) });
}

/** What would turn a scalar into one of the wanted type. */
function otherType(value: unknown, type: string | undefined): { fix?: SchemaFix; hint?: string } {
  const isPlain = typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint';
  if (type === 'string' && isPlain) return { fix: { quotes: 'add' }, hint: t`put it in quotes` };
  const reads = (pattern: RegExp) => typeof value === 'string' && pattern.test(value);
  const isUnquoted =
    (type === 'integer' && reads(/^-?\d+$/)) ||
    (type === 'number' && reads(/^-?\d+(\.\d+)?$/)) ||
    (type === 'boolean' && reads(/^(true|false)$/));
  return isUnquoted ? { fix: { quotes: 'remove' }, hint: t`remove the quotes` } : {};
}

function notInEnum({ path, node, value }: Violation, { newest, version }: Explained): SchemaProblem {
  const allowed = (node?.enum ?? []).map(plain);
  const since = newest && typeof value === 'string' ? nodeAt(newest, path)?.['x-enum-since']?.[value] : undefined;
  if (since)
    return problem(
      'not-in-enum',
      path,
      t`${quote(value)} exists since OpenChoreo ${since}; these manifests are checked for ${version}.`,
      {
        expected: allowed,
        fix: { since },
      },
    );
  const suggestion = typeof value === 'string' ? nearest(value, allowed) : undefined;
  const isSame = suggestion !== undefined && suggestion.toLowerCase() === String(value).toLowerCase();
  const hint = isSame ? t`; mind the case` : suggestion ? t`; did you mean ${quote(suggestion)}?` : '';
  const list = allowed.length === 1 ? allowed[0]! : t`one of ${someOf(allowed, 'or', 12)}`;
  const message = t`${nameOf(path)} must be ${list}, not ${quote(value)}${hint}`;
  const only = allowed.length === 1 ? allowed[0] : undefined;
  const replacement = suggestion ?? only;
  return problem('not-in-enum', path, message.endsWith('?') ? message : `${message}.`, {
    expected: suggestion ? [suggestion, ...allowed.filter((item) => item !== suggestion)] : allowed,
    ...(replacement === undefined ? {} : { fix: { replacement } }),
  });
}

function outOfRange({ path, limit, value, wanted, node }: Violation): SchemaProblem {
  const must = limit ? limitWords(limit) : t`must be ${wanted ?? (node ? typeWords(node) : t`another value`)}`;
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  return problem('out-of-range', path, `${nameOf(path)} ${must}${isNumber ? t`, not ${String(value)}` : ''}.`);
}

const UNITS: Readonly<Record<Exclude<Limit['of'], 'value'>, readonly [one: Phrase, many: Phrase]>> = {
  length: [phrase`character`, phrase`characters`],
  items: [phrase`item`, phrase`items`],
  fields: [phrase`field`, phrase`fields`],
};

function limitWords({ of, bound, is, exclusive }: Limit): string {
  if (of === 'value') {
    if (exclusive) return bound === 'min' ? t`must be more than ${is}` : t`must be less than ${is}`;
    return bound === 'min' ? t`must be ${is} or more` : t`must be ${is} or less`;
  }
  const [one, many] = UNITS[of];
  if (bound === 'min' && is === 1) return of === 'length' ? t`must not be empty` : t`must have at least one ${one}`;
  const unit = is === 1 ? one : many;
  return bound === 'min' ? t`must have at least ${is} ${unit}` : t`must have at most ${is} ${unit}`;
}

function duplicateItem({ path, node, value }: Violation): SchemaProblem {
  const keys = node?.['x-kubernetes-list-map-keys'] ?? [];
  const list = `"${formatPath(path.slice(0, -1))}"`;
  if (keys.length === 0 || !isMap(value))
    return problem('duplicate-item', path, t`${isMap(value) ? t`This item` : quote(value)} is twice in ${list}.`, {
      fix: { remove: true },
    });
  const has = keys.filter((key) => Object.hasOwn(value, key));
  const named = has.map((key) => `${key} ${quote(value[key])}`);
  const [key] = has;
  const place = key !== undefined && has.length === 1 ? [...path, key] : path;
  const what = named.length > 0 ? joinWords(named, 'and') : t`no ${joinWords(keys, 'and')}`;
  return problem('duplicate-item', place, t`Two items of ${list} have ${what}; the server takes only one.`);
}

function noAlternative({ path, node, wanted }: Violation): SchemaProblem {
  const branches = node?.oneOf ?? node?.anyOf ?? [];
  const fields = branches.map((branch) => branch.required ?? []);
  // `anyOf: [{ required: [a] }, { required: [b] }]` is how a schema says "a or b".
  if (branches.length > 0 && branches.every((branch) => Object.keys(branch).join() === 'required')) {
    const names = fields.map((group) => joinWords(group.map(quote), 'and'));
    return problem('missing-field', path, t`${nameOf(path)} needs ${joinWords(names, 'or')}.`, {
      on: 'key',
      expected: fields.flat(),
    });
  }
  return problem('invalid-value', path, t`${nameOf(path)} must have ${wanted ?? t`all that the schema asks for`}.`);
}

function invalidMetadata({ path, value, wanted }: Violation): SchemaProblem {
  const isKey = value === undefined && path.length > 2;
  const subject = isKey ? t`The key ${quote(path.at(-1))}` : nameOf(path);
  return problem('invalid-metadata', path, t`${subject} must ${wanted ?? t`be valid`}.`, {
    on: isKey ? 'key' : 'value',
  });
}

/** The fields as a quick fix adds them. */
export function fieldsToAdd(names: readonly string[], node: SchemaNode | undefined): MissingField[] {
  return names.map((name) => {
    const child = node?.properties && Object.hasOwn(node.properties, name) ? node.properties[name] : undefined;
    const value = child?.default ?? (child?.enum?.length === 1 ? child.enum[0] : undefined);
    return {
      name,
      ...(value === undefined ? {} : { value }),
      ...(child?.description ? { description: child.description } : {}),
    };
  });
}
