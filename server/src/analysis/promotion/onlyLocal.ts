import { basename } from '../../base/filePath';
import { t } from '../../base/l10n';
import type { Plan, PlanItem, PlanMessage } from '../../protocol';
import { familyNamed } from '../../model/releaseFamilies';
import type { Manifest } from '../../repository/manifest';
import { describeManifest } from '../../repository/manifest';
import { bindingsOf, manifestOfOwner, ownerLabel, type Owner } from '../owners';
import type { PlanContext } from './draft';

/** The same request, planned from the working tree and from a commit. */
export interface TwoPlans {
  readonly here: Plan;
  readonly there: Plan;
  /** The working tree. */
  readonly local: PlanContext;
  /** The commit's tree, with what comes along. */
  readonly base: PlanContext;
}

/**
 * What a plan from a commit lacks because only the working tree has it: the release that the user sees, the bindings that
 * it goes from and to, the owner itself. Each is a blocker whose choice takes its file along.
 */
export function onlyLocal(plans: TwoPlans): readonly PlanMessage[] {
  const blockers = plans.here.items.flatMap((item) => lackingFor(plans, item));
  // Several owners can lack one and the same file.
  return blockers.filter((one, i) => blockers.findIndex(({ message }) => message === one.message) === i);
}

/** What differs between the two plans although the commit lacks nothing: said, since the tree shows the working tree. */
export function otherThanHere({ here, there, local }: TwoPlans): readonly PlanMessage[] {
  const releases = here.items.flatMap((item): PlanMessage[] => {
    const other = there.items.find((candidate) => isSameSubject(candidate, item));
    if (!other || other.release === item.release) return [];
    const message = t`Your working tree would take ${item.name} to ${item.release}, the base branch to ${other.release}: that is what the branch does.`;
    return [{ code: 'other-than-here', message }];
  });
  const edited = there.files.flatMap(({ file, before }): PlanMessage[] => {
    const text = local.textOf(file);
    if (before === null || text === undefined || sameLines(text, before)) return [];
    const message = t`Your working tree has another version of ${basename(file)}. The branch starts from the base branch's; yours stays as it is.`;
    return [{ code: 'differs-here', message, link: { file, line: 1 } }];
  });
  return [...releases, ...edited];
}

function lackingFor(plans: TwoPlans, item: PlanItem): readonly PlanMessage[] {
  const { there, local, base } = plans;
  const family = familyNamed(item.family);
  if (!family) return [];
  const namespace = item.namespace === '' ? undefined : item.namespace;
  const owner: Owner = { family, namespace, project: item.project, name: item.name };
  const views = { here: local.repository.view, there: base.repository.view };
  const planned = there.items.find((candidate) => isSameSubject(candidate, item));
  const wanted: (Manifest | undefined)[] = [];
  const lacks = (manifest: Manifest | undefined, other: Manifest | undefined) => {
    if (manifest && !other) wanted.push(manifest);
  };
  lacks(manifestOfOwner(views.here, owner), manifestOfOwner(views.there, owner));
  if (item.action !== 'create-release')
    lacks(
      views.here.find(family.release, namespace, item.release),
      views.there.find(family.release, namespace, item.release),
    );
  const source = planned?.release === item.release ? null : item.from;
  for (const environment of [item.to, source])
    if (environment)
      lacks(bindingsOf(views.here, owner, environment)[0], bindingsOf(views.there, owner, environment)[0]);
  return wanted.flatMap((manifest) => (manifest ? [blockerOf(plans, owner, manifest)] : []));
}

function blockerOf({ base }: TwoPlans, owner: Owner, manifest: Manifest): PlanMessage {
  const { file } = manifest;
  const what = t`${describeManifest(manifest)} is only in your working tree (${file}), not on the base branch`;
  const common = { code: 'only-local', link: { file, line: 1 }, owner: ownerLabel(owner) };
  // Of a file that the commit has in another form nobody can say what else would come along.
  if (base.textOf(file) !== undefined)
    return { ...common, message: t`${what}, which has another version of that file. Commit and push yours first.` };
  return {
    ...common,
    message: t`${what}. Take it along, or commit and push it first.`,
    choices: [{ value: file, label: t`Take ${file} along`, description: t`as a new file`, sets: 'include' }],
  };
}

function isSameSubject(a: PlanItem, b: PlanItem): boolean {
  return (['family', 'namespace', 'project', 'name', 'to'] as const).every((field) => a[field] === b[field]);
}

/** Git may convert line ends on the way to the working tree. */
function sameLines(a: string, b: string): boolean {
  return a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n');
}
