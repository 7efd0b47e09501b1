/** Writes all files of a delivery, one by one, each as a whole. */
import { mkdir } from 'node:fs/promises';
import { refuse } from './refusals';
import { refuseFailedWrite, replaceFile } from './replaceFile';
import { reached } from './steps';
import type { Target } from './target';
import type { Refusal } from './types';

type Writable = Pick<Target, 'file' | 'absolute' | 'from' | 'to' | 'attributes'>;

export type Written<T> =
  | { readonly kind: 'written' }
  /** `written`: only these were; in the others nothing of ours is to be put back, whatever somebody wrote there. */
  | { readonly kind: 'stopped'; readonly refusal: Refusal; readonly written: readonly T[] };

/** Make the folders and write the files, up to the first that cannot be; the caller puts back. */
export async function writeFiles<T extends Writable>(
  targets: readonly T[],
  newFolders: readonly string[],
  signal?: AbortSignal,
): Promise<Written<T>> {
  for (const folder of newFolders) {
    const refusal = await makeFolder(folder);
    if (refusal) return { kind: 'stopped', refusal, written: [] };
  }
  reached('folders-made');
  for (const [index, { file, absolute, from, to, attributes }] of targets.entries()) {
    const refusal = signal?.aborted
      ? refuse('cancelled')
      : await replaceFile({ file, absolute, expected: from, content: to, attributes });
    if (refusal) return { kind: 'stopped', refusal, written: targets.slice(0, index) };
  }
  reached('files-written');
  return { kind: 'written' };
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
