import { bindingsOf, ownerOf, pipelineOf, releasesOf, type Owner } from '../../analysis/owners';
import { imageOf, pinsOf, releaseOrderOf } from '../../analysis/pins';
import { dateOfName } from '../../analysis/releaseOrder';
import { textAt } from '../../analysis/values';
import { t } from '../../base/l10n';
import { familyOfRelease, type ReleaseFamily } from '../../model/releaseFamilies';
import type { Manifest } from '../../repository/manifest';
import { code } from '../fieldText';
import { imageTag, valueLine } from './phrases';
import type { KindSummary, SummaryContext } from './summary';

/** A release: what it runs, when it was cut, where it is pinned, and behind what. */
export const releaseSummary: KindSummary = {
  brief(context, release) {
    const about = aboutRelease(context, release);
    if (!about) return '';
    const { image, environments } = about;
    return [
      ...(image === null ? [] : [imageTag(image)]),
      environments.length > 0 ? t`runs in ${environments.join(', ')}` : t`runs nowhere`,
    ].join(' · ');
  },
  lines(context, release) {
    const about = aboutRelease(context, release);
    if (!about) return [];
    const { owner, image, environments, order } = about;
    const newer = order ? order.length - 1 - order.indexOf(release.name) : undefined;
    const cut = cutText(context, owner, release);
    return [
      ...valueLine(t`Image`, image),
      ...(cut === undefined ? [] : [cut]),
      environments.length > 0
        ? t`Pinned in ${pinnedText(context, owner, release, environments)}`
        : t`Pinned in no environment`,
      ...(newer === undefined ? [] : [newerText(newer)]),
    ];
  },
};

function newerText(newer: number): string {
  if (newer === 0) return t`The newest release`;
  return newer === 1 ? t`1 newer release` : t`${newer} newer releases`;
}

interface AboutRelease {
  readonly owner: Owner;
  readonly image: string | null;
  /** In pipeline order. */
  readonly environments: readonly string[];
  readonly order: readonly string[] | undefined;
}

function aboutRelease(context: SummaryContext, release: Manifest): AboutRelease | undefined {
  const family = familyOfRelease(release.kind.kind);
  const owner = family && ownerOf(context.view, family, release, family.releaseOwner);
  if (!family || !owner) return undefined;
  return {
    owner,
    image: imageOf(release, family.image ?? []),
    environments: pinnedIn(context, owner).get(release.name) ?? [],
    order: releaseOrderOf(owner, releasesOf(context.view, owner), context.git),
  };
}

/** Environments by the release that they pin, in pipeline order. */
export function pinnedIn({ view }: SummaryContext, owner: Owner): ReadonlyMap<string, readonly string[]> {
  const pinned = new Map<string, string[]>();
  const order = pipelineOf(view, owner)?.environments ?? [];
  const rank = (environment: string) => (order.includes(environment) ? order.indexOf(environment) : order.length);
  for (const binding of bindingsOf(view, owner)) {
    const environment = textAt(binding, owner.family.environment);
    const release = textAt(binding, owner.family.pin);
    if (environment === undefined || release === undefined) continue;
    const list = pinned.get(release) ?? [];
    if (!list.includes(environment))
      pinned.set(
        release,
        [...list, environment].sort((a, b) => rank(a) - rank(b)),
      );
  }
  return pinned;
}

/** Environments, each with how far it is behind, where it is. */
function pinnedText(
  { view, git }: SummaryContext,
  owner: Owner,
  release: Manifest,
  environments: readonly string[],
): string {
  const pins = pinsOf(view, owner, git).filter((pin) => pin.release === release.name && pin.state === 'behind');
  const shown = environments.map((environment) => {
    const pin = pins.find((candidate) => candidate.environment === environment);
    return pin ? `${code(environment)} (${behindText(pin.behind)} ${code(pin.source ?? '')})` : code(environment);
  });
  return shown.join(', ');
}

/** `2 behind`, or without a number where the order of the releases cannot be known. */
export function behindText(behind: number | null): string {
  return behind === null || behind === 0 ? t`another release than` : t`${behind} behind`;
}

function cutText({ git }: SummaryContext, owner: Owner, release: Manifest): string | undefined {
  const named = dateOfName(owner.name, release.name);
  if (named) return t`Cut on ${named.date.replace(/(....)(..)(..)/, '$1-$2-$3')}, number ${named.number} of that day`;
  const added = git?.addedAt(release.file);
  return added === undefined ? undefined : t`In Git since ${new Date(added * 1000).toISOString().slice(0, 10)}`;
}

/** Releases of an owner, newest first where the order can be known, else by name. */
export function newestFirst(context: SummaryContext, owner: Owner, releases: readonly Manifest[]): readonly Manifest[] {
  const order = releaseOrderOf(owner, releases, context.git);
  const byName = [...releases].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return order ? byName.sort((a, b) => order.indexOf(b.name) - order.indexOf(a.name)) : byName;
}

/** The owner that a binding or release speaks of. */
export function ownerIn(context: SummaryContext, family: ReleaseFamily, manifest: Manifest): Owner | undefined {
  const paths = manifest.kind.kind === family.binding ? family.bindingOwner : family.releaseOwner;
  return ownerOf(context.view, family, manifest, paths);
}
