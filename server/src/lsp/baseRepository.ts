import type { Checker } from '../analysis/checker';
import type { FileFacts } from '../model/manifest';
import { isObject, readCommitTree, readObjectNow, readObjects, type CommitTree } from '../node/commitTree';
import { CONFIG_FILE } from '../repository/config';
import type { Repository } from '../repository/repository';
import type { FolderSession } from './folderSession';

/** A repository as a commit has it. */
export interface BaseRepository {
  readonly repository: Repository;
  readonly checker: Checker;
  readonly textOf: (file: string) => string | undefined;
}

/** What was read of the last commits that plans were made from: contents by id, which never change. */
const known = new WeakMap<FolderSession, Map<string, { readonly text: string; facts?: FileFacts }>>();

/** So many contents are kept: those by which a working tree differs from its base branch are few. */
const MOST_CONTENTS = 5000;

/**
 * The repository of a session in the state of a commit; undefined where there is no such commit. Starts from what the
 * session knows and reads only what differs from the working tree, so that it takes as long as that is much.
 */
export async function openBase(session: FolderSession, commit: string): Promise<BaseRepository | undefined> {
  const tree = await readCommitTree(session.root, commit);
  if (!tree) return undefined;
  const contents = contentsOf(session);
  const textOf = textsOf(session, tree);
  const repository = session.repository.fork();
  const checker = session.checker.fork(repository);
  checker.factsChanged(repository.setCommitted(new Map()));
  const config = textOf(CONFIG_FILE);
  if (config !== session.textOf(CONFIG_FILE)) {
    repository.setConfig(config);
    checker.reset();
  }
  for (const file of [...repository.files.fileNames()])
    if (!tree.objects.has(file)) checker.fileChanged(file, repository.setFacts(file, undefined));
  const differing = [...tree.objects].filter(([file]) => {
    const isSame = tree.unchanged.has(file) && session.isAsOnDisk(file) && repository.files.factsOf(file);
    return repository.reads(file) && file !== CONFIG_FILE && !isSame;
  });
  await readInto(contents, session.root, differing);
  for (const [file, object] of differing) {
    const content = contents.get(object);
    if (content) content.facts ??= repository.factsOfText(content.text);
    checker.fileChanged(file, repository.setFacts(file, content?.facts));
  }
  return { repository, checker, textOf };
}

function contentsOf(session: FolderSession) {
  const contents = known.get(session) ?? new Map<string, { text: string; facts?: FileFacts }>();
  known.set(session, contents);
  if (contents.size > MOST_CONTENTS) contents.clear();
  return contents;
}

async function readInto(
  contents: Map<string, { text: string; facts?: FileFacts }>,
  root: string,
  files: readonly (readonly [file: string, object: string])[],
): Promise<void> {
  const missing = new Set(files.map(([, object]) => object).filter((object) => !contents.has(object)));
  for (const [object, text] of await readObjects(root, [...missing])) contents.set(object, { text });
}

/** The text of any file of the commit: the disk's where that is the same, byte for byte, else Git's. */
function textsOf(session: FolderSession, { objects, unchanged }: CommitTree): (file: string) => string | undefined {
  const contents = contentsOf(session);
  return (file) => {
    const object = objects.get(file);
    if (object === undefined) return undefined;
    const content = contents.get(object);
    if (content) return content.text;
    const here = unchanged.has(file) ? session.textOf(file) : undefined;
    if (here !== undefined && isObject(here, object)) return here;
    const text = readObjectNow(session.root, object);
    if (text !== undefined) contents.set(object, { text });
    return text;
  };
}
