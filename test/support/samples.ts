import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONFIG_FILE } from '../../server/src/repository/config';
import { Checker } from '../../server/src/analysis/checker';
import { Repository } from '../../server/src/repository/repository';
import type { YamlReader } from '../../server/src/yaml/read';

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The sample repositories, one of each shape: tests take them as a parameter. */
export const SAMPLES = ['current', 'proposal'] as const;
export type SampleName = (typeof SAMPLES)[number];

export function sampleFolder(sample: SampleName): string {
  return path.join(projectRoot, 'test/repos', sample);
}

/** All files below a folder: path relative to it, with `/`, → text. Sorted, so that no test depends on the disk. */
export function readFolder(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    files
      .filter((file) => statSync(path.join(folder, file)).isFile())
      .map((file) => [file.split(path.sep).join('/'), readFileSync(path.join(folder, file), 'utf8')]),
  );
}

/** A repository with the texts of some files, read whole and checked. */
export function openFiles(
  files: ReadonlyMap<string, string>,
  reader?: YamlReader,
): { repository: Repository; checker: Checker } {
  const repository = new Repository(reader);
  repository.setConfig(files.get(CONFIG_FILE));
  for (const [file, text] of files) if (file !== CONFIG_FILE && repository.reads(file)) repository.setFile(file, text);
  const checker = new Checker(repository);
  checker.reset();
  checker.run();
  return { repository, checker };
}
