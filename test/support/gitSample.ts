/** A sample repository as a real clone with a bare remote, and a session over it, for tests that plan from commits. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { FolderSession } from '../../server/src/lsp/folderSession';
import { planFor } from '../../server/src/lsp/plans';
import { nodeFileSystem } from '../../server/src/node/fileSystem';
import type { Plan, PlanRequest } from '../../server/src/protocol';
import type { GitSandbox } from './gitEnvironment';
import { sampleFolder, type SampleName } from './samples';

export interface SampleClone {
  readonly root: string;
  readonly folder: string;
  readonly remote: string;
  git(...args: string[]): string;
  write(file: string, text: string): void;
  head(): string;
  /** A session that has read the clone as it is now; disposed of by whoever asked for it. */
  open(): Promise<FolderSession>;
}

/** Clone and remote stand at one commit, on `main`. */
export function cloneSample(sandbox: GitSandbox, sample: SampleName): SampleClone {
  const folder = mkdtempSync(path.join(sandbox.folder, `${sample}-`));
  const root = path.join(folder, 'clone');
  const remote = path.join(folder, 'remote.git');
  cpSync(sampleFolder(sample), root, { recursive: true });
  execFileSync('git', ['init', '-q', '--bare', remote]);
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  git('init', '-q');
  git('config', 'user.name', 'Ada Promoter');
  git('config', 'user.email', 'ada@example.com');
  git('add', '-A');
  git('commit', '-qm', 'Sample');
  git('remote', 'add', 'origin', remote);
  git('push', '-qu', 'origin', 'main');
  return {
    ...{ root, folder: pathToFileURL(root).href, remote, git },
    write(file, text) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    },
    head: () => git('rev-parse', 'HEAD'),
    open: () => openSession(root),
  };
}

export async function openSession(root: string): Promise<FolderSession> {
  const session = new FolderSession(
    root,
    nodeFileSystem(root),
    { publish: () => undefined },
    () => undefined,
    () => Promise.resolve(undefined),
  );
  await session.start(() => undefined);
  return session;
}

/** The plan of a request, in a session of its own. */
export async function planIn(clone: SampleClone, request: PlanRequest, trusted = true): Promise<Plan> {
  const session = await clone.open();
  try {
    return await planFor(session, request, trusted);
  } finally {
    session.dispose();
  }
}
