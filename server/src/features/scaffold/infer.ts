import { basename, dirname } from '../../base/filePath';
import { textAt } from '../../analysis/values';
import { familyOfBinding } from '../../model/releaseFamilies';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';

/** What the path of a new file says about the manifest in it, told from the manifests that are there. */
export interface Inference {
  /** Values by dotted path. */
  readonly values: ReadonlyMap<string, string>;
  /** How sure it is that the file is for this kind: 0 for not at all. */
  readonly likeness: number;
  /** Whether manifests like it say their namespace. */
  readonly saysNamespace: boolean;
}

/** Fields whose values paths tend to repeat. */
const FIELDS = [
  'metadata.namespace',
  'spec.owner.projectName',
  'spec.owner.componentName',
  'spec.owner.resourceName',
  'spec.component',
  'spec.environment',
  'metadata.name',
] as const;

/** Fields that hold in a whole folder: taken over from a neighbour even if the path does not repeat them. */
const SHARED: ReadonlySet<string> = new Set(['metadata.namespace', 'spec.owner.projectName']);

/**
 * Infers by analogy: of the manifests of the kind, the one whose file is laid out most like the new one shows which part of
 * the path is which value. `projects/shop/components/cart/workload.yaml` belongs to `cart`, so
 * `projects/shop/components/search/workload.yaml` will belong to `search`. Without such a one the folders above tell.
 */
export function inferManifest(view: RepositoryView, file: string, kind: string): Inference {
  const parts = partsOf(file);
  const models = view.ofKind(kind).filter((manifest) => manifest.file !== file);
  const ranked = models
    .map((model) => ({ model, likeness: likeness(parts, partsOf(model.file)) }))
    .sort((a, b) => b.likeness - a.likeness);
  const best = ranked[0];
  const values = new Map<string, string>();
  const put = (field: string, value: string | undefined) => {
    if (value !== undefined && value !== '' && !values.has(field)) values.set(field, value);
  };
  if (best && best.likeness >= ALIKE)
    for (const field of FIELDS)
      put(field, byAnalogy(view, parts, best.model, field) ?? composed(best.model, field, values));
  for (const [field, value] of fromFoldersAbove(view, file)) put(field, value);
  put('metadata.name', nameFor(parts));
  put('metadata.namespace', view.config.defaultNamespace);
  const doubtful = dropUnknownOwner(view, kind, values);
  const near = best?.model ?? nearest(view, file);
  return {
    values,
    likeness: best && best.likeness >= ALIKE && !doubtful ? best.likeness : 0,
    saysNamespace: near ? near.namespace !== undefined : true,
  };
}

/** A binding's owner that nobody declares was no owner: the folder belongs to something else. */
function dropUnknownOwner(view: RepositoryView, kind: string, values: Map<string, string>): boolean {
  const family = familyOfBinding(kind);
  const field = family?.bindingOwner.name;
  const name = field === undefined ? undefined : values.get(field);
  if (!family || field === undefined || name === undefined) return false;
  const isKnown = family.ownerKinds.some((owner) => view.ofKind(owner).some((manifest) => manifest.name === name));
  if (!isKnown) values.delete(field);
  return !isKnown;
}

/** From here on two files are laid out alike: as deep as each other, and with the same name or in folders of one name. */
const ALIKE = 100;

/** Folders and the file's name without its ending. */
function partsOf(file: string): readonly string[] {
  return file.replace(/\.ya?ml$/i, '').split('/');
}

function likeness(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length - 1 && shared < b.length - 1 && a[shared] === b[shared]) shared++;
  const sameName = a.at(-1) === b.at(-1);
  const sameFolder = a.length > 1 && a.at(-2) === b.at(-2);
  const alike = a.length === b.length && (sameName || sameFolder) ? ALIKE + (sameName ? 20 : 0) : 0;
  return alike + shared;
}

