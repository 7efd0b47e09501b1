/**
 * The journal of a delivery, `openchoreo-gitops/journal.json` in the Git folder. It says who is at work, so that
 * deliveries follow one another, and holds what is needed to put everything back if that process dies. Nothing of it is
 * in the working tree; it goes when the delivery ends.
 */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TreeEntry } from './objects';
import { birthMark, mayStillRun } from './processes';
import { refuse } from './refusals';
import { refuseFailedWrite } from './replaceFile';
import type { Target } from './target';
import type { Refusal } from './types';

/** One file of a delivery, and what the index held for it before. */
export interface Change extends Pick<Target, 'file' | 'path' | 'absolute' | 'from' | 'to' | 'attributes'> {
  readonly index: TreeEntry | null;
  /** The index entry afterwards; only an undo knows it beforehand. */
  readonly indexTo?: TreeEntry | null;
  /** Content found on disk, neither before nor after, when putting back began: a hook's. Git keeps a copy. */
  readonly seen?: Buffer;
}

/** What a delivery is about to do to the repository. */
export interface Undertaking {
  readonly kind: 'commit' | 'undo' | 'branch';
  readonly phase: 'changing' | 'putting-back';
  /** HEAD before; null for the first commit. */
  readonly head: string | null;
  /** HEAD after an undo; null when the first commit was undone. */
  readonly target?: string | null;
  /** A commit that is being taken back; null as parent stands for the first commit. */
  readonly takenBack?: { readonly commit: string; readonly parent: string | null };
  readonly message: string;
  /** The branch that is about to be made for a commit, and pushed. */
  readonly branch?: { readonly name: string; readonly commit: string; readonly base: string; readonly remote: string };
  readonly changes: readonly Change[];
  /** Folders that did not exist before, outermost first, absolute. */
  readonly newFolders: readonly string[];
}

/** The journal while this process holds it. */
export interface Journal {
  readonly kind: 'journal';
  /** What a process that died had undertaken. */
  readonly interrupted: Undertaking | null;
  write(undertaking: Undertaking | null): Promise<void>;
  /** A file beside the journal for Git to read; removed with it. */
  give(name: string, content: string | Buffer): Promise<string>;
  /** The place of such a file that Git is to write itself, such as an index; removed with the journal, its lock as well. */
  place(name: string): string;
  /** The delivery has ended and nothing is to be put back. Without effect once abandoned. */
  release(): Promise<void>;
  /** The delivery has ended, but the undertaking must be put back by a later one. */
  abandon(undertaking: Undertaking): Promise<void>;
}

interface Page {
  readonly token: string;
  readonly pid: number;
  readonly birth: string | null;
  readonly host: string;
  readonly since: string;
  readonly undertaking: Undertaking | null;
}

/** After so long without a step, a holder of whom nothing certain is known counts as gone. */
const forgottenAfter = 15 * 60_000;

