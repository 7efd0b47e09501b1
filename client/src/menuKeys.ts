/** The `when` keys by which menus know in which files pins, releases and what can be released stand, and what can be done with any pin. */
import { Disposable, commands } from 'vscode';
import type { Answers } from './answers';
import { fileUri } from './pins';
import { canCutReleases, canRedeploy, canUndeploy } from './views/pinState';
import { entriesOf } from './views/pinTree';
import type { PinEntry } from './views/pinTree';
import type { FolderReleases } from './views/releaseTree';

/** Each true for the files that a pin leads to. */
const fileKeys: Readonly<Record<string, (entry: PinEntry) => string | undefined>> = {
  'openchoreoGitops.bindingFiles': ({ row }) => row.binding?.file,
  'openchoreoGitops.releasableFiles': (entry) => (canCutReleases(entry) ? entry.labels.ownerFile?.file : undefined),
};

/** Each true where there is such a pin. */
const anyKeys: Readonly<Record<string, (entry: PinEntry) => boolean>> = {
  'openchoreoGitops.undeployable': canUndeploy,
  'openchoreoGitops.redeployable': canRedeploy,
};

/** Keeps them true. Starts no server. */
export function keepMenuKeys(answers: Answers): Disposable {
  const told = new Map<string, string>();
  const tell = async (keys: readonly Key[]): Promise<void> => {
    for (const [key, value] of keys) {
      const text = JSON.stringify(value);
      if (text !== told.get(key)) {
        told.set(key, text);
        await commands.executeCommand('setContext', key, value);
      }
    }
  };
  const look = async (): Promise<void> => {
    const [pins, releases] = await Promise.all([answers.pins(), answers.releases()]);
    await tell(keysOf(pins.flatMap(entriesOf), releases));
  };
  return Disposable.from(
    // A server that fails says so by itself.
    answers.onDidSettle(() => void look().catch(() => undefined)),
    answers.onDidChangeState((state) => {
      // Nothing that menus offer could be done.
      if (state === 'ended') {
        void tell(keysOf([], []));
      }
    }),
  );
}

type Key = readonly [key: string, value: unknown];

function keysOf(entries: readonly PinEntry[], releases: readonly FolderReleases[]): readonly Key[] {
  const files = Object.entries(fileKeys).map(([key, fileOf]): Key => {
    const paths = entries.flatMap((entry) => {
      const file = fileOf(entry);
      return file === undefined ? [] : menuPaths(entry.folder, file);
    });
    return [key, asSet(paths)];
  });
  const releaseFiles = releases.flatMap(({ uri, view }) =>
    view.owners.flatMap((owner) => owner.releases.flatMap(({ file }) => menuPaths(uri, file))),
  );
  const any = Object.entries(anyKeys).map(([key, holds]): Key => [key, entries.some(holds)]);
  return [...files, ['openchoreoGitops.releaseFiles', asSet(releaseFiles)], ...any];
}

/** As the operator `in` wants it. */
function asSet(paths: readonly string[]): Readonly<Record<string, true>> {
  return Object.fromEntries(paths.map((path) => [path, true]));
}

/** A file as the key `resourcePath` has it: with the system's own separators, but for a window that is connected to it. */
function menuPaths(folder: string, file: string): readonly string[] {
  const uri = fileUri(folder, file);
  return [...new Set([uri.path, uri.fsPath])];
}
