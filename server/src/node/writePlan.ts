import fs from 'node:fs';
import path from 'node:path';
import { fail, ok, type Result } from '../base/result';
import type { PlannedFile } from '../protocol';

/**
 * Writes the files of a plan for the CLI: each through a temporary file beside it, only while it still is what the plan
 * was made from, and never through a symlink or outside the root. All or nothing: on a failure, what was written before
 * is put back.
 */
export function writePlan(root: string, files: readonly PlannedFile[]): Result<void> {
  for (const planned of files) {
    const refusal = refuse(root, planned);
    if (refusal) return fail(refusal);
  }
  const done: PlannedFile[] = [];
  try {
    for (const planned of files) {
      put(root, planned.file, planned.after);
      done.push(planned);
    }
    return ok(undefined);
  } catch (error) {
    for (const planned of done.reverse()) put(root, planned.file, planned.before);
    return fail(`nothing was written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refuse(root: string, { file, before }: PlannedFile): string | undefined {
  const absolute = path.resolve(root, file);
  if (!absolute.startsWith(path.resolve(root) + path.sep))
    return `${file} lies outside the repository; nothing was written`;
  for (let folder = path.dirname(absolute); folder.length > path.resolve(root).length; folder = path.dirname(folder)) {
    const stats = fs.lstatSync(folder, { throwIfNoEntry: false });
    if (stats?.isSymbolicLink()) return `${path.relative(root, folder)} is a symlink; nothing was written`;
    if (stats && !stats.isDirectory()) return `${path.relative(root, folder)} is no folder; nothing was written`;
  }
  const stats = fs.lstatSync(absolute, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) return `${file} is a symlink; nothing was written`;
  const now = stats ? fs.readFileSync(absolute, 'utf8') : null;
  return now === before ? undefined : `${file} has changed meanwhile; nothing was written, run the command again`;
}

function put(root: string, file: string, text: string | null): void {
  const absolute = path.resolve(root, file);
  if (text === null) {
    fs.rmSync(absolute, { force: true });
    return;
  }
  fs.mkdirSync(path.dirname(absolute), { recursive: true });
  const mode = fs.statSync(absolute, { throwIfNoEntry: false })?.mode ?? 0o644;
  const temporary = path.join(path.dirname(absolute), `.${path.basename(absolute)}.${process.pid}.tmp`);
  try {
    fs.writeFileSync(temporary, text, { mode, flag: 'wx' });
    fs.renameSync(temporary, absolute);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}
