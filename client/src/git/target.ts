/** Looks at one planned file on disk: may it be written, and is it still what the plan was made for? Writes nothing. */
import { isUtf8 } from 'node:buffer';
import type { Stats } from 'node:fs';
import { access, constants, lstat, readFile, readdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { folded } from './paths';
import { refuse } from './refusals';
import type { PlannedFile, Refusal } from './types';

/** One file of a delivery, in bytes. */
export interface Target {
  readonly kind: 'target';
  /** As the request names it: relative to the folder, with `/`. */
  readonly file: string;
  /** Relative to the root of the working tree, as Git names it. */
  readonly path: string;
  readonly absolute: string;
  /** Content on disk before and after; null for no file. */
  readonly from: Buffer | null;
  readonly to: Buffer | null;
  /** Permission bits and owner of the file as it is; null for a new one. */
  readonly attributes: { readonly mode: number; readonly uid: number; readonly gid: number } | null;
  /** Parent folders that do not exist yet, outermost first, absolute. */
  readonly missingFolders: readonly string[];
  /** The file on disk is as planned already. */
  readonly already: boolean;
}

const byteOrderMark = Buffer.from('\ufeff');

/**
 * Look at a planned file below `folder` (a real path). Refuses symbolic links on the way, so that nothing outside the
 * folder is ever written, nested repositories, read-only files and folders, and content that differs from the plan's.
 */
export async function examineTarget(folder: string, prefix: string, planned: PlannedFile): Promise<Target | Refusal> {
  const { file } = planned;
  const parts = { files: [file] };
  const way = await walk(folder, file);
  if (way.kind === 'refused') return way;
  const absolute = join(folder, ...file.split('/'));
  const stats = way.missingFolders.length > 0 ? null : await lstatOrNull(absolute);
  if (stats?.isSymbolicLink()) return refuse('symlink', { link: file }, parts);
  if (stats && !stats.isFile()) return refuse('not-a-file', { file }, parts);

  const disk = stats ? await readFile(absolute) : null;
  const { from, to } = plannedBytes(planned, disk);
  const already = same(disk, to);
  if (!already && !same(disk, from)) return mismatch(planned, disk);
  if (!already) {
    const readOnly = await refuseReadOnly(folder, file, absolute, stats, way.missingFolders);
    if (readOnly) return readOnly;
  }
  return {
    ...{ kind: 'target', file, path: prefix + file, absolute, from, to, already, missingFolders: way.missingFolders },
    attributes: stats ? { mode: stats.mode & 0o7777, uid: stats.uid, gid: stats.gid } : null,
  };
}

export function same(one: Buffer | null, other: Buffer | null): boolean {
  return one === null || other === null ? one === other : one.equals(other);
}

/** Node's answer for a path that may not exist. */
export async function lstatOrNull(path: string): Promise<Stats | null> {
  return lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
}

/** An editor hands over text without the byte order mark that the file begins with: keep the file's. */
function plannedBytes({ before, after }: PlannedFile, disk: Buffer | null): { from: Buffer | null; to: Buffer | null } {
  const marked = disk?.subarray(0, byteOrderMark.length).equals(byteOrderMark) === true;
  const mark = marked && before !== null && !before.startsWith('\ufeff') ? byteOrderMark : Buffer.alloc(0);
  const bytes = (text: string | null): Buffer | null =>
    text === null ? null : Buffer.concat([mark, Buffer.from(text)]);
  return { from: bytes(before), to: bytes(after) };
}

function mismatch({ file, before }: PlannedFile, disk: Buffer | null): Refusal {
  const code =
    disk === null ? 'file-missing' : before === null ? 'file-exists' : isUtf8(disk) ? 'file-changed' : 'not-utf8';
  return refuse(code, { file }, { files: [file] });
}

type Way = { readonly kind: 'way'; readonly missingFolders: readonly string[] } | Refusal;

/** Go down from the folder to the file's parent. */
async function walk(folder: string, file: string): Promise<Way> {
  const names = file.split('/');
  const missingFolders: string[] = [];
  let current = folder;
  for (const [index, name] of names.entries()) {
    const parent = current;
    const last = index === names.length - 1;
    const path = names.slice(0, index + 1).join('/');
    current = join(parent, name);
    if (missingFolders.length === 0) {
      const other = await collision(parent, name);
      if (other !== null) return refuse('case-collision', { file, other: join(parent, other) }, { files: [file] });
    }
    if (last) break;
    const stats = missingFolders.length > 0 ? null : await lstatOrNull(current);
    if (stats === null) missingFolders.push(current);
    else if (stats.isSymbolicLink()) return refuse('symlink', { link: path }, { files: [file] });
    else if (!stats.isDirectory()) return refuse('parent-not-folder', { file, folder: path }, { files: [file] });
    else if (await lstatOrNull(join(current, '.git')))
      return refuse('nested-repository', { file, folder: path }, { files: [file] });
  }
  return { kind: 'way', missingFolders };
}

/** Another entry of the folder that differs from the name only in case; the name itself in another Unicode form is no other. */
async function collision(folder: string, name: string): Promise<string | null> {
  const entries: string[] = await readdir(folder).catch(() => []);
  if (entries.includes(name)) return null;
  const other = entries.find((entry) => folded(entry) === folded(name));
  return other === undefined || other.normalize('NFC') === name.normalize('NFC') ? null : other;
}

async function refuseReadOnly(
  folder: string,
  file: string,
  absolute: string,
  stats: Stats | null,
  missingFolders: readonly string[],
): Promise<Refusal | null> {
  const writable = async (path: string): Promise<boolean> =>
    access(path, constants.W_OK).then(
      () => true,
      () => false,
    );
  // Root may write anything; that a file has no write bit is still somebody's wish.
  const forbidden = stats !== null && ((stats.mode & 0o222) === 0 || !(await writable(absolute)));
  if (forbidden) return refuse('read-only-file', { file }, { files: [file] });
  const parent = dirname(missingFolders[0] ?? absolute);
  if (await writable(parent)) return null;
  const name = relative(folder, parent).split(sep).join('/') || '.';
  return refuse('read-only-folder', { folder: name }, { files: [file] });
}
