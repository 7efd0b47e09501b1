/**
 * What a schema file holds: the structure that a CustomResourceDefinition declares, and the facts of our own beside it.
 * The keywords are those of Kubernetes' OpenAPI dialect (`exclusiveMinimum` is a boolean, `type` one word), not JSON Schema's.
 */
export interface SchemaNode {
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];

  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;

  readonly items?: SchemaNode;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;

  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;

  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;

  readonly allOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly not?: SchemaNode;

  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];

  /** What the CRD demands in CEL, in a vocabulary of our own (rule.ts). */
  readonly 'x-rules'?: readonly SchemaRule[];
  /** The first platform version (`1.1`, `1.2`) that knows the field; absent where 1.0 has it. */
  readonly 'x-since'?: string;
  /** As `x-since`, for single values of `enum`. */
  readonly 'x-enum-since'?: Readonly<Record<string, string>>;
  /** The server throws the value away on every write from outside (`status`): only its field names are checked. */
  readonly 'x-ignored'?: boolean;
}

/** The root of a schema file: a node plus what the kind is. */
export interface KindSchema extends SchemaNode {
  readonly 'x-kind': {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
    readonly scope: 'namespaced' | 'cluster';
  };
}

/**
 * One demand on the node that carries it. Fields are given as dotted paths below the node (`scope.project`); "holds" means
 * that the field is there after nulls were dropped and defaults filled in, however empty its value.
 */
export type SchemaRule =
  /** The value may never change once both the old and the new object hold it. */
  | { readonly rule: 'immutable' }
  /** The field may be set later, but neither changed nor removed once it is there. */
  | { readonly rule: 'immutableOnceSet'; readonly field: string }
  /** Exactly one of the fields is there. */
  | { readonly rule: 'exactlyOneOf'; readonly fields: readonly string[] }
  /** Not more than one of the fields is there; with `nonEmpty` an empty list does not count. */
  | { readonly rule: 'atMostOneOf'; readonly fields: readonly string[]; readonly nonEmpty?: boolean }
  /** For each pair: who holds the first field must hold the second. */
  | { readonly rule: 'requires'; readonly pairs: readonly (readonly [field: string, needs: string])[] }
  /** While the field has the value, another must be there, or have the value `be`. */
  | {
      readonly rule: 'requiredWhen';
      readonly field: string;
      readonly is: unknown;
      readonly needs: string;
      readonly be?: unknown;
    }
  /** The field (`[]` in the path: of every item) has this value; `optional` where it may be absent. */
  | { readonly rule: 'only'; readonly field: string; readonly value: unknown; readonly optional?: boolean }
  /** Some item of a list has, in `key`, the value of `field`; not asked while `field` is one of `except`. */
  | {
      readonly rule: 'itemNamedBy';
      readonly list: string;
      readonly key: string;
      readonly field: string;
      readonly except: readonly unknown[];
    }
  /** A map of strings without an empty key or an empty value. */
  | { readonly rule: 'noEmptyEntries' };

/**
 * What to validate against. `newest` is the same kind in the newest known version, if that is another: with it, a field that
 * only came later is told from a field that never was.
 */
export interface SchemaSource {
  readonly schema: KindSchema;
  /** The platform version of `schema`, for messages: `1.0`. */
  readonly version: string;
  readonly newest?: KindSchema;
}

/** The schema of a property, never one that an object merely inherits (`constructor`, `__proto__`). */
export function propertyOf(node: SchemaNode, key: string): SchemaNode | undefined {
  return node.properties && Object.hasOwn(node.properties, key) ? node.properties[key] : undefined;
}

/** The schema that a map's value of this key has to satisfy: of the property, else of any further key. */
export function memberOf(node: SchemaNode, key: string): SchemaNode | undefined {
  const property = propertyOf(node, key);
  if (property) return property;
  return typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined;
}
