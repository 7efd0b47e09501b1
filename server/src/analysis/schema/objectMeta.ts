import { t } from '../../base/l10n';
import type { Path } from '../../base/path';
import type { Violation } from './violation';
import { isTimestamp } from './formatsTime';
import { isMap, kindOfValue, own, type JsonMap } from './json';
import { labelValueFault, namePrefixFault, namespaceFault, objectNameFault, qualifiedNameFault } from './names';

/** What the API server can read into an object's metadata, field by field. Source: apimachinery `meta/v1/types.go`. */
type Shape =
  | 'string'
  | 'integer'
  | 'boolean'
  | 'timestamp'
  | 'anything'
  | { readonly mapOf: Shape }
  | { readonly listOf: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> };

const OWNER: Shape = {
  fields: {
    apiVersion: 'string',
    kind: 'string',
    name: 'string',
    uid: 'string',
    controller: 'boolean',
    blockOwnerDeletion: 'boolean',
  },
};

const MANAGED_FIELDS: Shape = {
  fields: {
    manager: 'string',
    operation: 'string',
    apiVersion: 'string',
    time: 'timestamp',
    fieldsType: 'string',
    fieldsV1: 'anything',
    subresource: 'string',
  },
};

const OBJECT_META: Shape = {
  fields: {
    name: 'string',
    namespace: 'string',
    labels: { mapOf: 'string' },
    annotations: { mapOf: 'string' },
    finalizers: { listOf: 'string' },
    ownerReferences: { listOf: OWNER },
    generateName: 'string',
    uid: 'string',
    resourceVersion: 'string',
    generation: 'integer',
    creationTimestamp: 'timestamp',
    deletionTimestamp: 'timestamp',
    deletionGracePeriodSeconds: 'integer',
    selfLink: 'string',
    managedFields: { listOf: MANAGED_FIELDS },
  },
};

const MOST_ANNOTATION_BYTES = 256 * 1024;

/** What of the metadata cannot be read at all. The server stops at the first of these, in the order of sorted keys. */
export function unreadableMetadata(metadata: unknown): Violation[] {
  const violations: Violation[] = [];
  if (metadata !== undefined) readShape(metadata, OBJECT_META, ['metadata'], violations);
  return violations;
}

function readShape(value: unknown, shape: Shape, path: Path, out: Violation[]): void {
  if (value === null || shape === 'anything') return;
  const fail = (wanted: string, code: Violation['code'] = 'wrong-type') =>
    out.push({ path, serverPath: serverPath(path, shape), code, type: 'BadRequest', origin: 'decode', value, wanted });
  if (shape === 'timestamp') {
    if (typeof value !== 'string') fail(t`a time such as 2026-01-31T12:00:00Z`);
    else if (!isTimestamp(value)) fail(t`a time such as 2026-01-31T12:00:00Z`, 'bad-format');
  } else if (typeof shape === 'string') {
    if (kindOfValue(value) !== shape)
      fail(shape === 'string' ? t`text` : shape === 'integer' ? t`an integer` : t`true or false`);
  } else if ('listOf' in shape) {
    if (Array.isArray(value)) value.forEach((item, i) => readShape(item, shape.listOf, [...path, i], out));
    else fail(t`a list`);
  } else if (!isMap(value)) fail(t`a map`);
  else
    for (const key of Object.keys(value).sort()) {
      const child = 'mapOf' in shape ? shape.mapOf : own(shape.fields, key);
      if (child !== undefined) readShape(value[key], child as Shape, [...path, key], out);
    }
}

/** The server names the field, not the key of a label nor the item of a list, and nothing for times and for the whole. */
function serverPath(path: Path, shape: Shape): Path {
  if (shape === 'timestamp' || path.length === 1) return [];
  if (path[1] === 'labels' || path[1] === 'annotations') return path.slice(0, 2);
  return path.filter((step) => typeof step === 'string');
}

/** Fields that metadata does not have, below lists too. */
export function unknownMetadataFields(metadata: unknown): Path[] {
  const found: Path[] = [];
  collectUnknown(metadata, OBJECT_META, ['metadata'], found);
  return found;
}

function collectUnknown(value: unknown, shape: Shape, path: Path, found: Path[]): void {
  if (typeof shape === 'string' || 'mapOf' in shape) return;
  if ('listOf' in shape) {
    if (Array.isArray(value)) value.forEach((item, i) => collectUnknown(item, shape.listOf, [...path, i], found));
  } else if (isMap(value))
    for (const key of Object.keys(value)) {
      const child = own(shape.fields, key);
      if (child === undefined) found.push([...path, key]);
      else collectUnknown(value[key], child as Shape, [...path, key], found);
    }
}

/** Names of the fields of metadata, for "did you mean". */
export const METADATA_FIELDS: readonly string[] = Object.keys(OBJECT_META.fields);

/**
 * What the server demands of readable metadata. `scope` cluster: a namespace is dropped, not refused. An update does not
 * check the name again, which cannot change.
 */
