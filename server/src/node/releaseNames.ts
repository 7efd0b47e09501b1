import { isYamlPath } from '../base/filePath';
import { readGit } from './git';

/** Branches that are looked at in a partial clone, one process each, the most recent first. */
const MOST_TREES = 200;
/** Files of other branches that are read for their names; more than that no team has in flight. */
const MOST_FILES = 5000;

/**
 * The names that releases have on the local and remote-tracking branches of a repository: of every YAML file, its name
 * without the ending, and of those that only other branches have, the names that their releases say. No network, two to four
 * processes whatever the number of branches. Empty where there is no Git.
 */
export async function releaseNames(root: string): Promise<ReadonlySet<string>> {
  const promisors = await readGit(root, ['config', '--get-regexp', '^remote\\..*\\.promisor$']);
  // What a partial clone lacks would be fetched if it were asked for; its trees are there.
  return promisors === undefined ? namesOfObjects(root) : namesOfTrees(root);
}

async function namesOfObjects(root: string): Promise<ReadonlySet<string>> {
  const tips = ['--objects', '--no-walk=unsorted', '--branches', '--remotes'];
  const [all, here] = await Promise.all([
    readGit(root, ['rev-list', ...tips]),
    readGit(root, ['ls-tree', '-r', '-z', '--full-tree', 'HEAD']),
  ]);
  const files = (all ?? '').split('\n').flatMap((line) => {
    const blank = line.indexOf(' ');
    const path = line.slice(blank + 1);
    return blank > 0 && isYamlPath(path) ? [{ object: line.slice(0, blank), path }] : [];
  });
  const known = new Set((here ?? '').split('\0').map((entry) => entry.slice(0, entry.indexOf('\t')).split(' ')[2]));
  const others = files.filter(({ object }) => !known.has(object)).slice(0, MOST_FILES);
  const texts =
    others.length === 0 ? '' : await readGit(root, ['cat-file', '--batch'], lines(others.map(({ object }) => object)));
  return new Set([...files.map(({ path }) => nameOf(path)), ...namesInTexts(texts ?? '')]);
}

async function namesOfTrees(root: string): Promise<ReadonlySet<string>> {
  const args = ['for-each-ref', '--sort=-committerdate', '--format=%(tree)', 'refs/heads', 'refs/remotes'];
  const trees = new Set(((await readGit(root, args)) ?? '').split('\n').filter((tree) => tree !== ''));
  const names = new Set<string>();
  for (const tree of [...trees].slice(0, MOST_TREES)) {
    const paths = await readGit(root, ['ls-tree', '-r', '-z', '--full-tree', '--name-only', tree]);
    for (const path of (paths ?? '').split('\0')) if (isYamlPath(path)) names.add(nameOf(path));
  }
  return names;
}

/** The names of the releases in the output of `git cat-file --batch`: a header line before each file. */
function namesInTexts(output: string): string[] {
  return output
    .split(/^[0-9a-f]{40,64} blob \d+$|^---(?:[^\S\n].*)?$/m)
    .filter((text) => /^kind:\s*["']?(?:Component)?Release["']?\s*(?:#.*)?$/m.test(text))
    .flatMap((text) => METADATA_NAME.exec(text)?.[1] ?? []);
}

/** `name:` in the block of lines below `metadata:`, or in its braces. */
const METADATA_NAME =
  /^metadata:(?:[^\S\n]*(?:#.*)?\n(?:[^\S\n]+(?!name:).*\n|[^\S\n]*\n)*[^\S\n]+|.*?[{,]\s*)name:\s*["']?([^\s"',}]+)/m;

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/i, '');
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
