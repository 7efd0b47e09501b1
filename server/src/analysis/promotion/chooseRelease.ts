import { t } from '../../base/l10n';
import type { FileLine, PlanChoice, PlanMessage, PromoteRequest } from '../../protocol';
import { nearest } from '../../base/suggest';
import { isExternal } from '../../repository/external';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { bindingsOf, ownerLabel, ownerOf, releasesOf, type Owner } from '../owners';
import type { Pipeline } from '../pipelines';
import { pinnedSources, releaseOrderOf, type ReleaseHistory, type SourcePin } from '../pins';
import { textAt } from '../values';

/** The release to pin and where it comes from, or why none can be told. */
export type ReleaseChoice =
  | {
      readonly kind: 'release';
      readonly release: string;
      readonly from: string | null;
      readonly warnings: readonly PlanMessage[];
    }
  | { readonly kind: 'blocked'; readonly blocker: PlanMessage };

/** What choosing a release needs to know beyond the request. */
export interface ReleaseSituation {
  readonly view: RepositoryView;
  readonly owner: Owner;
  readonly pipeline: Pipeline | undefined;
  readonly environment: string;
  readonly history?: ReleaseHistory;
  readonly lineOf: (manifest: Manifest) => FileLine;
  /** The release that equals the owner's current state, where releases can be cut; undefined where they cannot. */
  readonly current?: CurrentRelease;
}

/** What a release cut now would be: one that exists, none yet, or something that stands in the way. */
export type CurrentRelease =
  | { readonly kind: 'exists'; readonly release: string }
  | { readonly kind: 'not-cut' }
  | { readonly kind: 'impossible'; readonly why: string };

/**
 * The release that a promotion pins: the one that was named, the one that the source environment runs, or for a root
 * environment the one that equals the owner's current state (domain/release-and-promotion.md §3.2, with its defects mended).
 */
export function chooseRelease(situation: ReleaseSituation, request: PromoteRequest): ReleaseChoice {
  if (request.release !== undefined) return namedRelease(situation, request.release);
  if (request.from !== undefined) return fromEnvironment(situation, request.from);
  const sources = situation.pipeline?.sources.get(situation.environment) ?? [];
  return sources.length > 0 ? fromSources(situation, sources) : forRoot(situation);
}

function namedRelease(situation: ReleaseSituation, release: string): ReleaseChoice {
  const { view, owner, pipeline, environment } = situation;
  const manifest = view.find(owner.family.release, owner.namespace, release);
  if (!manifest && !releaseExists(situation, release)) return blocked(missingRelease(situation, release));
  const other = manifest && ownerOf(view, owner.family, manifest, owner.family.releaseOwner);
  if (
    manifest &&
    other &&
    (other.name !== owner.name || (other.project !== null && owner.project !== null && other.project !== owner.project))
  ) {
    const message = t`Release "${release}" belongs to ${ownerLabel(other)}, not to ${ownerLabel(owner)}; the platform refuses the pair.`;
    return blocked({ code: 'release-of-other-owner', message, link: situation.lineOf(manifest) });
  }
  const sources = pinnedSources(owner, environment, pipeline, bindingsOf(view, owner));
  const expected = pipeline?.sources.get(environment) ?? [];
  const from = sources.find((source) => source.release === release)?.environment ?? null;
  const skipped = expected.length > 0 && from === null;
  const message = t`"${release}" has not been in ${expected.join(t` or `)} before ${environment}.`;
  return { kind: 'release', release, from, warnings: skipped ? [{ code: 'skips-environment', message }] : [] };
}

function fromEnvironment(situation: ReleaseSituation, from: string): ReleaseChoice {
  const { view, owner, pipeline, environment } = situation;
  const bindings = bindingsOf(view, owner, from);
  if (bindings.length > 1) return blocked(ambiguousPin(situation, from, bindings));
  const release = bindings[0] && textAt(bindings[0], owner.family.pin);
  if (!bindings[0] || !release) {
    const message = t`${ownerLabel(owner)} pins no release in ${from}; promote it there first, or name a release.`;
    return blocked({ code: 'source-not-deployed', message, choices: releaseChoices(situation) });
  }
  const onPath = pipeline?.sources.get(environment)?.includes(from) ?? false;
  const message = t`No promotion path leads from ${from} to ${environment}; the platform does not stop this, only people do.`;
  return fromSource(
    situation,
    { environment: from, release, binding: bindings[0] },
    onPath ? [] : [{ code: 'not-a-promotion-path', message }],
  );
}

