import { isPrefix, valueAt, type Path } from '../../base/path';
import { parameterPlaces, type ParameterPlace } from '../../analysis/parameters';
import { platformVersion, type PlatformVersion } from '../../analysis/platformVersion';
import { schemaAt, type SchemaInfo } from '../../analysis/schema/schemaAt';
import type { SchemaNode, SchemaSource } from '../../analysis/schema/schemaNode';
import type { Schemas } from '../../analysis/schema/schemas';
import { asText } from '../../analysis/values';
import { embeddedAt } from '../../model/embedded';
import { API_VERSION, GROUP, kindOf, type KindInfo } from '../../model/kinds';
import { placeManifest, type Manifest } from '../../repository/manifest';
import type { GitFacts } from '../../repository/ports';
import type { RepositoryView } from '../../repository/view';
import { locate } from '../../yaml/locate';
import type { YamlNode } from '../../yaml/node';
import { toValue } from '../../yaml/value';
import type { PlatformKeys } from '../platformKeys';
import type { DocumentationKey } from './item';
import { PARAMETER_SCHEMA } from './parameterKeywords';

/** What completion and hover may ask beside the text. */
export interface LanguageServices {
  readonly view: RepositoryView;
  readonly schemas: Schemas;
  readonly platformKeys: PlatformKeys;
  /** The schema of the configuration file. */
  readonly configSchema: SchemaNode;
  readonly git?: GitFacts;
}

/** The manifest in which a cursor stands, as it is being typed, and what is known about its places. */
export interface Scope {
  readonly services: LanguageServices;
  readonly view: RepositoryView;
  readonly version: PlatformVersion;
  readonly manifest: Manifest;
  readonly source: SchemaSource | undefined;
  /** Values that other manifests' schemas decide. */
  readonly places: readonly ParameterPlace[];
  /** The manifest that holds a copy of this one, and where. */
  readonly holder?: Holder;
}

export interface Holder {
  readonly manifest: Manifest;
  readonly at: Path;
}

/** What a document says it is, before anything is looked up. */
export interface DocumentHead {
  /** The path of the manifest in its document: empty, `items[n]` inside a List, that of a copy inside a release. */
  readonly base: Path;
  readonly value: Readonly<Record<string, unknown>>;
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
  /** The manifest around a copy, which says its kind where the copy does not. */
  readonly around?: DocumentHead;
}

/** The manifest of a document in which a path leads. */
export function headAt(root: YamlNode, path: Path): DocumentHead {
  const whole = mapValue(toValue(root));
  const isList = /List$/.test(asText(whole['kind']) ?? '') && path[0] === 'items' && typeof path[1] === 'number';
  const base = isList ? path.slice(0, 2) : [];
  const value = isList ? mapValue(toValue(locate(root, base)?.value)) : whole;
  const head = { base, value, apiVersion: asText(value['apiVersion']), kind: asText(value['kind']) };
  return copyIn(head, path.slice(base.length)) ?? head;
}

/** The copy of another manifest inside which a path of a manifest leads. */
function copyIn(around: DocumentHead, path: Path): DocumentHead | undefined {
  const { kind, value } = around;
  const copy = kind !== undefined && isOurs(around) && kindOf(kind, value) ? embeddedAt(kind, path) : undefined;
  if (!copy) return undefined;
  const own = mapValue(valueAt(value, copy.base));
  const apiVersion = asText(own['apiVersion']) ?? API_VERSION;
  return { base: [...around.base, ...copy.base], value: own, apiVersion, kind: copy.kind, around };
}

/** Whether a manifest is OpenChoreo's. */
export function isOurs({ apiVersion }: DocumentHead): boolean {
  return apiVersion?.startsWith(`${GROUP}/`) === true;
}

/** Whether a manifest may become OpenChoreo's: it says nothing that speaks against it. */
export function mayBecomeOurs({ apiVersion, kind, value }: DocumentHead): boolean {
  const kindFits = kind === undefined || kindOf(kind, undefined) !== undefined;
  return kindFits && (apiVersion === undefined ? mayHaveKeys(value) : API_VERSION.startsWith(apiVersion));
}

const ROOT_KEYS = ['apiVersion', 'kind', 'metadata', 'spec'];

/** Whether all keys are those of manifests; one without a value may still be typed. */
function mayHaveKeys(value: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(value).every(
    ([key, item]) => ROOT_KEYS.includes(key) || (item === null && ROOT_KEYS.some((own) => own.startsWith(key))),
  );
}

