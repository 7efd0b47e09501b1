/** What a commit of the past did to one file. */
import { asRequested, locateRepository, type Location } from './locate';
import { isRefusal } from './refusals';
import type { Git } from './runGit';
import type { Refusal } from './types';

/** A text is null where the file did not exist. */
export interface FileChange {
  readonly kind: 'change';
  /** How the file was called before, as the request names files; the same where it was not renamed. */
  readonly fileBefore: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * The file as the commit's first parent had it, and as the commit has it, also where the commit renamed it.
 *
 * @param file relative to the folder, with `/`, as the commit calls it
 * @param commit full hexadecimal id
 */
export async function fileChange(
  folder: string,
  commit: string,
  file: string,
  gitPath?: string,
): Promise<FileChange | Refusal> {
  const location = await locateRepository(folder, gitPath);
  if (isRefusal(location)) return location;
  const { git, prefix } = location;
  const path = `${prefix}${file}`;
  const [after, before] = await Promise.all([textAt(git, commit, path), textAt(git, `${commit}^1`, path)]);
  if (before !== null || after === null) return { kind: 'change', fileBefore: file, before, after };
  const old = await nameBefore(location, commit, path);
  if (old === null) return { kind: 'change', fileBefore: file, before: null, after };
  return {
    kind: 'change',
    fileBefore: asRequested(location, old),
    before: await textAt(git, `${commit}^1`, old),
    after,
  };
}

async function textAt(git: Git, commit: string, path: string): Promise<string | null> {
  const answer = await git('read', ['cat-file', 'blob', `${commit}:${path}`]);
  return answer.exitCode === 0 ? answer.stdout.toString('utf8') : null;
}

/** Null where the commit made the file anew, or is the first. */
async function nameBefore({ git }: Location, commit: string, path: string): Promise<string | null> {
  const options = ['--no-commit-id', '--name-status', '-r', '-M', '-z', '--diff-filter=R'];
  const answer = await git('read', ['diff-tree', ...options, `${commit}^1`, commit]);
  const fields = answer.stdout.toString('utf8').split('\0');
  // A renamed file is three fields: its score, its old and its new name.
  const found = fields.findIndex((field, index) => index % 3 === 2 && field === path);
  return answer.exitCode === 0 && found > 0 ? (fields[found - 1] ?? null) : null;
}
