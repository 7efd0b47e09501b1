/** Names for a new branch that neither this clone nor its remote has. */
import { mustRead, type Git } from '../runGit';

/** All branches that this clone knows, here and of the remote. */
export async function knownBranches(git: Git, remote: string): Promise<ReadonlySet<string>> {
  const prefixes = ['refs/heads/', `refs/remotes/${remote}/`];
  const refs = await mustRead(git, ['for-each-ref', '--format=%(refname)', ...prefixes]);
  const names = refs.toString('utf8').split('\n');
  return new Set(
    names.flatMap((ref) => {
      const prefix = prefixes.find((one) => ref.startsWith(one));
      return prefix === undefined ? [] : [ref.slice(prefix.length)];
    }),
  );
}

/**
 * The name itself, or the first with a number behind it that is free. Where a part of it is a branch (`promote`), or it is
 * a part of one, Git cannot have both: then its slashes become dashes.
 */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const stem = collides(wanted, taken) ? wanted.replaceAll('/', '-') : wanted;
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.has(name) && !collides(name, taken)) return name;
  }
}

function collides(name: string, taken: ReadonlySet<string>): boolean {
  return [...taken].some((other) => name.startsWith(`${other}/`) || other.startsWith(`${name}/`));
}

/** Names go into refspecs; the rules are those of `git check-ref-format`, without what no real branch is called. */
export function isBranchName(name: string): boolean {
  return !/^[-/]|[\s~^:?*[\\\u007f]|\.\.|@\{|\/\/|\/\.|\.lock(\/|$)|[/.]$/.test(name) && !/^\.|^@?$|^HEAD$/.test(name);
}