/** The scope of a manifest of OpenChoreo's; undefined for a kind that it does not have. */
export function scopeOf(
  services: LanguageServices,
  file: string,
  { base, value, kind, around }: DocumentHead,
): Scope | undefined {
  const info = kind === undefined ? undefined : kindOf(kind, value);
  if (!info) return undefined;
  const manifest = manifestOf(services.view, file, info, value, base);
  const holder = around && scopeOf(services, file, around)?.manifest;
  if (!holder) return scopeOfManifest(services, manifest);
  const inNamespace = manifest.namespace === undefined ? holder.inNamespace : manifest.inNamespace;
  return scopeOfManifest(
    services,
    { ...manifest, inNamespace },
    { manifest: holder, at: base.slice(around.base.length) },
  );
}

/** @param holder the manifest that holds a copy of this one: what it froze decides about values */
export function scopeOfManifest(services: LanguageServices, manifest: Manifest, holder?: Holder): Scope {
  const { view, schemas } = services;
  return {
    services,
    view,
    manifest,
    version: platformVersion(view),
    source: schemas.sourceOf(view, manifest.kind.kind),
    places: holder ? placesInside(view, holder) : parameterPlaces(view, manifest),
    ...(holder && { holder }),
  };
}

function placesInside(view: RepositoryView, { manifest, at }: Holder): readonly ParameterPlace[] {
  return parameterPlaces(view, manifest)
    .filter(({ path }) => isPrefix(at, path))
    .map((place) => ({ ...place, path: place.path.slice(at.length) }));
}

/** A manifest as the index would hold it, from a value that is still being typed: without a name, without references. */
export function manifestOf(
  view: RepositoryView,
  file: string,
  kind: KindInfo,
  value: unknown,
  base: Path = [],
): Manifest {
  const nowhere = { start: 0, end: 0 };
  const namespace = asText(valueAt(value, ['metadata', 'namespace']));
  return placeManifest(
    file,
    {
      kind,
      name: asText(valueAt(value, ['metadata', 'name'])) ?? '',
      ...(namespace !== undefined && { namespace }),
      document: 0,
      base,
      span: nowhere,
      nameSpan: nowhere,
      value,
      references: [],
      declarations: [],
      doubtful: true,
    },
    view.config.defaultNamespace,
  );
}

function mapValue(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** What a schema says about a place, and which schema that is. */
export interface PlaceInfo {
  readonly info: SchemaInfo;
  /** The place with the parameters' schema, where it is not the kind's own that decides. */
  readonly parameters?: ParameterPlace;
  /** How to find the documentation of the place again. */
  readonly documentation: DocumentationKey;
}

/** What is known about the place at a path of a manifest; undefined for one that does not exist. */
export function placeInfo(scope: Scope, path: Path): PlaceInfo | undefined {
  const place = scope.places.filter((candidate) => isPrefix(candidate.path, path)).sort(longestFirst)[0];
  if (place && path.length >= place.path.length) {
    if (path.length === place.path.length) return placeRoot(scope, place);
    return parameterInfo(place, path.slice(place.path.length));
  }
  return kindInfo(scope, path);
}

/** The map of all parameters: described by the kind, with the fields of the type. */
function placeRoot(scope: Scope, place: ParameterPlace): PlaceInfo | undefined {
  const own = kindInfo(scope, place.path);
  const below = parameterInfo(place, []);
  if (!own || !below) return own;
  const { description } = own.info.node;
  const node = { ...below.info.node, type: 'object', ...(description !== undefined && { description }) };
  const info = {
    ...schemaAt(node, [])!,
    required: own.info.required,
    ...(own.info.since && { since: own.info.since }),
  };
  return { info, parameters: place, documentation: own.documentation };
}

function parameterInfo(place: ParameterPlace, path: Path): PlaceInfo | undefined {
  const node = place.schema?.node;
  const info = node && schemaAt(node, path);
  if (!info) return undefined;
  const { kind, inNamespace, name } = place.holder;
  const holder = { kind: kind.kind, namespace: inNamespace ?? null, name };
  return {
    info,
    parameters: place,
    documentation: { of: 'parameter', holder, schemaPath: place.schemaPath, path },
  };
}

function kindInfo(scope: Scope, path: Path): PlaceInfo | undefined {
  const { source, manifest } = scope;
  const documentation = { of: 'field', kind: manifest.kind.kind, path } as const;
  const schema = path.indexOf('openAPIV3Schema');
  // Types and traits carry a schema of their own parameters, which their own schema leaves open.
  const info =
    schema >= 0 && schema < path.length - 1
      ? schemaAt(PARAMETER_SCHEMA, path.slice(schema + 1))
      : source && schemaAt(source.schema, path);
  if (!info) return undefined;
  if (schema >= 0 && schema === path.length - 1)
    return { info: { ...info, node: { ...info.node, properties: PARAMETER_SCHEMA.properties! } }, documentation };
  return { info, documentation };
}

function longestFirst(a: ParameterPlace, b: ParameterPlace): number {
  return b.path.length - a.path.length;
}
