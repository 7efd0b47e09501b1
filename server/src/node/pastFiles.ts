import { isYamlPath } from '../base/filePath';
import type { PastFiles } from '../repository/commitLog';
import { readGitNow } from './git';

/** What Git tells of a folder's past, a process each time. */
export function pastFiles(root: string): PastFiles {
  const read = (args: readonly string[]) => readGitNow(root, args)?.toString('utf8');
  const textAt = (commit: string, file: string) => read(['cat-file', 'blob', `${commit}:./${file}`]);
  return {
    textOf: (object) => read(['cat-file', 'blob', object]),
    textAt,
    filesWith(commit, words) {
      const names = read(['grep', '-l', '-z', '-F', '--no-color', '-e', words, commit, '--', '.']);
      const files = (names ?? '').split('\0').map((name) => name.slice(commit.length + 1));
      const texts = new Map<string, string>();
      for (const file of files.filter(isYamlPath)) {
        const text = textAt(commit, file);
        if (text !== undefined) texts.set(file, text);
      }
      return texts;
    },
  };
}
