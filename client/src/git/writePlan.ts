/** Delivery "edit only": the planned files are written, nothing is staged. Needs no Git. */
import { realpath } from 'node:fs/promises';
import { changing, examineTargets, refuseRequest } from './prepare';
import { putBackFiles } from './putBack';
import { isRefusal, refuse } from './refusals';
import { inTurn } from './serialise';
import type { WriteOutcome, WriteRequest } from './types';
import { writeFiles } from './writeFiles';
import { say } from './words';

/**
 * Write the planned files. Edits that are not committed may be in them, as long as the plan was made for them: `before`
 * must be on disk. A file that already is as planned counts as written. A refusal leaves all files as they were.
 */
export async function writePlan(request: WriteRequest): Promise<WriteOutcome> {
  const files = changing(request.files);
  const refusal = refuseRequest(files, request.unsaved);
  if (refusal) return refusal;
  const folder = await realpath(request.folder).catch(() => null);
  if (folder === null)
    return refuse('write-failed', { file: request.folder }, { detail: say('There is no such folder.') });
  return inTurn(folder, async () => {
    const examined = await examineTargets(folder, '', files);
    if (isRefusal(examined)) return examined;
    const targets = examined.targets.filter((target) => !target.already);
    const newFolders = [...new Set(targets.flatMap((target) => target.missingFolders))];
    request.onProgress?.(say('Writing files'));
    const result = await writeFiles(targets, newFolders, request.signal);
    if (result.kind === 'written') return { kind: 'written', files: files.map(({ file }) => file) };
    const { refusal: cause, written } = result;
    const failed = await putBackFiles(
      written.map((target) => ({ ...target, index: null })),
      newFolders,
    );
    if (failed.length === 0) return cause;
    return refuse('put-back-failed', { cause: cause.message }, { files: failed, detail: cause.detail });
  });
}
