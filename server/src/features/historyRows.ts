import { stateOf, type PinEvent, type PinHistory } from '../analysis/history/pinHistory';
import { projectOfOwner } from '../analysis/pipelines';
import type { HistoryParams, HistoryResult, OwnerSelector, PinChange } from '../protocol';
import type { RepositoryView } from '../repository/view';

/** The changes of pins as commands show them, newest first. */
export function describeHistory(
  view: RepositoryView,
  history: PinHistory,
  { owner, environment }: Pick<HistoryParams, 'owner' | 'environment'>,
): HistoryResult {
  const changes = history.events
    .map((event) => toChange(view, event))
    .filter((change) => environment === undefined || change.environment === environment)
    .filter((change) => owner === undefined || isOf(change, owner));
  const { endsAt } = history;
  return { version: 1, changes, ...(endsAt !== undefined && { endsAt: new Date(endsAt * 1000).toISOString() }) };
}

function toChange(view: RepositoryView, { commit, namespace, before, after }: PinEvent): PinChange {
  const { fact, file } = (after ?? before)!;
  const { family, name } = fact;
  const project = family.family === 'project' ? name : fact.project;
  return {
    family: family.family,
    namespace,
    project: project ?? projectOfOwner(view, family.ownerKinds, namespace, name) ?? null,
    name,
    environment: fact.environment,
    file,
    commit: commit.id,
    author: commit.author,
    date: new Date(commit.time * 1000).toISOString(),
    message: commit.subject,
    from: before?.fact.release ?? null,
    to: after?.fact.release ?? null,
    fromState: stateOf(before),
    toState: stateOf(after),
  };
}

/** Whether a change is of an owner. One that is no more cannot be looked up, so what is not known on a side fits. */
function isOf(change: PinChange, owner: OwnerSelector): boolean {
  return (
    change.name === owner.name &&
    (owner.family === undefined || change.family === owner.family) &&
    (owner.namespace === undefined || owner.namespace === '' || change.namespace === owner.namespace) &&
    (change.family === 'project' ||
      change.project === null ||
      owner.project === null ||
      change.project === owner.project)
  );
}
