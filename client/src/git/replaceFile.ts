/** Replaces one file as a whole: a reader, or a crash, sees the old content or the new, never a part. */
import { chmod, link, open, readFile, readdir, realpath, rename, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { mayStillRun } from './processes';
import { refuse } from './refusals';
import { reached } from './steps';
import { lstatOrNull, same, type Target } from './target';
import type { Refusal } from './types';
import { say } from './words';

export interface Replacement {
  readonly file: string;
  readonly absolute: string;
  /** What must be there still, at the last moment. */
  readonly expected: Buffer | null;
  readonly content: Buffer | null;
  readonly attributes: Target['attributes'];
}

const temporaryName = /^\.openchoreo-gitops-(\d+)-[0-9a-f]+\.tmp$/;

/** Codes of a file system or disk that has no room; EFBIG is a limit of the process. */
const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const notAllowed = new Set(['EACCES', 'EPERM', 'EROFS']);

/** Replace, create or remove a file, and read it back. Its mode is kept, its owner where the system allows. */
export async function replaceFile(replacement: Replacement): Promise<Refusal | null> {
  const { file, absolute, expected, content } = replacement;
  const parts = { files: [file] };
  const temporary = join(dirname(absolute), `.openchoreo-gitops-${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
  try {
    // Since the check a folder may have become a link: then not even the temporary file may be written.
    if (!(await isReal(dirname(absolute)))) return refuse('symlink', { link: dirname(file) }, parts);
    if (content !== null) {
      await writeTemporary(temporary, content, replacement.attributes);
      reached('temporary-written');
    }
    // And the file may have been saved in an editor.
    if (!(await isReal(dirname(absolute)))) return refuse('symlink', { link: dirname(file) }, parts);
    if (!same(await readOrNull(absolute), expected)) {
      return refuse(expected === null ? 'file-exists' : 'file-changed', { file }, parts);
    }
    if (content === null) await rm(absolute);
    else if (expected === null) await createFrom(temporary, absolute);
    else await renameOver(temporary, absolute);
    reached('file-written');
    const written = same(await readOrNull(absolute), content);
    return written ? null : refuse('write-failed', { file }, { ...parts, detail: say('What was read back differs.') });
  } catch (error) {
    return refuseFailedWrite(file, error);
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** The refusal for what Node says of a write that failed. */
export function refuseFailedWrite(file: string, error: unknown): Refusal {
  const { code = '', message }: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
  const parts = { files: [file], detail: message };
  if (code === 'EEXIST') return refuse('file-exists', { file }, parts);
  if (noRoom.has(code)) return refuse('disk-full', {}, parts);
  if (notAllowed.has(code)) return refuse('read-only-folder', { folder: dirname(file) }, parts);
  return refuse('write-failed', { file }, parts);
}

export async function readOrNull(path: string): Promise<Buffer | null> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
}

/** Remove temporary files that a killed process left in these folders. */
export async function sweepTemporaries(folders: Iterable<string>): Promise<void> {
  for (const folder of new Set(folders)) {
    const names: string[] = await readdir(folder).catch(() => []);
    for (const name of names) {
      const pid = Number(temporaryName.exec(name)?.[1]);
      const path = join(folder, name);
      const stats = Number.isNaN(pid) ? null : await lstatOrNull(path);
      if (stats && !mayStillRun(pid, stats.mtimeMs)) await rm(path, { force: true });
    }
  }
}

/** macOS answers with the Unicode form in which a name is stored. */
async function isReal(folder: string): Promise<boolean> {
  return (await realpath(folder)).normalize('NFC') === folder.normalize('NFC');
}

async function writeTemporary(path: string, content: Buffer, attributes: Target['attributes']): Promise<void> {
  const handle = await open(path, 'wx', attributes?.mode ?? 0o666);
  try {
    await handle.writeFile(content);
    // Root, as in a container, would else take the file away from its owner. Nobody else may give files away.
    if (attributes) await handle.chown(attributes.uid, attributes.gid).catch(() => undefined);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (attributes) await chmod(path, attributes.mode);
}

/** A new file must not replace one that appeared meanwhile: a hard link fails then, where a rename would not. */
async function createFrom(temporary: string, absolute: string): Promise<void> {
  try {
    await link(temporary, absolute);
    reached('file-linked');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // Some file systems have no hard links.
    await renameOver(temporary, absolute);
  }
}

/** On Windows a virus scanner or a watcher may hold the file for a moment. */
async function renameOver(temporary: string, absolute: string): Promise<void> {
  for (let attempt = process.platform === 'win32' ? 5 : 1; ; attempt--) {
    try {
      await rename(temporary, absolute);
      return;
    } catch (error) {
      if (attempt <= 1) throw error;
      await pause(50);
    }
  }
}
