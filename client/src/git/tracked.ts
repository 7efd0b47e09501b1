/** Whether Git would commit each planned file, whole and alone: known to it, unchanged, not hidden, not ignored. */
import { ignoredPaths } from './ignored';
import type { Location } from './locate';
import type { Change } from './journal';
import type { IndexEntry, Status } from './parse';
import { refuse } from './refusals';
import { textOf, type Git } from './runGit';
import type { Target } from './target';
import type { PlannedFile, Refusal, RefusalCode } from './types';

type Index = ReadonlyMap<string, IndexEntry>;

/** The files of a delivery together with what the index holds for them; or why they cannot be committed. */
export type Tracked = { readonly kind: 'tracked'; readonly changes: readonly Change[] } | Refusal;

/** The planned files as Git sees them; checked before the disk is, since Git knows better why a file is missing. */
export async function refuseHidden(
  { git, prefix }: Location,
  files: readonly PlannedFile[],
  index: Index,
): Promise<Refusal | null> {
  const hidden = files.map(({ file }) => file).filter((file) => index.get(prefix + file)?.hidden);
  if (hidden.length === 0) return null;
  const sparse = textOf(await git('read', ['config', '--type=bool', '--get', 'core.sparseCheckout'])) === 'true';
  return refuse(sparse ? 'outside-sparse-checkout' : 'hidden-from-git', {}, { files: hidden });
}

/** Join the targets with their index entries, refusing what is dirty, unknown or ignored. */
export async function trackTargets(
  { git }: Location,
  status: Status,
  index: Index,
  targets: readonly Target[],
): Promise<Tracked> {
  const byPath = new Map(status.entries.map((entry) => [entry.path, entry]));
  const wrong = (code: RefusalCode, test: (target: Target) => boolean): Refusal | null => {
    const files = targets.filter(test).map((target) => target.file);
    return files.length > 0 ? refuse(code, {}, { files }) : null;
  };
  const refusal =
    wrong('dirty-file', ({ path }) => byPath.get(path)?.kind === 'changed') ??
    wrong('untracked-file', (target) => isUntracked(target, index)) ??
    (await refuseIgnored(
      git,
      targets.filter((target) => target.from === null),
    ));
  if (refusal) return refusal;
  // Where the system has no links Git keeps them as files that hold the way.
  const link = targets.find(({ path }) => index.get(path)?.mode === '120000');
  if (link) return refuse('symlink', { link: link.file }, { files: [link.file] });
  return { kind: 'tracked', changes: targets.map((target) => ({ ...target, index: entryOf(index.get(target.path)) })) };
}

/** A file that is there, but not in the index: whether by `.gitignore` or because nobody added it. */
function isUntracked(target: Target, index: Index): boolean {
  const onDisk = target.already ? target.to : target.from;
  return onDisk !== null && !index.has(target.path);
}

function entryOf(entry: IndexEntry | undefined): Change['index'] {
  return entry ? { mode: entry.mode, oid: entry.oid } : null;
}

async function refuseIgnored(git: Git, targets: readonly Target[]): Promise<Refusal | null> {
  const ignored =
    targets.length === 0
      ? null
      : await ignoredPaths(
          git,
          targets.map((target) => target.path),
        );
  const files = targets.filter(({ path }) => ignored?.has(path)).map(({ file }) => file);
  if (files.length === 0) return null;
  return refuse('ignored-file', {}, { files, detail: [...new Set(ignored?.values())].join('\n') });
}