function fromSources(situation: ReleaseSituation, names: readonly string[]): ReleaseChoice {
  const { view, owner, pipeline, environment } = situation;
  const bindings = bindingsOf(view, owner);
  for (const name of names) {
    const own = bindings.filter((binding) => textAt(binding, owner.family.environment) === name);
    if (own.length > 1) return blocked(ambiguousPin(situation, name, own));
  }
  const sources = pinnedSources(owner, environment, pipeline, bindings);
  const [first] = sources;
  if (!first) {
    const message = t`${ownerLabel(owner)} pins no release in ${names.join(t` or `)}, from where ${environment} is promoted; promote it there first, or name a release.`;
    return blocked({ code: 'source-not-deployed', message, choices: releaseChoices(situation) });
  }
  if (sources.some((source) => source.release !== first.release)) {
    const runs = sources.map((source) => t`${source.environment} runs ${source.release}`).join(', ');
    const choices = sources.map((source) => ({
      value: source.environment,
      label: source.environment,
      description: source.release,
      sets: 'from' as const,
    }));
    return blocked({
      code: 'ambiguous-source',
      message: t`${runs}: choose which one goes to ${environment}.`,
      choices,
    });
  }
  return fromSource(situation, first, []);
}

function fromSource(situation: ReleaseSituation, source: SourcePin, warnings: readonly PlanMessage[]): ReleaseChoice {
  const { owner } = situation;
  if (!releaseExists(situation, source.release)) return blocked(missingRelease(situation, source.release, source));
  const undeployed = owner.family.state && textAt(source.binding, owner.family.state) === 'Undeploy';
  const message = t`${ownerLabel(owner)} is undeployed in ${source.environment}: what is promoted does not run there.`;
  return {
    kind: 'release',
    release: source.release,
    from: source.environment,
    warnings: undeployed ? [...warnings, { code: 'source-undeployed', message }] : warnings,
  };
}

/** Where nothing is promoted from: the release that equals the current state, else one that people choose. */
function forRoot(situation: ReleaseSituation): ReleaseChoice {
  const { owner, environment, current } = situation;
  if (current?.kind === 'exists') return { kind: 'release', release: current.release, from: null, warnings: [] };
  const choices = releaseChoices(situation);
  const label = ownerLabel(owner);
  if (choices.length === 0)
    return blocked({
      code: 'no-release',
      message: t`${label} has no release yet; cut one first.`,
      ...(current && { offer: 'cut-release' }),
    });
  const why =
    current?.kind === 'not-cut'
      ? t`No release of ${label} equals its current state; cut one, or choose an earlier one for ${environment}.`
      : current?.kind === 'impossible'
        ? t`${current.why} Choose a release for ${environment}.`
        : t`Nothing is promoted into ${environment}; choose the release of ${label}.`;
  const offer = current && { offer: 'cut-release' as const };
  return blocked({ code: 'choose-release', message: why, choices, ...offer });
}

/** The owner's releases, newest first, with what runs them. */
function releaseChoices({ view, owner, history }: ReleaseSituation): PlanChoice[] {
  const releases = releasesOf(view, owner);
  const names =
    releaseOrderOf(owner, releases, history) ?? [...new Set(releases.map((release) => release.name))].sort();
  const bindings = bindingsOf(view, owner);
  return [...names].reverse().map((name) => {
    const runs = bindings
      .filter((binding) => textAt(binding, owner.family.pin) === name)
      .flatMap((binding) => textAt(binding, owner.family.environment) ?? []);
    return {
      value: name,
      label: name,
      ...(runs.length > 0 && { description: t`in ${runs.join(', ')}` }),
      sets: 'release' as const,
    };
  });
}

/** Whether the platform cuts an owner's releases itself, so that people pin them but never write them. */
export function isCutByPlatform({ family }: Owner): boolean {
  return family.family === 'project' || family.family === 'resource';
}

/**
 * Whether a release counts as there. Releases of components are cut into the repository; those of projects and resources
 * by the platform, so that the repository may keep none of them.
 */
export function releaseExists({ view, owner }: Pick<ReleaseSituation, 'view' | 'owner'>, release: string): boolean {
  const kind = owner.family.release;
  return (
    view.find(kind, owner.namespace, release) !== undefined ||
    (isCutByPlatform(owner) && !view.declares(kind)) ||
    view.hides(kind) ||
    isExternal(view.config.external, kind, owner.namespace, release)
  );
}

function missingRelease(situation: ReleaseSituation, release: string, source?: SourcePin): PlanMessage {
  const choices = releaseChoices(situation);
  const suggestion = nearest(
    release,
    choices.map((choice) => choice.value),
  );
  const where = source
    ? t`${source.environment} pins "${release}", which no file declares`
    : t`No file declares the release "${release}"`;
  return {
    code: 'missing-release',
    message: t`${where}${suggestion ? t`; did you mean "${suggestion}"?` : '.'}`,
    ...(source && { link: situation.lineOf(source.binding) }),
    choices,
  };
}

function ambiguousPin(situation: ReleaseSituation, environment: string, bindings: readonly Manifest[]): PlanMessage {
  const files = bindings.map((binding) => binding.file).join(', ');
  const message = t`${ownerLabel(situation.owner)} has ${bindings.length} bindings for ${environment} (${files}); delete all but one.`;
  return { code: 'ambiguous-pin', message, link: situation.lineOf(bindings[1]!) };
}

function blocked(blocker: PlanMessage): ReleaseChoice {
  return { kind: 'blocked', blocker };
}
