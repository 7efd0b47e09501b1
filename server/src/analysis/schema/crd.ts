import { ruleOfCel } from './celRules';
import { isMap, own, setOwn, type JsonMap } from './json';
import type { KindSchema, SchemaRule, SchemaNode } from './schemaNode';

/** A CRD turned into a schema of ours. */
export interface CrdSchema {
  readonly schema: KindSchema;
  /** CEL rules that the table of celRules.ts does not know, each with the path of its node: nobody checks them here. */
  readonly unknownRules: readonly { readonly path: string; readonly expression: string }[];
}

/** Keywords taken over as they stand. Texts (description, title, example) are left behind. */
const COPIED = [
  'type',
  'format',
  'nullable',
  'default',
  'enum',
  'required',
  'minProperties',
  'maxProperties',
  'minItems',
  'maxItems',
  'uniqueItems',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-int-or-string',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
] as const;

/** Inside `status` only names matter: the server checks them and drops the values. */
const COPIED_NAMES_ONLY = ['x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource'] as const;

/**
 * The schema in a CustomResourceDefinition (its plain value), for the served version that comes first. Undefined where the
 * value is no CRD with a structural schema; never throws.
 */
export function schemaOfCrd(crd: unknown): CrdSchema | undefined {
  const spec = isMap(crd) && own(crd, 'kind') === 'CustomResourceDefinition' ? own(crd, 'spec') : undefined;
  if (!isMap(spec)) return undefined;
  const versions = own(spec, 'versions');
  const version = Array.isArray(versions)
    ? versions.filter(isMap).find((entry) => entry['served'] !== false)
    : undefined;
  const names = own(spec, 'names');
  const holder = version && own(version, 'schema');
  const root = isMap(holder) ? own(holder, 'openAPIV3Schema') : undefined;
  if (!version || !isMap(names) || !isMap(root)) return undefined;
  const [group, kind, name] = [spec['group'], names['kind'], version['name']];
  if (typeof group !== 'string' || typeof kind !== 'string' || typeof name !== 'string') return undefined;

  const unknownRules: { path: string; expression: string }[] = [];
  const subresources = own(version, 'subresources');
  const node = convert(root, '', unknownRules, {
    statusIgnored: isMap(subresources) && isMap(own(subresources, 'status')),
    namesOnly: false,
  });
  const scope = spec['scope'] === 'Cluster' ? 'cluster' : 'namespaced';
  return { schema: { 'x-kind': { group, version: name, kind, scope }, ...node }, unknownRules };
}

interface Mode {
  readonly statusIgnored: boolean;
  readonly namesOnly: boolean;
}

function convert(
  source: JsonMap,
  path: string,
  unknown: { path: string; expression: string }[],
  mode: Mode,
): SchemaNode {
  const node: JsonMap = {};
  for (const keyword of mode.namesOnly ? COPIED_NAMES_ONLY : COPIED) {
    const value = own(source, keyword);
    if (value !== undefined && (value !== false || keyword === 'default')) node[keyword] = value;
  }
  const below = (child: unknown, step: string, childMode: Mode = mode) =>
    convert(isMap(child) ? child : {}, path + step, unknown, childMode);

  const properties = own(source, 'properties');
  if (isMap(properties)) {
    const converted: JsonMap = {};
    for (const name of Object.keys(properties)) {
      const isStatus = path === '' && name === 'status' && mode.statusIgnored;
      const child = below(properties[name], path === '' ? name : `.${name}`, {
        ...mode,
        namesOnly: mode.namesOnly || isStatus,
      });
      setOwn(converted, name, isStatus ? { ...child, 'x-ignored': true } : child);
    }
    node['properties'] = converted;
  }
  const additional = own(source, 'additionalProperties');
  if (isMap(additional)) node['additionalProperties'] = below(additional, '{}');
  else if (typeof additional === 'boolean') node['additionalProperties'] = additional;
  const items = own(source, 'items');
  if (isMap(items)) node['items'] = below(items, '[]');
  if (!mode.namesOnly) {
    for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
      const branches = own(source, keyword);
      if (Array.isArray(branches)) node[keyword] = branches.map((branch) => below(branch, ''));
    }
    const not = own(source, 'not');
    if (isMap(not)) node['not'] = below(not, '');
    const rules = rulesOf(own(source, 'x-kubernetes-validations'), path, unknown);
    if (rules.length > 0) node['x-rules'] = rules;
  }
  return node;
}

function rulesOf(validations: unknown, path: string, unknown: { path: string; expression: string }[]): SchemaRule[] {
  const rules: SchemaRule[] = [];
  if (!Array.isArray(validations)) return rules;
  for (const validation of validations) {
    const expression = isMap(validation) ? own(validation, 'rule') : undefined;
    if (typeof expression !== 'string') continue;
    const rule = ruleOfCel(expression);
    if (rule) rules.push(rule);
    else unknown.push({ path, expression });
  }
  return rules;
}
