import { t } from '../../base/l10n';
import type { Path } from '../../base/path';
import { nearest } from '../../base/suggest';
import { isMap, kindOfValue, own, setOwn, type JsonMap } from './json';
import { isVendorKey, keywordOf, SUPPORTED_KEYWORDS, UNSUPPORTED, type KeywordKind } from './parameterKeywords';
import { definitionsOf, entriesOf, isTooDeep, type RefFault, type Walk } from './parameterRefs';
import type { SchemaNode } from './schemaNode';

/** What is wrong with a parameter schema itself. */
export interface DefinitionProblem {
  readonly code: 'schema-ref' | 'schema-keyword' | 'schema-value' | 'schema-unsupported';
  readonly path: Path;
  readonly on: 'key' | 'value';
  readonly message: string;
  /** The keyword that was meant. */
  readonly suggestion?: string;
}

/** A parameter schema, read. */
export interface Definition {
  /** The schema with all references put in, for validating values; undefined where it cannot be read. */
  readonly node: SchemaNode | undefined;
  readonly problems: readonly DefinitionProblem[];
}

interface Reader {
  readonly problems: DefinitionProblem[];
  readonly faults: RefFault[];
}

/**
 * Reads a parameter schema as the platform does. Unknown keywords are refused by the webhooks of types and traits, but only
 * on the way through properties and combinations: below `items` and `additionalProperties` nobody looks.
 */
export function readDefinition(raw: unknown): Definition {
  if (!isMap(raw))
    return {
      node: undefined,
      problems: [{ code: 'schema-value', path: [], on: 'value', message: t`A schema must be a map.` }],
    };
  const reader: Reader = { problems: [], faults: [] };
  const definitions = definitionsOf(raw);
  const node = readNode(raw, [], { definitions, within: [], depth: 0 }, true, reader);
  const seen = new Set<string>();
  const problems = [
    ...reader.faults.map(({ path, message }): DefinitionProblem => ({
      code: 'schema-ref',
      path,
      on: 'value',
      message,
    })),
    ...reader.problems,
  ].filter((problem) => {
    // A definition that is used twice has its problems once.
    const key = JSON.stringify([problem.code, problem.path]);
    return !seen.has(key) && seen.add(key);
  });
  return { node: problems.some(isUnreadable) ? undefined : node, problems };
}

/** Whether nobody can do anything with the schema, not even the check of a ComponentRelease. */
export function isUnreadable(problem: DefinitionProblem): boolean {
  return problem.code === 'schema-ref' || problem.code === 'schema-value';
}

function readNode(raw: JsonMap, path: Path, walk: Walk, strict: boolean, reader: Reader): SchemaNode {
  const node: JsonMap = {};
  if (isTooDeep(walk.depth)) {
    reader.faults.push({ path, message: t`The schema is nested too deep.` });
    return node;
  }
  for (const [key, entry] of entriesOf(raw, path, walk, reader.faults)) {
    if (isVendorKey(key) || (key === '$defs' && path.length === 0 && walk.definitions)) continue;
    const keyword = keywordOf(key);
    if (!keyword) {
      if (strict) reader.problems.push(unknownKeyword(key, entry.path));
      continue;
    }
    const { name, kind } = keyword;
    if (UNSUPPORTED.has(name) && !isEmpty(entry.value)) reader.problems.push(unsupported(name, entry.path));
    if (name === 'x-kubernetes-preserve-unknown-fields' && entry.value === false)
      reader.problems.push(unsupported(name, entry.path, t`"${name}" must be true or left out.`));
    if (entry.value === null) continue;
    const wanted = fault(entry.value, kind);
    if (wanted) {
      const message = t`"${key}" must be ${wanted}.`;
      reader.problems.push({ code: 'schema-value', path: entry.path, on: 'value', message });
      continue;
    }
    const below = (child: unknown, steps: Path, stays: boolean, levels = 1) =>
      readNode(
        isMap(child) ? child : {},
        [...entry.path, ...steps],
        { ...walk, within: entry.within, depth: walk.depth + levels },
        strict && stays,
        reader,
      );
    node[name] = readValue(entry.value, kind, below);
    if (name === 'items' && Array.isArray(entry.value) && entry.value.length > 0)
      reader.problems.push(
        unsupported(name, entry.path, t`"items" must be one schema for all items, not a list of schemas.`),
      );
  }
  return node;
}

