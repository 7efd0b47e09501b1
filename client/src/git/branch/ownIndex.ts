/** An index beside the repository's own, in which a commit is put together; it goes with the journal. */
import type { Journal } from '../journal';
import type { Location } from '../locate';
import type { GitResult } from '../runGit';

export interface OwnIndex {
  /** Make it hold the tree of a commit; at once where it does already. */
  hold(commit: string): Promise<GitResult>;
  /** Resolves when nothing is being read into it any more: before that its files must not go. */
  idle(): Promise<unknown>;
  /** Run Git with this index. */
  git(args: readonly string[], input?: string): Promise<GitResult>;
}

/** The settings that would make Git keep more beside an index than the index. */
const plain = ['core.splitIndex=false', 'core.untrackedCache=false', 'core.fsmonitor=false', 'index.sparse=false'];

export function ownIndex({ git }: Location, journal: Journal): OwnIndex {
  const environment = { GIT_INDEX_FILE: journal.place('index') };
  const run: OwnIndex['git'] = (args, input = '') =>
    git('write', [...plain.flatMap((setting) => ['-c', setting]), ...args], { environment, input });
  let held: { readonly commit: string; readonly reading: Promise<GitResult> } | undefined;
  return {
    async hold(commit) {
      if (held?.commit === commit) return held.reading;
      // Two at a time would be in each other's way.
      await held?.reading;
      held = { commit, reading: run(['read-tree', commit]) };
      return held.reading;
    },
    idle: async () => held?.reading,
    git(args, input) {
      // What is changed in it is no longer the commit's.
      if (args[0] === 'update-index') held = undefined;
      return run(args, input);
    },
  };
}
