import { t } from '../../base/l10n';
import type { Path } from '../../base/path';
import { API_VERSION } from '../../model/kinds';
import type { FileLine, Plan, PlanMessage, ReleaseRequest } from '../../protocol';
import type { Manifest } from '../../repository/manifest';
import { emitYaml } from '../../yaml/emit';
import { manifestOfOwner, ownerLabel, ownersIn, pipelineOf, type Owner } from '../owners';
import { firstTarget } from '../promotion/chooseTarget';
import { Draft, type PlanContext } from '../promotion/draft';
import { listInKustomization } from '../promotion/kustomization';
import { planItem } from '../promotion/planItem';
import { refuseReleaseConfig } from '../promotion/releaseConfig';
import { selectOwners } from '../promotion/select';
import { planPin } from '../promotion/setPin';
import type { BuiltRelease } from './buildRelease';
import { buildFor, equalRelease, firstEnvironments } from './currentRelease';
import { isDay, refuseName, ReleaseNames } from './naming';
import { placeRelease } from './placeRelease';
import type { ReleaseError } from './releaseError';
import { releaseMessage } from './releaseMessage';
import { Sources } from './sources';

/** A release that is cut is pinned nowhere yet. */
const NOWHERE = { from: null, to: '', previous: null } as const;

/** What cutting releases needs beyond a promotion. */
export interface ReleaseContext extends PlanContext {
  /** The local date, `YYYY-MM-DD`. */
  readonly today: string;
  /** Names of releases that this repository has on other branches. */
  readonly otherNames?: Iterable<string>;
}

/**
 * The plan that cuts releases from the current state of components: new files that equal those of occ 1.2.3 byte for byte,
 * and on request the pins of the first environments. An owner whose state a release equals already keeps that one. All or
 * nothing: one owner that cannot be cut blocks the plan.
 */
export function planRelease(context: ReleaseContext, request: ReleaseRequest): Plan {
  const { view } = context.repository;
  const selection = selectOwners(view, request);
  const blockers = [...selection.blockers, ...refuseRequest(context, request, selection.owners)];
  const draft = new Draft(context);
  if (blockers.length === 0) {
    const cut: Cutting = {
      draft,
      request,
      sources: new Sources(view, context.textOf, true),
      names: new ReleaseNames([...namesIn(context), ...(context.otherNames ?? [])]),
      date: request.date ?? context.today,
      asked: selection.owners.length === 1 || (request.owners?.length ?? 0) > 0,
    };
    for (const owner of selection.owners)
      blockers.push(...planOwner(cut, owner).map((blocker) => ({ ...blocker, owner: ownerLabel(owner) })));
  }
  return draft.finish(blockers, releaseMessage);
}

/** A plan that is being made. */
interface Cutting {
  readonly draft: Draft;
  readonly request: ReleaseRequest;
  readonly sources: Sources;
  readonly names: ReleaseNames;
  readonly date: string;
  /** The owners were named one by one: what stands in the way of one is no reason to leave it out silently. */
  readonly asked: boolean;
}

function refuseRequest(
  { repository, textOf }: ReleaseContext,
  request: ReleaseRequest,
  owners: readonly Owner[],
): PlanMessage[] {
  const { name, date } = request;
  const blockers: PlanMessage[] = [];
  const say = (code: string, message: string) => blockers.push({ code, message });
  const isEmpty = !request.all && request.project === undefined && (request.owners ?? []).length === 0;
  if (isEmpty) say('no-owner', t`The request names no component to cut a release of.`);
  if (name !== undefined && owners.length > 1)
    say('name-for-several', t`One name, "${name}", cannot be given to releases of ${owners.length} components.`);
  const fault = name === undefined ? undefined : refuseName(name);
  if (fault !== undefined) say('invalid-name', fault);
  if (date !== undefined && !isDay(date)) say('invalid-date', t`"${date}" is no date; write it as 2026-01-31.`);
  const config = refuseReleaseConfig(repository.view, textOf);
  return config ? [...blockers, config] : blockers;
}

/** Plans the release of one owner, and its pin where that is wanted; returns what stands in the way. */
function planOwner(cut: Cutting, owner: Owner): readonly PlanMessage[] {
  const { draft, sources, request } = cut;
  const { view } = draft.context.repository;
  const label = ownerLabel(owner);
  const leaveOut = (code: string, message: string) => {
    if (cut.asked) return [{ code, message }];
    draft.skip(message);
    return [];
  };
  const component = manifestOfOwner(view, owner);
  if (!component) {
    const message = t`${label} is not declared in this repository, so nothing says what a release of it would hold.`;
    return leaveOut('missing-manifest', message);
  }
  const built = buildFor(sources, owner);
  if (!built) return leaveOut('cut-by-platform', t`Releases of ${label} are cut by the platform itself.`);
  if (!built.ok) {
    const strayed = !cut.asked && built.error[0]?.code === 'wrong-project' && isElsewhere(cut, owner);
    if (strayed) return leaveOut('wrong-project', `${label}: ${built.error[0]!.message}`);
    return built.error.map((error) => messageOf(cut, error));
  }
  if (request.name !== undefined) {
    const taken = nameTaken(cut, owner, request.name);
    if (taken) return [taken];
  }
  const equal = equalRelease(sources, owner, built.value.spec, firstEnvironments(sources, owner));
  const release = equal?.name ?? createRelease(cut, owner, built.value);
  if (typeof release !== 'string') return release;
  if (equal) draft.notes.push(t`${label}: ${release} equals the current state already.`);
  if (!request.pin) {
    if (equal) draft.items.push({ ...planItem(owner, { ...NOWHERE, release }), action: 'none' });
    return [];
  }
  const blocker = pinToFirst(cut, owner, release);
  return blocker ? [blocker] : [];
}