export interface HoldOptions {
  /** How long to wait for another delivery to end. */
  readonly patience?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Holder of an abandoned journal. */
const nobody = 0;
/** Holder of a journal that cannot be read: it is just being written, or a system crash damaged it. */
const unknown = -1;

/** Tokens of the journals that this process holds. */
const held = new Set<string>();

/** Take the journal of a Git folder, waiting for another delivery to end. */
export async function holdJournal(gitDir: string, options: HoldOptions = {}): Promise<Journal | Refusal> {
  const folder = join(gitDir, 'openchoreo-gitops');
  const path = join(folder, 'journal.json');
  const token = randomBytes(8).toString('hex');
  const page = (undertaking: Undertaking | null, pid = process.pid): Page => ({
    ...{
      token,
      pid,
      birth: birthMark(pid),
      host: hostname(),
      since: new Date().toISOString(),
      undertaking,
    },
  });
  const until = Date.now() + (options.patience ?? 20_000);
  try {
    for (;;) {
      const answer = await attempt(folder, path, token, page);
      if (answer.kind === 'held') return journalOf(folder, path, token, page, answer.interrupted);
      if (options.signal?.aborted) return refuse('cancelled');
      if (answer.holder && Date.now() > until) return busy(path, answer.holder);
      await pause(answer.holder ? 100 : 5);
    }
  } catch (error) {
    const refusal = refuseFailedWrite(path, error);
    return refusal.code === 'read-only-folder' ? refuse('git-dir-read-only', { folder }, refusal) : refusal;
  }
}

type Attempt =
  | { readonly kind: 'held'; readonly interrupted: Undertaking | null }
  | { readonly kind: 'taken'; readonly holder: Page | null };

type PageOf = (undertaking: Undertaking | null, pid?: number) => Page;

async function attempt(folder: string, path: string, token: string, page: PageOf): Promise<Attempt> {
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const own = join(folder, `${token}.new`);
  try {
    await writeSynced(own, serialise(page(null)));
    if (await linked(own, path)) {
      held.add(token);
      return { kind: 'held', interrupted: null };
    }
    const holder = await read(path);
    if (holder === null || (await isAtWork(path, holder))) return { kind: 'taken', holder };
    // Take over in place, so that what there is to put back is in the journal at every moment.
    await writeSynced(own, serialise(page(holder.undertaking)));
    await rename(own, path);
    await pause(50);
    if ((await read(path))?.token !== token) return { kind: 'taken', holder: null };
    held.add(token);
    return { kind: 'held', interrupted: holder.undertaking };
  } catch (error) {
    // The delivery before this one has just removed the folder.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'taken', holder: null };
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

function journalOf(
  folder: string,
  path: string,
  token: string,
  page: PageOf,
  interrupted: Undertaking | null,
): Journal {
  const given: string[] = [];
  let ended = false;
  const replace = async (next: Page): Promise<void> => {
    const own = join(folder, `${token}.new`);
    await writeSynced(own, serialise(next));
    await rename(own, path);
  };
  const end = async (): Promise<void> => {
    ended = true;
    held.delete(token);
    for (const file of [...given, join(folder, `${token}.new`)]) await rm(file, { force: true });
  };
  return {
    kind: 'journal',
    interrupted,
    write: (undertaking) => replace(page(undertaking)),
    async give(name, content) {
      const file = join(folder, `${token}.${name}`);
      given.push(file);
      await writeSynced(file, Buffer.from(content));
      return file;
    },
    place(name) {
      const file = join(folder, `${token}.${name}`);
      given.push(file, `${file}.lock`);
      return file;
    },
    async release() {
      if (ended) return;
      await end();
      await sweep(folder);
      await rm(path, { force: true });
      // Another delivery may be about to take the journal: then its folder stays.
      await rmdir(folder).catch(() => undefined);
    },
    async abandon(undertaking) {
      // On a full disk the journal stays as it was last written: enough to put everything back once there is room.
      await replace(page(undertaking, nobody)).catch(() => undefined);
      await end();
    },
  };
}

async function isAtWork(path: string, { pid, birth, host, token }: Page): Promise<boolean> {
  const touched = await stat(path).then(
    (stats) => stats.mtimeMs,
    () => 0,
  );
  if (pid === nobody) return false;
  if (pid === unknown) return Date.now() - touched < 5_000;
  if (host !== hostname()) return Date.now() - touched < forgottenAfter;
  if (pid === process.pid) return held.has(token);
  if (!mayStillRun(pid, touched)) return false;
  const now = birthMark(pid);
  return now === null || birth === null ? Date.now() - touched < forgottenAfter : now === birth;
}

function busy(journal: string, { pid, host, since }: Page): Refusal {
  return refuse('busy', { journal, host, since, pid: String(pid) });
}

/** Make the journal by a hard link, which fails when there is one already; false then. */
async function linked(own: string, path: string): Promise<boolean> {
  try {
    await link(own, path);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'EEXIST') return false;
    if (code === 'ENOENT' || code === 'ENOSPC' || code === 'EROFS') throw error;
    return createdAlone(own, path);
  }
}

/** For file systems without hard links. */
async function createdAlone(own: string, path: string): Promise<boolean> {
  const content = await readFile(own);
  const handle = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null;
    throw error;
  });
  await handle?.writeFile(content);
  await handle?.close();
  return handle !== null;
}

async function read(path: string): Promise<Page | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const damaged: Page = {
    token: '',
    pid: unknown,
    birth: null,
    host: hostname(),
    since: '',
    undertaking: null,
  };
  try {
    return JSON.parse(text, reviveBytes) as Page;
  } catch {
    return damaged;
  }
}

/**
 * What killed deliveries left beside the journal; only its holder keeps files here. One that just tries to take it loses
 * its page at worst, and tries again.
 */
async function sweep(folder: string): Promise<void> {
  const names: string[] = await readdir(folder).catch(() => []);
  for (const name of names) if (name !== 'journal.json') await rm(join(folder, name), { force: true });
}

async function writeSynced(path: string, content: Buffer): Promise<void> {
  const handle = await open(path, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Node writes a Buffer as `{ "type": "Buffer", "data": [...] }`; base64 is a quarter of the size. */
function serialise(page: Page): Buffer {
  const compact = (_key: string, value: unknown): unknown => {
    const bytes = value as { type?: unknown; data?: number[] } | null;
    return bytes?.type === 'Buffer' && bytes.data ? { base64: Buffer.from(bytes.data).toString('base64') } : value;
  };
  return Buffer.from(JSON.stringify(page, compact));
}

function reviveBytes(_key: string, value: unknown): unknown {
  const { base64 } = (value ?? {}) as { base64?: unknown };
  return typeof base64 === 'string' ? Buffer.from(base64, 'base64') : value;
}
