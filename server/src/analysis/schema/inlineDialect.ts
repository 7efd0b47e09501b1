import { asMap } from '../values';

type Json = Record<string, unknown>;

/**
 * A schema of the inline dialect (`port: integer | default=8080`), which the platform read until 0.17, as the OpenAPI schema
 * that it reads today; undefined where any part of it is not understood. A field is required unless it has a default. Source:
 * domain/evolution.md §4; the dialect's meaning is that of OpenChoreo's own reader.
 *
 * @param types the named types that fields may use; those that they do become `$defs`
 */
export function fromInlineDialect(fields: unknown, types: unknown): Json | undefined {
  const used = new Set<string>();
  const schema = objectSchema(asMap(fields), asMap(types), used);
  if (!schema) return undefined;
  const defs: Json = {};
  // A type may use others in turn.
  for (const name of used) {
    const definition = fieldSchema(asMap(types)[name], asMap(types), used)?.schema;
    if (!definition) return undefined;
    defs[name] = definition;
  }
  return used.size > 0 ? { ...schema, $defs: defs } : schema;
}

interface FieldSchema {
  readonly schema: Json;
  readonly required: boolean;
}

function objectSchema(fields: Json, types: Json, used: Set<string>): Json | undefined {
  const properties: Json = {};
  const required: string[] = [];
  for (const [name, raw] of Object.entries(fields)) {
    const field = name.startsWith('$') ? undefined : fieldSchema(raw, types, used);
    if (!field) return undefined;
    properties[name] = field.schema;
    if (field.required) required.push(name);
  }
  return { type: 'object', properties, ...(required.length > 0 && { required }) };
}

function fieldSchema(raw: unknown, types: Json, used: Set<string>): FieldSchema | undefined {
  if (typeof raw === 'string') return shorthand(raw, types, used);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
  const schema = objectSchema(asMap(raw), types, used);
  return schema && { schema, required: true };
}

function shorthand(text: string, types: Json, used: Set<string>): FieldSchema | undefined {
  const bar = text.indexOf('|');
  const base = typeSchema((bar < 0 ? text : text.slice(0, bar)).trim(), types, used);
  if (!base) return undefined;
  const schema: Json = { ...base };
  let required: boolean | undefined;
  for (const { key, value } of constraintsIn(bar < 0 ? '' : text.slice(bar + 1))) {
    if (key.startsWith('oc:')) continue;
    if (key === 'required' && /^(?:true|false)$/.test(value)) {
      required = value === 'true';
      continue;
    }
    // Beside a reference nothing else counts.
    const parsed = base['$ref'] === undefined ? CONSTRAINTS[key]?.(value, String(base['type'])) : undefined;
    if (parsed === undefined) return undefined;
    schema[key] = parsed;
  }
  return { schema, required: required ?? schema['default'] === undefined };
}

function typeSchema(type: string, types: Json, used: Set<string>): Json | undefined {
  if (['string', 'integer', 'number', 'boolean'].includes(type)) return { type };
  const list = /^\[\]\s*(.+)$/.exec(type)?.[1] ?? /^array<(.+)>$/.exec(type)?.[1];
  if (list !== undefined) {
    const items = typeSchema(list.trim(), types, used);
    return items && { type: 'array', items };
  }
  const map = /^map<(.+)>$/.exec(type)?.[1] ?? /^map\[string\](.+)$/.exec(type)?.[1];
  if (map !== undefined) {
    const values = typeSchema(map.trim(), types, used);
    return values && { type: 'object', additionalProperties: values };
  }
  if (!Object.hasOwn(types, type)) return undefined;
  used.add(type);
  return { $ref: `#/$defs/${type}` };
}

/** `default=info enum="debug,info"`: parted by blanks or bars, blanks in quotes stay. */
function constraintsIn(text: string): readonly { readonly key: string; readonly value: string }[] {
  return Array.from(
    text.matchAll(/([A-Za-z:_-]+)=("(?:[^"\\]|\\.)*"|'[^']*'|[^\s|]*)/g),
    ([, key = '', value = '']) => ({
      key,
      value,
    }),
  );
}

/** What each constraint says; undefined for a value that does not fit. */
const CONSTRAINTS: Readonly<Record<string, (value: string, type: string) => unknown>> = {
  default: valueOf,
  enum: (value, type) => {
    const values = unquoted(value)
      .split(',')
      .map((item) => valueOf(item.trim(), type));
    return values.includes(undefined) ? undefined : values;
  },
  minimum: toNumber,
  maximum: toNumber,
  multipleOf: toNumber,
  exclusiveMinimum: toBoolean,
  exclusiveMaximum: toBoolean,
  uniqueItems: toBoolean,
  minItems: toNumber,
  maxItems: toNumber,
  minLength: toNumber,
  maxLength: toNumber,
  minProperties: toNumber,
  maxProperties: toNumber,
  pattern: unquoted,
  title: unquoted,
  description: unquoted,
  format: unquoted,
};

function valueOf(text: string, type: string): unknown {
  if (type === 'string') return unquoted(text);
  if (type === 'boolean') return toBoolean(text);
  if (type === 'integer' || type === 'number') return toNumber(unquoted(text));
  try {
    return JSON.parse(unquoted(text)) as unknown;
  } catch {
    return undefined;
  }
}

function toNumber(text: string): number | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function toBoolean(text: string): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}
