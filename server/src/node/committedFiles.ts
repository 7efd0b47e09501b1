import { isYamlPath } from '../base/filePath';
import { readGit, readGitBytes } from './git';

/**
 * The YAML files of a folder that differ from HEAD, as HEAD has them (path → text); those that HEAD does not have are left
 * out. Empty where there is no Git, no repository or no commit.
 */
export async function loadCommitted(root: string): Promise<ReadonlyMap<string, string>> {
  const prefix = (await readGit(root, ['rev-parse', '--show-prefix']))?.replace(/\n$/, '');
  if (prefix === undefined) return new Map();
  const names = await readGit(root, [
    'diff',
    '--name-only',
    '-z',
    '--relative',
    '--no-renames',
    '--no-ext-diff',
    '--diff-filter=MDT',
    'HEAD',
    '--',
    '.',
  ]);
  // One line names one object: a path with a line break cannot be asked for.
  const files = (names ?? '').split('\0').filter((file) => isYamlPath(file) && !file.includes('\n'));
  if (files.length === 0) return new Map();
  const output = await readGitBytes(
    root,
    ['cat-file', '--batch'],
    files.map((file) => `HEAD:${prefix}${file}\n`).join(''),
  );
  return output ? readBatch(output, files) : new Map();
}

/** The objects in the output of `git cat-file --batch`, in the order in which they were asked for. */
function readBatch(output: Buffer, files: readonly string[]): Map<string, string> {
  const texts = new Map<string, string>();
  let position = 0;
  for (const file of files) {
    const end = output.indexOf(10, position);
    if (end < 0) break;
    const size = /^\S+ blob (\d+)$/.exec(output.toString('latin1', position, end))?.[1];
    position = end + 1;
    if (size === undefined) continue; // "… missing", or no file.
    texts.set(file, output.toString('utf8', position, position + Number(size)));
    position += Number(size) + 1;
  }
  return texts;
}
