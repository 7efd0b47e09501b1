import { dirname, joinInside } from '../../base/filePath';
import { API_VERSION } from '../../model/kinds';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { emitYaml } from '../../yaml/emit';
import { bindingsOf, manifestOfOwner, type Owner } from '../owners';
import { asMap, asText, at, textAt } from '../values';

/** The path of a new pin's file; undefined when every way to place it would leave the repository. */
export function placePin(view: RepositoryView, owner: Owner, environment: string): string | undefined {
  return (
    likeSiblings(view, owner, environment) ??
    byReleaseConfig(view, owner, environment) ??
    byLayout(view, owner, environment)
  );
}

/** As the owner's other pins are placed, or else those of its neighbours, the changing parts of the path replaced. */
function likeSiblings(view: RepositoryView, owner: Owner, environment: string): string | undefined {
  for (const binding of bindingsOf(view, owner)) {
    const other = textAt(binding, owner.family.environment);
    const path = other === undefined ? undefined : replaceWord(binding.file, other, environment);
    if (path !== undefined && isFree(view, path)) return path;
  }
  for (const binding of view.ofKind(owner.family.binding)) {
    const otherOwner = textAt(binding, owner.family.bindingOwner.name);
    const other = textAt(binding, owner.family.environment);
    if (binding.inNamespace !== owner.namespace || otherOwner === undefined || other === undefined) continue;
    if (
      owner.family.bindingOwner.project &&
      textAt(binding, owner.family.bindingOwner.project) !== (owner.project ?? undefined)
    )
      continue;
    const named = replaceWord(binding.file, otherOwner, owner.name);
    const path = named === undefined ? undefined : replaceWord(named, other, environment);
    const home = manifestOfOwner(view, owner);
    // A neighbour's pattern counts where it leads to the owner's own folder.
    if (path !== undefined && isFree(view, path) && (!home || path.startsWith(`${dirname(home.file)}/`))) return path;
  }
  return undefined;
}

/**
 * Replaces every occurrence of a word in a path; a word ends where letters, digits and `-` followed by more of the same
 * would make it another name: the `dev` of `cart-dev.yaml` and of `dev/pin.yaml`, not of `devices/`.
 */
function replaceWord(path: string, word: string, by: string): string | undefined {
  const escaped = word.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
  // Inside a segment a name is bounded by `-`, `_` or `.`; segments by `/`.
  const pattern = new RegExp(`(^|[/_.-])${escaped}(?=$|[/_.-])`, 'g');
  const replaced = path.replace(pattern, (_, before: string) => `${before}${by}`);
  return replaced === path ? undefined : joinInside(replaced);
}

/** Where occ's ReleaseConfig says that bindings go. */
function byReleaseConfig(view: RepositoryView, owner: Owner, environment: string): string | undefined {
  const config = view.ofKind('ReleaseConfig')[0];
  if (!config || owner.family.family !== 'component') return undefined;
  const defaults = asMap(at(config, 'releaseBindingDefaults'));
  const project = asMap(asMap(defaults['projects'])[owner.project ?? '']);
  const folder =
    asText(asMap(project['components'])[owner.name]) ??
    asText(project['defaultOutputDir']) ??
    asText(defaults['defaultOutputDir']);
  return folder === undefined ? undefined : joinInside(folder, `${owner.name}-${environment}.yaml`);
}

/** The layout's default: beside the owner's manifest, as occ and the proposal lay it out. */
function byLayout(view: RepositoryView, owner: Owner, environment: string): string | undefined {
  const home = manifestOfOwner(view, owner);
  const base = home ? dirname(home.file) : `projects/${owner.project ?? 'default'}/components/${owner.name}`;
  const file = LAYOUTS[owner.family.family](owner.name, environment);
  return joinInside(base, file);
}

const LAYOUTS: Readonly<Record<Owner['family']['family'], (name: string, environment: string) => string>> = {
  component: (name, environment) => `release-bindings/${name}-${environment}.yaml`,
  project: (name, environment) => `release-bindings/${name}-${environment}.yaml`,
  resource: (name, environment) => `release-bindings/${name}-${environment}.yaml`,
  proposal: (_, environment) => `env-bindings/${environment}/release-pin.yaml`,
};

/** No manifest of the repository stands in the file. */
function isFree(view: RepositoryView, path: string): boolean {
  for (const manifest of view.manifests()) if (manifest.file === path) return false;
  return true;
}

/** The text of a new pin, as occ writes it: the fields that it needs and no others, keys sorted. */
export function textOfPin(view: RepositoryView, owner: Owner, environment: string, release: string): string {
  const { family } = owner;
  const value: Record<string, unknown> = { apiVersion: API_VERSION, kind: family.binding };
  const labels =
    family.family === 'proposal'
      ? { labels: { 'openchoreo.dev/component': owner.name, 'openchoreo.dev/environment': environment } }
      : {};
  value['metadata'] = {
    name: `${owner.name}-${environment}`,
    ...(writesNamespace(view, owner) && { namespace: owner.namespace }),
    ...labels,
  };
  setAt(value, family.bindingOwner.name, owner.name);
  if (family.bindingOwner.project && owner.project !== null) setAt(value, family.bindingOwner.project, owner.project);
  setAt(value, family.environment, environment);
  setAt(value, family.pin, release);
  return emitYaml(value);
}

/** Whether manifests here say their namespace, or leave that to the GitOps tool: a new pin does as its owner does. */
function writesNamespace(view: RepositoryView, owner: Owner): boolean {
  const example: Manifest | undefined = bindingsOf(view, owner)[0] ?? manifestOfOwner(view, owner);
  return example ? example.namespace !== undefined : owner.namespace !== undefined;
}

function setAt(value: Record<string, unknown>, path: string, leaf: string): void {
  const steps = path.split('.');
  let current = value;
  for (const step of steps.slice(0, -1)) current = (current[step] ??= {}) as Record<string, unknown>;
  current[steps.at(-1)!] = leaf;
}
