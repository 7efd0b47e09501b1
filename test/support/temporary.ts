import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after } from 'mocha';
import { sampleFolder, type SampleName } from './samples';

const made: string[] = [];

/** A new empty folder, gone after the suite. Outside the project, so that no Git repository is around it. */
export function temporaryFolder(name = 'repo'): string {
  const folder = path.join(realpathSync(mkdtempSync(path.join(os.tmpdir(), 'ocg-test-'))), name);
  mkdirSync(folder);
  made.push(path.dirname(folder));
  return folder;
}

/** A copy of a sample repository that a test may change. */
export function copyOfSample(sample: SampleName): string {
  const folder = temporaryFolder(sample);
  cpSync(sampleFolder(sample), folder, { recursive: true });
  return folder;
}

/** Writes files below a folder: path → text. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}

/** A new folder with these files. */
export function folderWith(files: Readonly<Record<string, string>>, name?: string): string {
  const folder = temporaryFolder(name);
  writeFiles(folder, files);
  return folder;
}

after(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});