type Below = (child: unknown, steps: Path, stays: boolean, levels?: number) => SchemaNode;

function readValue(value: unknown, kind: KeywordKind, below: Below): unknown {
  switch (kind) {
    case 'schema':
      return below(value, [], true);
    case 'schemas':
      return (value as unknown[]).map((child, i) => below(child, [i], true, 2));
    case 'schemaMap': {
      const nodes: JsonMap = {};
      for (const name of Object.keys(value as JsonMap))
        setOwn(nodes, name, below((value as JsonMap)[name], [name], true));
      return nodes;
    }
    case 'items':
      if (Array.isArray(value)) return value.map((child, i) => below(child, [i], false, 2));
      return isMap(value) ? below(value, [], false) : undefined;
    case 'schemaOrBoolean':
      return isMap(value) ? below(value, [], false) : value;
    default:
      return value;
  }
}

/** What a keyword's value would have to be; undefined if it is that. */
function fault(value: unknown, kind: KeywordKind): string | undefined {
  const type = kindOfValue(value);
  const isSchema = (child: unknown) => child === null || isMap(child);
  switch (kind) {
    case 'text':
      return type === 'string' ? undefined : t`text`;
    case 'boolean':
      return type === 'boolean' ? undefined : t`true or false`;
    case 'number':
      return type === 'integer' || type === 'number' ? undefined : t`a number`;
    case 'integer':
      return type === 'integer' ? undefined : t`an integer`;
    case 'texts':
      return Array.isArray(value) && value.every((item) => item === null || typeof item === 'string')
        ? undefined
        : t`a list of texts`;
    case 'list':
      return type === 'array' ? undefined : t`a list`;
    case 'schema':
    case 'map':
      return type === 'object' ? undefined : t`a map`;
    case 'schemas':
      return Array.isArray(value) && value.every(isSchema) ? undefined : t`a list of schemas`;
    case 'schemaMap':
      return isMap(value) && Object.values(value).every(isSchema) ? undefined : t`a map from names to schemas`;
    case 'schemaOrBoolean':
      return type === 'object' || type === 'boolean' ? undefined : t`a schema, true or false`;
    case 'dependencies':
      return isMap(value) ? undefined : t`a map`;
    case 'items':
      return Array.isArray(value) && !value.every(isSchema) ? t`a schema` : undefined;
    case 'anything':
      return undefined;
  }
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (isMap(value) && Object.keys(value).length === 0);
}

function unknownKeyword(key: string, path: Path): DefinitionProblem {
  const suggestion = nearest(key, SUPPORTED_KEYWORDS);
  const hint = suggestion ? t`; did you mean "${suggestion}"?` : t`. The platform refuses a type or trait with it.`;
  return {
    code: 'schema-keyword',
    path,
    on: 'key',
    message: t`Unknown schema keyword "${key}"${hint}`,
    ...(suggestion ? { suggestion } : {}),
  };
}

function unsupported(
  name: string,
  path: Path,
  message = t`The platform does not support the schema keyword "${name}".`,
): DefinitionProblem {
  return { code: 'schema-unsupported', path, on: 'key', message };
}

/**
 * The part of a schema that fills in defaults. Keys that look like a vendor's extension are gone from it, whether they are
 * keywords, names of properties or keys inside a default value; so are combinations, which never have defaults.
 */
export function defaultsOnly(node: SchemaNode): SchemaNode {
  const properties: Record<string, SchemaNode> = {};
  for (const name of Object.keys(node.properties ?? {}))
    if (!isVendorKey(name)) setOwn(properties, name, defaultsOnly(node.properties![name]!));
  return {
    ...(node.default === undefined ? {} : { default: withoutVendorKeys(node.default) }),
    ...(node.nullable ? { nullable: true } : {}),
    ...(node.properties ? { properties } : {}),
    ...(isSchemaNode(node.items) ? { items: defaultsOnly(node.items) } : {}),
    ...(typeof node.additionalProperties === 'object'
      ? { additionalProperties: defaultsOnly(node.additionalProperties) }
      : {}),
  };
}

function isSchemaNode(items: unknown): items is SchemaNode {
  return isMap(items);
}

function withoutVendorKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutVendorKeys);
  if (!isMap(value)) return value;
  const copy: JsonMap = {};
  for (const key of Object.keys(value)) if (!isVendorKey(key)) setOwn(copy, key, withoutVendorKeys(own(value, key)));
  return copy;
}
