/** Writes all files of a delivery, one by one, each as a whole. */
import { mkdir } from 'node:fs/promises';
import { refuse } from './refusals';
import { refuseFailedWrite, replaceFile } from './replaceFile';
import { reached } from './steps';
import type { Target } from './target';
import type { Refusal } from './types';

type Writable = Pick<Target, 'file' | 'absolute' | 'from' | 'to' | 'attributes'>;

/** Make the folders and write the files; at the first refusal the rest is left, and the caller puts back. */
export async function writeFiles(
  targets: readonly Writable[],
  newFolders: readonly string[],
  signal?: AbortSignal,
): Promise<Refusal | null> {
  for (const folder of newFolders) {
    const refusal = await makeFolder(folder);
    if (refusal) return refusal;
  }
  reached('folders-made');
  for (const { file, absolute, from, to, attributes } of targets) {
    if (signal?.aborted) return refuse('cancelled');
    const refusal = await replaceFile({ file, absolute, expected: from, content: to, attributes });
    if (refusal) return refusal;
  }
  reached('files-written');
  return null;
}

async function makeFolder(folder: string): Promise<Refusal | null> {
  try {
    await mkdir(folder);
    return null;
  } catch (error) {
    // Somebody made it meanwhile: as good. That it is no link is checked at each write.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    return refuseFailedWrite(folder, error);
  }
}
