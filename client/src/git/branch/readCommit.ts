/** Reads single files of a commit: what a pull request's text is made from. */
import { locateRepository } from '../locate';
import { records } from '../parse';
import { isRefusal } from '../refusals';

/**
 * The files directly in these folders ('' for the root) that are wanted, as the commit has them: path → text. Empty where
 * Git cannot tell. Paths are relative to the root of the Git tree.
 */
export async function readCommitFiles(
  folder: string,
  commit: string,
  folders: readonly string[],
  isWanted: (path: string) => boolean,
  gitPath?: string,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const location = await locateRepository(folder, gitPath);
  if (isRefusal(location)) return texts;
  const { git } = location;
  const places = folders.map((place) => (place === '' ? '.' : `${place}/`));
  const listing = await git('read', ['ls-tree', '-z', '--full-tree', commit, '--', ...places]);
  for (const record of records(listing.stdout)) {
    const tab = record.indexOf('\t');
    const [mode = '', , oid = ''] = record.slice(0, tab).split(' ');
    const path = record.slice(tab + 1);
    if (!mode.startsWith('100') || !isWanted(path)) continue;
    const blob = await git('read', ['cat-file', 'blob', oid]);
    if (blob.exitCode === 0) texts.set(path, blob.stdout.toString('utf8'));
  }
  return texts;
}