function byAnalogy(
  view: RepositoryView,
  parts: readonly string[],
  model: Manifest,
  field: (typeof FIELDS)[number],
): string | undefined {
  const value = textAt(model, field);
  if (value === undefined) return undefined;
  const modelParts = partsOf(model.file);
  const index = modelParts.lastIndexOf(value);
  if (index >= 0) return parts[index];
  const stem = parts.at(-1)!;
  // `cart-staging.yaml`: the end of the name is the environment.
  if (field === 'spec.environment' && modelParts.at(-1)!.endsWith(`-${value}`))
    return view
      .ofKind('Environment')
      .map(({ name }) => name)
      .filter((name) => stem.endsWith(`-${name}`))
      .sort((a, b) => b.length - a.length)[0];
  return SHARED.has(field) || dirname(model.file) === parts.slice(0, -1).join('/')
    ? shareable(field, value)
    : undefined;
}

/** `cart-staging`: a name made of the owner's and the environment's, as bindings have it. */
function composed(model: Manifest, field: string, values: ReadonlyMap<string, string>): string | undefined {
  if (field !== 'metadata.name') return undefined;
  const environment = values.get('spec.environment');
  const owner = FIELDS.find(
    (path) => `${textAt(model, path) ?? ''}-${textAt(model, 'spec.environment') ?? ''}` === model.name,
  );
  const name = owner && values.get(owner);
  return name === undefined || environment === undefined ? undefined : `${name}-${environment}`;
}

/** A neighbour's name and environment are its own. */
function shareable(field: string, value: string): string | undefined {
  return field === 'metadata.name' || field === 'spec.environment' ? undefined : value;
}

/** What the manifests in the file's folder and in those above say about themselves and their owners. */
function fromFoldersAbove(view: RepositoryView, file: string): readonly (readonly [string, string | undefined])[] {
  const above = manifestsAbove(view, file);
  const component = above.find(({ kind }) => COMPONENT_KINDS.has(kind.kind));
  const owned = above.find((manifest) => textAt(manifest, 'spec.owner.projectName') !== undefined);
  const project = above.find(({ kind }) => PROJECT_KINDS.has(kind.kind));
  return [
    ['spec.owner.componentName', component?.name],
    ['spec.component', component?.name],
    ['spec.owner.projectName', (owned && textAt(owned, 'spec.owner.projectName')) ?? project?.name],
    [
      'metadata.namespace',
      above.find(({ namespace }) => namespace !== undefined)?.namespace ?? nearest(view, file)?.namespace,
    ],
  ];
}

const COMPONENT_KINDS: ReadonlySet<string> = new Set(['Component', 'ComponentV2']);
const PROJECT_KINDS: ReadonlySet<string> = new Set(['Project']);

/** Manifests in the folder of a file and in the folders above it, the nearest first. */
function manifestsAbove(view: RepositoryView, file: string): readonly Manifest[] {
  const folder = dirname(file);
  const found = [...view.manifests()].filter((manifest) => {
    const own = dirname(manifest.file);
    return manifest.file !== file && (own === folder || own === '' || folder.startsWith(`${own}/`));
  });
  return found.sort((a, b) => dirname(b.file).length - dirname(a.file).length);
}

/** The manifest whose folder has most in common with a file's. */
function nearest(view: RepositoryView, file: string): Manifest | undefined {
  const parts = partsOf(file);
  let best: { readonly manifest: Manifest; readonly shared: number } | undefined;
  for (const manifest of view.manifests()) {
    if (manifest.kind.scope === 'cluster') continue;
    const shared = likeness(parts, partsOf(manifest.file)) % ALIKE;
    if (!best || shared > best.shared) best = { manifest, shared };
  }
  return best?.manifest;
}

/** Names of files that say a kind, so that the folder is the name. */
const KIND_FILES = /^(?:component|workload|project|resource|release-pin|env-settings)$/;

function nameFor(parts: readonly string[]): string | undefined {
  const stem = parts.at(-1)!;
  const name = KIND_FILES.test(stem) ? parts.at(-2) : stem;
  return name !== undefined && /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(basename(name)) ? name : undefined;
}
