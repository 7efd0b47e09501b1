import { t } from '../../base/l10n';
import { API_VERSION } from '../../model/kinds';
import type { Manifest } from '../../repository/manifest';
import type { CurrentRelease } from '../promotion/chooseRelease';
import type { PlanContext } from '../promotion/draft';
import { bindingsOf, manifestOfOwner, ownerLabel, pipelineOf, releasesOf, type Owner } from '../owners';
import { dateOfName } from '../releaseOrder';
import { asList, asMap, at, textAt } from '../values';
import { buildProposalSpec } from './buildProposalRelease';
import { buildReleaseSpec, type BuiltRelease } from './buildRelease';
import { sameContent } from './equality';
import { Sources, type Cut } from './sources';

/** The content of a release that would be cut now; undefined for owners whose releases the platform cuts itself. */
export function buildFor(sources: Sources, owner: Owner): Cut<BuiltRelease> | undefined {
  if (owner.family.family === 'component') return buildReleaseSpec(sources, owner);
  return owner.family.family === 'proposal' ? buildProposalSpec(sources, owner) : undefined;
}

/**
 * Asks for the release that equals an owner's current state, whatever its name, keeping what was read from one owner to
 * the next: for one plan, in a repository that does not change meanwhile. Undefined where no release can be cut here.
 */
export function currentReleases(
  context: Pick<PlanContext, 'repository' | 'textOf'>,
): (owner: Owner, environment: string) => CurrentRelease | undefined {
  const { view } = context.repository;
  const sources = new Sources(view, context.textOf, false);
  return (owner, environment) => {
    if (!manifestOfOwner(view, owner)) return undefined;
    const built = buildFor(sources, owner);
    if (!built) return undefined;
    if (!built.ok) return { kind: 'impossible', why: built.error.map((error) => error.message).join(' ') };
    const equal = equalRelease(sources, owner, built.value.spec, [environment]);
    if (equal) return { kind: 'exists', release: equal.name };
    const older = legacyRelease(sources, owner, built.value.spec);
    if (!older) return { kind: 'not-cut' };
    const why = t`${older.name} equals the current state of ${ownerLabel(owner)}, but an older occ cut it and left fields out; cut a new one.`;
    return { kind: 'impossible', why };
  };
}

/**
 * The release of an owner with a content. Of several: one that is bound in the given environments, else the newest by date
 * and number, else the last by name.
 */
export function equalRelease(
  sources: Sources,
  owner: Owner,
  spec: BuiltRelease['spec'],
  environments: readonly string[],
): Manifest | undefined {
  const equal = readableReleases(sources, owner).filter((release) => sameContent(asMap(release.value)['spec'], spec));
  if (equal.length <= 1) return equal[0];
  const bindings = bindingsOf(sources.view, owner);
  for (const environment of environments) {
    const own = bindings.filter((binding) => textAt(binding, owner.family.environment) === environment);
    const bound = equal.find((release) => own.some((binding) => textAt(binding, owner.family.pin) === release.name));
    if (bound) return bound;
  }
  return [...equal].sort((a, b) => compareReleases(owner, a, b)).at(-1);
}

/** The first environments of an owner's pipeline, where a new release goes. */
export function firstEnvironments(sources: Sources, owner: Owner): readonly string[] {
  return pipelineOf(sources.view, owner)?.roots ?? [];
}

/** Dated releases after others, by date and number; those of the same time, and the undated, by name. */
export function compareReleases(owner: Owner, a: Manifest, b: Manifest): number {
  const first = dateOfName(owner.name, a.name);
  const second = dateOfName(owner.name, b.name);
  return (
    compare(first?.date ?? '', second?.date ?? '') ||
    (first?.number ?? 0) - (second?.number ?? 0) ||
    compare(a.name, b.name)
  );
}

/** The release that an older occ cut from the same state: it left fields out that it did not know (§3.2). */
function legacyRelease(sources: Sources, owner: Owner, spec: BuiltRelease['spec']): Manifest | undefined {
  if (owner.family.family !== 'component') return undefined;
  const legacy = legacySpec(spec);
  return readableReleases(sources, owner).find((release) => sameContent(asMap(release.value)['spec'], legacy));
}

const UNKNOWN_TO_OLDER_OCC = [
  'allowedTraits',
  'allowedWorkflows',
  'validations',
  'preRenderValidations',
  'postRenderValidations',
  'traits',
];

function legacySpec(spec: BuiltRelease['spec']): Readonly<Record<string, unknown>> {
  const type = asMap(spec['componentType']);
  const workload = asMap(spec['workload']);
  const uses = asList(asMap(spec['componentProfile'])['traits']).map(asMap);
  const traits = asList(spec['traits']).filter((trait) =>
    uses.some((use) => use['kind'] === asMap(trait)['kind'] && use['name'] === asMap(trait)['name']),
  );
  const dependencies = without(asMap(workload['dependencies']), ['resources']);
  return {
    ...without(spec, ['traits']),
    componentType: { ...type, spec: without(asMap(type['spec']), UNKNOWN_TO_OLDER_OCC) },
    ...(traits.length > 0 && { traits }),
    workload: {
      ...without(workload, ['dependencies']),
      ...(Object.keys(dependencies).length > 0 && { dependencies }),
    },
  };
}

function without(map: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key)));
}

/** The owner's releases that the platform reads. */
function readableReleases(sources: Sources, owner: Owner): readonly Manifest[] {
  return releasesOf(sources.view, owner).filter(
    (release) =>
      at(release, 'apiVersion') === API_VERSION &&
      // Reading fifty releases again for the odd value in one of them would make every plan slow.
      (!release.doubtful || sources.whyUnreadable(release).length === 0),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
