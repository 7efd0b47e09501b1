import { bindingsOf, ownerOf, ownerOfBinding, releasesOf, type Owner } from '../../analysis/owners';
import { environmentsOf, pinsOf, releaseOrderOf, type Pin } from '../../analysis/pins';
import { textAt } from '../../analysis/values';
import { t } from '../../base/l10n';
import { formatPath } from '../../base/path';
import { familyOfBinding, familyOfRelease, RELEASE_FAMILIES, type ReleaseFamily } from '../../model/releaseFamilies';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { pinnedIn } from '../summary/releaseLines';
import type { SummaryContext } from '../summary/summary';
import type { FilePlace } from '../symbolAt';
import type { LensText } from './codeLenses';

/** Whether a binding says whose release it pins, and where. */
export function hasPin(binding: Manifest): boolean {
  const family = familyOfBinding(binding.kind.kind);
  return [family?.bindingOwner.name, family?.environment].every((path) => path && textAt(binding, path));
}

/** How the pin of a binding stands; leads to the release, and to the pin that it is compared with. */
export function bindingLens(context: SummaryContext, binding: Manifest): LensText | undefined {
  const family = familyOfBinding(binding.kind.kind);
  const owner = family && ownerOfBinding(context.view, family, binding);
  const environment = family && textAt(binding, family.environment);
  const pins = owner ? pinsOf(context.view, owner, context.git) : [];
  const pin = pins.find((candidate) => candidate.environment === environment);
  if (!family || !pin) return undefined;
  const source = pins.find((candidate) => candidate.environment === pin.source)?.binding;
  const rivals = bindingsOf(context.view, pin.owner, environment).filter(({ file, span }) => {
    return file !== binding.file || span.start !== binding.span.start;
  });
  return {
    title: BINDING_TITLES[pin.state](context, pin, rivals.length),
    places: [
      ...(pin.releaseManifest ? [placeOfName(pin.releaseManifest)] : []),
      ...(pin.state === 'ambiguous' ? rivals.map(placeOfName) : source ? [placeOfPin(family, source)] : []),
    ],
  };
}

const BINDING_TITLES: Readonly<Record<Pin['state'], (context: SummaryContext, pin: Pin, rivals: number) => string>> = {
  current: (context, pin) => (pin.source === null ? newerReleases(context, pin) : t`Same release as ${pin.source}`),
  behind: (_, { behind, source }) => (behind ? t`${behind} behind ${source}` : t`Another release than ${source}`),
  'missing-release': (_, { release }) => t`There is no release ${release}`,
  'not-deployed': () => t`Not deployed`,
  undeployed: () => t`Undeployed`,
  'no-release': () => t`No release pinned`,
  ambiguous: (_, { environment }, rivals) => t`One of ${rivals + 1} bindings for ${environment}`,
};

/** Of a pin that nothing is promoted into: whether releases have been cut since. */
function newerReleases({ view, git }: SummaryContext, { owner, release, environment }: Pin): string {
  const order = releaseOrderOf(owner, releasesOf(view, owner), git);
  const at = order?.indexOf(release ?? '') ?? -1;
  if (!order || at < 0) return t`Pinned in ${environment}`;
  const newer = order.length - 1 - at;
  return newer === 0 ? t`Newest release` : newer === 1 ? t`1 newer release` : t`${newer} newer releases`;
}

/** Whether a release says whose it is. */
export function hasOwner(release: Manifest): boolean {
  const family = familyOfRelease(release.kind.kind);
  return family !== undefined && textAt(release, family.releaseOwner.name) !== undefined;
}

/** Where a release is pinned; leads to the pins. */
export function releaseLens(context: SummaryContext, release: Manifest): LensText | undefined {
  const family = familyOfRelease(release.kind.kind);
  const owner = family && ownerOf(context.view, family, release, family.releaseOwner);
  if (!family || !owner) return undefined;
  const environments = pinnedIn(context, owner).get(release.name) ?? [];
  const bindings = bindingsOf(context.view, owner).filter((binding) => textAt(binding, family.pin) === release.name);
  return {
    title: environments.length === 0 ? t`Pinned in no environment` : t`Pinned in ${environments.join(', ')}`,
    places: bindings.map((binding) => placeOfPin(family, binding)),
  };
}

/** Whether an owner has releases or bindings, and environments for them. */
export function hasPins(view: RepositoryView, manifest: Manifest): boolean {
  return ownersOf(manifest).some((owner) => isReleased(view, owner) && environmentsOf(view, owner).length > 0);
}

/** What has neither releases nor bindings belongs to another family, or is not meant to be released. */
function isReleased(view: RepositoryView, owner: Owner): boolean {
  return bindingsOf(view, owner).length > 0 || releasesOf(view, owner).length > 0;
}

/** How the pins of an owner stand, those first that are not as they should be; leads to all of them. */
export function ownerLens({ view, git }: SummaryContext, manifest: Manifest): LensText | undefined {
  const pins = ownersOf(manifest).flatMap((owner) => (isReleased(view, owner) ? pinsOf(view, owner, git) : []));
  if (pins.length === 0) return undefined;
  const amiss = pins.filter(({ state }) => state !== 'current');
  const groups = new Map<string, Pin[]>();
  for (const pin of amiss.length > 0 ? amiss : pins) {
    const group = `${pin.state} ${pin.behind}`;
    groups.set(group, [...(groups.get(group) ?? []), pin]);
  }
  return {
    title: [...groups.values()].map((group) => ownerText(group[0]!, group)).join(' · '),
    places: pins.flatMap(({ binding, owner }) => (binding ? [placeOfPin(owner.family, binding)] : [])),
  };
}

/** How pins of an owner stand that stand alike. */
function ownerText(first: Pin, all: readonly Pin[]): string {
  return OWNER_TITLES[first.state](all.map(({ environment }) => environment).join(', '), first);
}

const OWNER_TITLES: Readonly<Record<Pin['state'], (environments: string, pin: Pin) => string>> = {
  current: (environments) => t`Up to date in ${environments}`,
  behind: (environments, { behind }) =>
    behind ? t`${behind} behind in ${environments}` : t`Another release in ${environments}`,
  'missing-release': (environments) => t`Release missing in ${environments}`,
  'not-deployed': (environments) => t`Not deployed in ${environments}`,
  undeployed: (environments) => t`Undeployed in ${environments}`,
  'no-release': (environments) => t`No release in ${environments}`,
  ambiguous: (environments) => t`Several bindings in ${environments}`,
};

/** The owners that a manifest may be: a component of either way to release it. */
function ownersOf(manifest: Manifest): Owner[] {
  const { name, inNamespace: namespace } = manifest;
  return RELEASE_FAMILIES.filter(({ ownerKinds }) => ownerKinds.includes(manifest.kind.kind)).map((family) => ({
    family,
    namespace,
    name,
    project: family.family === 'project' ? name : (textAt(manifest, 'spec.owner.projectName') ?? null),
  }));
}

function placeOfName({ file, nameSpan }: Manifest): FilePlace {
  return { file, span: nameSpan };
}

/** The characters of a pin; of a binding without one its name. */
function placeOfPin(family: ReleaseFamily, binding: Manifest): FilePlace {
  const pin = binding.references.find(({ path }) => formatPath(path) === family.pin);
  return { file: binding.file, span: pin?.span ?? binding.nameSpan };
}
