import fs from 'node:fs';
import path from 'node:path';
import { Checker } from '../analysis/checker';
import { RULES } from '../analysis/rules';
import { Schemas } from '../analysis/schema/schemas';
import { knownPinFacts, type PinFact } from '../model/pinFacts';
import { loadCommitted } from '../node/committedFiles';
import { nodeFileSystem } from '../node/fileSystem';
import { KnownContents } from '../node/knownContents';
import { schemaFiles } from '../node/schemaFiles';
import { schemaFolder } from '../node/schemaFolder';
import { CONFIG_FILE, type RepositoryConfig } from '../repository/config';
import { entersFolder } from '../repository/ignore';
import type { FileSystem } from '../repository/ports';
import { Repository } from '../repository/repository';
import { UsageError } from './verb';

/** A repository read whole, as every verb needs it. */
export interface OpenRepository {
  readonly root: string;
  readonly files: FileSystem;
  readonly repository: Repository;
  readonly checker: Checker;
  readonly schemas: Schemas;
  /** The pins in the files, for their history. */
  readonly knownPins: KnownContents<readonly PinFact[]>;
  /** Files that differ from Git's HEAD, as HEAD has them; none before `compareWithHead`. */
  readonly committed: ReadonlyMap<string, string>;
  /** Files that were read. */
  readonly fileCount: number;
  /** Looks at what Git's HEAD has of the files that differ from it, where there is Git. */
  compareWithHead(): Promise<void>;
}

/** Reads the repository at a folder, or the one around the current folder. */
export function openRepository(folder: string | undefined, overrides: Partial<RepositoryConfig> = {}): OpenRepository {
  const root = folder === undefined ? findRoot(process.cwd()) : path.resolve(folder);
  try {
    fs.readdirSync(root);
  } catch (error) {
    throw new UsageError(`cannot read the folder ${root}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
  const files = nodeFileSystem(root);
  const repository = new Repository(undefined, overrides);
  repository.setConfig(files.read(CONFIG_FILE));
  let fileCount = 0;
  const knownPins = new KnownContents<readonly PinFact[]>();
  const names = [...files.walk('', (file) => file !== CONFIG_FILE && repository.reads(file), entersFolder)].sort();
  for (const name of names) {
    fileCount++;
    const text = files.read(name);
    repository.setFile(name, text);
    knownPins.take(name, text, knownPinFacts(text, repository.files.factsOf(name)));
  }
  const schemas = new Schemas(schemaFiles(schemaFolder()));
  const checker = new Checker(repository, RULES, { schemas });
  checker.reset();
  const committed = new Map<string, string>();
  const compareWithHead = async () => {
    for (const [file, text] of await loadCommitted(root)) committed.set(file, text);
    checker.factsChanged(repository.setCommitted(committed));
  };
  return { root, files, repository, checker, schemas, knownPins, committed, fileCount, compareWithHead };
}

/** The nearest folder upwards with a configuration, else the root of the Git working tree, else the folder itself. */
function findRoot(start: string): string {
  const upwards: string[] = [];
  for (let folder = start; ; folder = path.dirname(folder)) {
    upwards.push(folder);
    if (path.dirname(folder) === folder) break;
  }
  const holding = (name: string) => upwards.find((folder) => fs.existsSync(path.join(folder, name)));
  return holding(CONFIG_FILE) ?? holding('.git') ?? start;
}