/** Whether another owner is the one that the component itself names. */
function isElsewhere({ draft }: Cutting, owner: Owner): boolean {
  return ownersIn(draft.context.repository.view).some(
    (other) =>
      other.name === owner.name &&
      other.namespace === owner.namespace &&
      other.family === owner.family &&
      other.project !== owner.project,
  );
}

/** Plans the new file; returns its name, or what stands in the way. */
function createRelease(cut: Cutting, owner: Owner, built: BuiltRelease): string | readonly PlanMessage[] {
  const { draft, names, request } = cut;
  const { repository } = draft.context;
  if (built.incomplete.length > 0) return built.incomplete.map((error) => messageOf(cut, error));
  const placeOf = (name: string) => placeRelease(repository, owner, built.component, name);
  const isFree = (name: string) => {
    const place = placeOf(name);
    return !place.ok || draft.textOf(place.value) === undefined;
  };
  const name = request.name ?? names.next(owner.name, cut.date, isFree);
  const fault = refuseName(name);
  if (fault !== undefined) return [{ code: 'invalid-name', message: fault }];
  const place = placeOf(name);
  if (!place.ok) return [place.error];
  const file = place.value;
  if (draft.textOf(file) !== undefined)
    return [
      {
        code: 'file-exists',
        message: t`The new release belongs into ${file}, which exists; releases are never overwritten.`,
        link: { file, line: 1 },
      },
    ];
  names.add(name);
  draft.write(file, emitYaml(releaseManifest(owner, name, built)), built.sources);
  draft.items.push({ ...planItem(owner, { ...NOWHERE, release: name }), action: 'create-release' });
  for (const { code, message, manifest, path } of built.warnings)
    draft.warn({ code, message, link: lineOf(cut, manifest, path) });
  const blocker = listInKustomization(draft, owner, owner.family.release, file);
  return blocker ? [blocker] : name;
}

/** The manifest of a new release. The namespace is written as the component writes its own. */
export function releaseManifest(owner: Owner, name: string, { spec, component }: BuiltRelease): unknown {
  return {
    apiVersion: API_VERSION,
    kind: owner.family.release,
    metadata: {
      name,
      ...(component.namespace !== undefined && { namespace: component.namespace }),
      ...(owner.family.family === 'proposal' && { labels: { 'openchoreo.dev/component': owner.name } }),
    },
    spec,
  };
}

function nameTaken({ draft, names }: Cutting, owner: Owner, name: string): PlanMessage | undefined {
  const holder = draft.context.repository.view.find(owner.family.release, owner.namespace, name);
  if (holder)
    return {
      code: 'name-taken',
      message: t`There is a release "${name}" already (${holder.file}); releases never change. Choose another name.`,
      link: draft.lineOf(holder),
    };
  if (!names.has(name)) return undefined;
  const message = t`A release "${name}" exists in another namespace or on another branch; choose another name.`;
  return { code: 'name-taken', message };
}

function pinToFirst({ draft, request }: Cutting, owner: Owner, release: string): PlanMessage | undefined {
  const pipeline = pipelineOf(draft.context.repository.view, owner);
  if (!pipeline) {
    const message = t`The pipeline of ${ownerLabel(owner)} is not in this repository, so its first environment is not known. Promote the release instead, and name the target.`;
    return { code: 'no-pipeline', message };
  }
  const first = firstTarget(owner, pipeline);
  if (first.kind === 'blocked') return first.blocker;
  const { roots } = pipeline;
  if (request.to !== undefined && !roots.includes(request.to)) {
    const message = t`${request.to} is no first environment of ${ownerLabel(owner)}; releases start in ${roots.join(t` or `)}.`;
    return { code: 'no-first-environment', message };
  }
  if (request.to === undefined && roots.length > 1)
    return {
      code: 'ambiguous-target',
      message: t`${ownerLabel(owner)} can start in ${roots.join(t` and in `)}; choose one.`,
      choices: roots.map((root) => ({ value: root, label: root, sets: 'to' as const })),
    };
  const environment = request.to ?? roots[0]!;
  return planPin(draft, { owner, pipeline, environment, release, from: null }, request.delivery);
}

function* namesIn({ repository }: PlanContext): Iterable<string> {
  for (const kind of ['ComponentRelease', 'Release'])
    for (const release of repository.view.ofKind(kind)) yield release.name;
}

function messageOf(cut: Cutting, { code, message, manifest, path }: ReleaseError): PlanMessage {
  return { code, message, ...(manifest && { link: lineOf(cut, manifest, path) }) };
}

function lineOf({ draft, sources }: Cutting, manifest: Manifest, path: Path = []): FileLine {
  return (path.length > 0 ? sources.lineOf(manifest, path) : undefined) ?? draft.lineOf(manifest);
}
