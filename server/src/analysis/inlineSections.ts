import { isPrefix, valueAt, type Path } from '../base/path';
import { embeddedAt } from '../model/embedded';
import { fromInlineDialect } from './schema/inlineDialect';
import { explainingSchema, type ParameterSchema } from './schema/parameterSchema';
import { schemaPathOf } from './schema/schemaPath';
import { asList, asMap } from './values';

type Json = Readonly<Record<string, unknown>>;

/** Where the proposal's types and addons say which values they take: beneath are the two sections and the types of both. */
export const INLINE_SCHEMA: Path = ['spec', 'schema'];

const SECTIONS = ['parameters', 'envOverrides'];

/** The sections that a path means: of a whole schema both. None for a path that leads to no schema of the proposal. */
function sectionsAt(path: Path): readonly Path[] {
  if (path.at(-1) === 'schema') return SECTIONS.map((name) => [...path, name]);
  return path.at(-2) === 'schema' && SECTIONS.includes(String(path.at(-1))) ? [path] : [];
}

const known = new WeakMap<object, Map<string, ParameterSchema | undefined>>();

/**
 * The schema that a section in the inline dialect (`replicas: integer | default=1`) comes to. A component sets both sections in one
 * map, hence the path of both asks for one schema; a section alone is for settings of an environment, which set what they
 * like. Nothing is judged by it: fields that are not understood take any value.
 */
export function inlineSchemaAt(holder: unknown, path: Path): ParameterSchema | undefined {
  const sections = sectionsAt(path);
  const schema = valueAt(holder, sections[0]?.slice(0, -1) ?? path);
  if (sections.length === 0 || typeof schema !== 'object' || schema === null) return undefined;
  const ofSchema = known.get(schema) ?? new Map<string, ParameterSchema | undefined>();
  known.set(schema, ofSchema);
  const names = sections.map((section) => String(section.at(-1)));
  const key = names.join();
  if (!ofSchema.has(key)) ofSchema.set(key, explained(asMap(schema), names));
  return ofSchema.get(key);
}

function explained(schema: Json, sections: readonly string[]): ParameterSchema | undefined {
  const parts = sections.flatMap((name) => fieldSchemas(schema[name], schema['types']));
  if (parts.length === 0) return undefined;
  const of = (key: string) => Object.fromEntries(parts.flatMap((part) => Object.entries(asMap(part[key]))));
  return explainingSchema({
    type: 'object',
    properties: of('properties'),
    ...(sections.length > 1 && { required: parts.flatMap(({ required }) => asList(required)) }),
    $defs: of('$defs'),
  });
}

/** A schema for every field of a section: one that cannot be read does not hide the others. */
function fieldSchemas(section: unknown, types: unknown): Json[] {
  if (typeof section !== 'object' || section === null) return [];
  const openApi = valueAt(section, ['openAPIV3Schema']);
  if (openApi !== undefined) return [asMap(openApi)];
  return Object.entries(asMap(section)).map(
    ([name, field]) => fromInlineDialect({ [name]: field }, types) ?? { properties: { [name]: {} } },
  );
}

/** Where the schema at a path of a manifest declares the parameter that a path among the values leads to. */
export function declarationOf(holder: unknown, schemaPath: Path, path: Path): Path | undefined {
  const sections = sectionsAt(schemaPath);
  for (const section of sections.length > 0 ? sections : [schemaPath]) {
    const base = [...section, 'openAPIV3Schema'];
    const schema = valueAt(holder, base);
    const inner = schema === undefined ? undefined : schemaPathOf(schema, path);
    if (inner) return [...base, ...inner];
    const field = [...section, ...path];
    if (schema === undefined && sections.length > 0 && valueAt(holder, field) !== undefined) return field;
  }
  return undefined;
}

/** Whether the key at a path of a manifest declares a parameter in the inline dialect. */
export function isInlineDeclaration(kind: string, path: Path): boolean {
  const copy = embeddedAt(kind, path);
  const [section, field] = path.slice((copy?.base.length ?? 0) + INLINE_SCHEMA.length);
  const isField =
    isPrefix([...(copy?.base ?? []), ...INLINE_SCHEMA], path) &&
    SECTIONS.includes(String(section)) &&
    field !== undefined;
  return isField && ['ComponentTypeDefinition', 'Addon'].includes(copy?.kind ?? kind);
}
