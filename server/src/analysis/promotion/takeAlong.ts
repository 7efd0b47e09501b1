import { t } from '../../base/l10n';
import { familyOfBinding, familyOfRelease } from '../../model/releaseFamilies';
import type { Plan, PlanMessage, PlannedFile } from '../../protocol';
import { ownerOf } from '../owners';
import { Draft, type PlanContext } from './draft';
import { listInKustomization } from './kustomization';
import { simulate } from './simulate';

/**
 * A plan from a commit, made whole: the files that come along are in it as new files, listed where their neighbours are,
 * and the repository is checked as it is at the commit and as it would be.
 *
 * @param taken files that the commit lacks (path → text); the context's repository holds them already, and not any more
 *   afterwards
 */
export function takeAlong(context: PlanContext, plan: Plan, taken: ReadonlyMap<string, string>): Plan {
  // Its checks, where it has them, are those of the commit as it is.
  if (plan.status === 'blocked' || (taken.size === 0 && plan.checks)) return plan;
  const { draft, blockers } = listTaken(context, plan, taken);
  const changed = new Map(plan.files.map((planned) => [planned.file, planned]));
  for (const { file, after } of draft.files())
    changed.set(file, { file, before: changed.get(file)?.before ?? context.textOf(file) ?? null, after });
  for (const [file, text] of taken) changed.set(file, { file, before: null, after: changed.get(file)?.after ?? text });
  const files = [...changed.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  const { added, checks } = checkWithout(context, files, taken);
  const broken = added
    .filter(({ file, severity }) => severity === 'error' && taken.has(file))
    .map(({ message, code, file }): PlanMessage => ({
      code: 'would-break',
      message: t`The branch would have a new error: ${message} [${code}, ${file}]`,
      link: { file, line: 1 },
    }));
  const all = [...blockers, ...broken];
  return { ...plan, status: all.length > 0 ? 'blocked' : statusOf(files), blockers: all, files, checks };
}

function statusOf(files: readonly PlannedFile[]): Plan['status'] {
  return files.length > 0 ? 'ready' : 'nothing-to-do';
}

/** What is not listed in the kustomization of its neighbours is never applied. */
function listTaken(context: PlanContext, plan: Plan, taken: ReadonlyMap<string, string>) {
  const planned = new Map(plan.files.flatMap(({ file, after }) => (after === null ? [] : [[file, after] as const])));
  const draft = new Draft({ ...context, textOf: (file) => planned.get(file) ?? context.textOf(file) });
  const blockers: PlanMessage[] = [];
  const { view, files } = context.repository;
  for (const manifest of [...taken.keys()].flatMap((file) => files.manifestsOf(file))) {
    const { kind } = manifest.kind;
    const family = familyOfBinding(kind) ?? familyOfRelease(kind);
    const paths = family && (family.binding === kind ? family.bindingOwner : family.releaseOwner);
    const owner = paths && ownerOf(view, family, manifest, paths);
    const blocker = owner && listInKustomization(draft, owner, kind, manifest.file);
    if (blocker) blockers.push(blocker);
  }
  return { draft, blockers };
}

/** The commit itself lacks what comes along: an error in that is a new one. */
function checkWithout(
  { repository, checker }: PlanContext,
  files: readonly PlannedFile[],
  taken: ReadonlyMap<string, string>,
) {
  for (const file of taken.keys()) checker.fileChanged(file, repository.setFile(file, undefined));
  return simulate(repository, checker, files);
}