export function checkMetadata(metadata: unknown, scope: 'namespaced' | 'cluster', isUpdate: boolean): Violation[] {
  const meta: JsonMap = isMap(metadata) ? metadata : {};
  const violations: Violation[] = [];
  const text = (key: string) => (typeof own(meta, key) === 'string' ? (own(meta, key) as string) : '');
  if (!isUpdate) {
    const [name, prefix, namespace] = [text('name'), text('generateName'), text('namespace')];
    const prefixFault = prefix === '' ? undefined : namePrefixFault(prefix);
    if (prefixFault) violations.push(invalid(['metadata', 'generateName'], prefix, prefixFault));
    // Without a name the server makes one from at most 58 characters of the prefix.
    const madeName = name === '' && prefix !== '' ? `${prefix.slice(0, 58)}xxxxx` : name;
    const nameFault = madeName === '' ? undefined : objectNameFault(madeName);
    if (madeName === '')
      violations.push({
        path: ['metadata', 'name'],
        code: 'missing-field',
        type: 'FieldValueRequired',
        origin: 'metadata',
        value: own(meta, 'name') ?? null,
      });
    else if (nameFault) violations.push(invalid(['metadata', 'name'], madeName, nameFault));
    const nsFault = scope === 'cluster' || namespace === '' ? undefined : namespaceFault(namespace);
    if (nsFault) violations.push(invalid(['metadata', 'namespace'], namespace, nsFault));
  }
  checkLabels(own(meta, 'labels'), violations);
  checkAnnotations(own(meta, 'annotations'), violations);
  checkFinalizers(own(meta, 'finalizers'), violations);
  checkOwners(own(meta, 'ownerReferences'), violations);
  checkManagedFields(own(meta, 'managedFields'), violations);
  return violations;
}

function invalid(path: Path, value: unknown, wanted: string, serverPath?: Path): Violation {
  return {
    path,
    code: 'metadata',
    type: 'FieldValueInvalid',
    origin: 'metadata',
    value,
    wanted,
    ...(serverPath ? { serverPath } : {}),
  };
}

function checkLabels(labels: unknown, out: Violation[]): void {
  if (!isMap(labels)) return;
  const at: Path = ['metadata', 'labels'];
  for (const key of Object.keys(labels)) {
    const keyFault = qualifiedNameFault(key);
    if (keyFault) out.push(invalid([...at, key], undefined, keyFault, at));
    const value = typeof labels[key] === 'string' ? labels[key] : '';
    const valueFault = labelValueFault(value);
    if (valueFault) out.push(invalid([...at, key], value, valueFault, at));
  }
}

function checkAnnotations(annotations: unknown, out: Violation[]): void {
  if (!isMap(annotations)) return;
  const at: Path = ['metadata', 'annotations'];
  let bytes = 0;
  for (const key of Object.keys(annotations)) {
    // Case does not count in the keys of annotations, not even in the prefix.
    const fault = qualifiedNameFault(key.toLowerCase());
    if (fault) out.push(invalid([...at, key], undefined, fault, at));
    const value = annotations[key];
    bytes += byteLength(key) + (typeof value === 'string' ? byteLength(value) : 0);
  }
  if (bytes > MOST_ANNOTATION_BYTES)
    out.push({
      path: at,
      code: 'metadata',
      type: 'FieldValueTooLong',
      origin: 'metadata',
      wanted: t`have at most 256 KiB together, keys included`,
    });
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function checkFinalizers(finalizers: unknown, out: Violation[]): void {
  if (!Array.isArray(finalizers)) return;
  const at: Path = ['metadata', 'finalizers'];
  const names = finalizers.map((name) => (typeof name === 'string' ? name : ''));
  names.forEach((name, i) => {
    const fault = qualifiedNameFault(name);
    if (fault) out.push(invalid([...at, i], name, fault, at));
  });
  if (names.includes('orphan') && names.includes('foregroundDeletion'))
    out.push(invalid(at, names, t`not name both "orphan" and "foregroundDeletion"`));
}

function checkOwners(owners: unknown, out: Violation[]): void {
  if (!Array.isArray(owners)) return;
  const at: Path = ['metadata', 'ownerReferences'];
  let controllers = 0;
  owners.forEach((entry, i) => {
    const owner = isMap(entry) ? entry : {};
    const text = (key: string) => (typeof own(owner, key) === 'string' ? (own(owner, key) as string) : '');
    for (const key of ['apiVersion', 'kind', 'name', 'uid'])
      if (text(key) === '' || (key === 'apiVersion' && /^[^/]*\/$|\/.*\//.test(text(key))))
        out.push(invalid([...at, i, key], own(owner, key) ?? null, t`not be empty`, [...at, key]));
    if (text('apiVersion') === 'v1' && text('kind') === 'Event')
      out.push(invalid([...at, i], entry, t`not be an Event`, at));
    if (own(owner, 'controller') === true && ++controllers > 1)
      out.push(invalid([...at, i, 'controller'], true, t`be true for one owner only`, at));
  });
}

function checkManagedFields(entries: unknown, out: Violation[]): void {
  if (!Array.isArray(entries)) return;
  entries.forEach((entry, i) => {
    const at: Path = ['metadata', 'managedFields', i];
    const fields = isMap(entry) ? entry : {};
    const operation = own(fields, 'operation');
    if (operation !== 'Apply' && operation !== 'Update')
      out.push(invalid([...at, 'operation'], operation ?? null, t`be Apply or Update`));
    const type = own(fields, 'fieldsType');
    if (typeof type === 'string' && type !== '' && type !== 'FieldsV1')
      out.push(invalid([...at, 'fieldsType'], type, t`be FieldsV1`));
  });
}
