import { applied } from './apply';
import { checkValue } from './check';
import { normalise } from './defaults';
import { blocksRules, type Violation } from './violation';
import { isMap, own, setOwn, type JsonMap } from './json';
import { checkLists } from './lists';
import { checkMetadata, unknownMetadataFields, unreadableMetadata } from './objectMeta';
import { checkRules } from './rules';
import type { KindSchema } from './schemaNode';
import { unknownFields } from './unknownFields';

/** Everything that the API server would find wrong with an object, in the order in which it looks. */
export interface Admission {
  /** The object is not of the schema's kind: nothing else was looked at. */
  readonly kind: readonly Violation[];
  /** Metadata that cannot be read. */
  readonly unreadable: readonly Violation[];
  /** Fields that the schema or metadata do not have. */
  readonly unknown: readonly Violation[];
  /** Metadata, structure and list keys. */
  readonly structure: readonly Violation[];
  /** Rules. Empty while the structure has errors that keep the server from evaluating any. */
  readonly rules: readonly Violation[];
  /** The object with defaults and without nulls, as rules see it; on an update also the one before. */
  readonly object: unknown;
  readonly oldObject: unknown;
}

/**
 * Judges an object as the API server judges it on create, or with `old` (the manifest before, itself acceptable) on an
 * update by `kubectl apply`. Unlike the server it goes on after the first stage that fails.
 */
export function admit(value: unknown, schema: KindSchema, old?: unknown): Admission {
  const manifest: JsonMap = isMap(value) ? value : {};
  const kind = foreignKind(manifest, schema);
  if (kind)
    return {
      kind: [kind],
      unreadable: [],
      unknown: [],
      structure: [],
      rules: [],
      object: undefined,
      oldObject: undefined,
    };

  const isUpdate = old !== undefined;
  const oldObject = isUpdate ? normalise(withoutStatus(old), schema) : undefined;
  const wanted = isUpdate ? (applied(oldObject, old, manifest) as JsonMap) : manifest;

  const metadata = own(wanted, 'metadata');
  const unreadable = unreadableMetadata(metadata);
  const unknown = [...unknownMetadataFields(metadata), ...unknownFields(wanted, schema)].map((path): Violation => ({
    path,
    code: 'unknown-field',
    type: 'StrictDecoding',
    origin: 'unknown-field',
  }));

  const object = normalise(withoutStatus(wanted), schema) as JsonMap;
  const structure = [
    ...checkMetadata(own(object, 'metadata'), schema['x-kind'].scope, isUpdate),
    // Metadata has checks of its own, beyond what the schema shows of it.
    ...checkValue(without(object, 'metadata'), schema),
    ...checkLists(object, schema),
  ];
  const rules = blocksRules(structure) ? [] : checkRules(object, oldObject, schema);
  return { kind: [], unreadable, unknown, structure, rules, object, oldObject };
}

function foreignKind(manifest: JsonMap, schema: KindSchema): Violation | undefined {
  const { group, version, kind } = schema['x-kind'];
  if (own(manifest, 'apiVersion') === `${group}/${version}` && own(manifest, 'kind') === kind) return undefined;
  return {
    path: ['kind'],
    code: 'unknown-kind',
    type: 'NoMatch',
    origin: 'kubectl',
    value: own(manifest, 'kind') ?? null,
    wanted: `${kind} of ${group}/${version}`,
  };
}

/** Without the part that the server throws away on every write that does not come from a controller. */
function withoutStatus(object: unknown): unknown {
  return isMap(object) ? without(object, 'status') : object;
}

function without(object: JsonMap, field: string): JsonMap {
  const copy: JsonMap = {};
  for (const key of Object.keys(object)) if (key !== field) setOwn(copy, key, object[key]);
  return copy;
}
