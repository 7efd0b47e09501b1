/** Which files Git would ignore, and by which rule. */
import { records } from './parse';
import type { Git } from './runGit';

/** Ignored path → the rule (`.gitignore:2: *.yaml`); null when Git cannot tell. Tracked files are never ignored. */
export async function ignoredPaths(git: Git, paths: readonly string[]): Promise<Map<string, string> | null> {
  // This command knows no literal pathspecs; with `./` in front there is no magic, and it knows no globs.
  const input = paths.map((path) => `./${path}\0`).join('');
  const answer = await git('read', ['check-ignore', '-z', '-v', '--stdin'], { input, literal: false });
  if (answer.exitCode !== 0 && answer.exitCode !== 1) return null;
  const fields = records(answer.stdout);
  const ignored = new Map<string, string>();
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [source = '', line = '', pattern = '', path = ''] = fields.slice(at, at + 4);
    // The last rule that matches decides; one with `!` says that the file is not ignored.
    if (!pattern.startsWith('!')) ignored.set(path.slice('./'.length), `${source}:${line}: ${pattern}`);
  }
  return ignored;
}
