/** Heap that stays after a repository is indexed and checked, per manifest. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Checker } from '../../server/src/analysis/checker';
import { nodeFileSystem } from '../../server/src/node/fileSystem';
import { CONFIG_FILE } from '../../server/src/repository/config';
import { entersFolder } from '../../server/src/repository/ignore';
import { Repository } from '../../server/src/repository/repository';
import { report, withCorpus } from './corpus';

const TARGET_KB = 20;

function measure(folder: string): void {
  const collect = () => {
    for (let i = 0; i < 4; i++) globalThis.gc!();
    return process.memoryUsage().heapUsed;
  };
  const before = collect();
  const files = nodeFileSystem(folder);
  const repository = new Repository();
  repository.setConfig(files.read(CONFIG_FILE));
  for (const file of files.walk('', (name) => repository.reads(name), entersFolder))
    repository.setFile(file, files.read(file));
  const manifests = repository.files.manifestCount;
  const indexed = collect();
  const checker = new Checker(repository);
  checker.reset();
  checker.run();
  const checked = collect();
  report(`index of ${manifests} manifests`, (indexed - before) / manifests / 1024, 'KB/manifest');
  report('index and what the rules remember', (checked - before) / manifests / 1024, 'KB/manifest', TARGET_KB);
  if (repository.files.manifestCount === 0 || checker.pending) throw new Error('Nothing was measured');
}

async function main(): Promise<void> {
  const given = process.argv[2];
  if (given !== undefined) {
    measure(given);
    return;
  }
  // A fresh process that may collect garbage: what the loader keeps is not counted, since it is there before.
  await withCorpus('medium', (folder) => {
    const self = fileURLToPath(import.meta.url);
    const { status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', self, folder], {
      stdio: 'inherit',
    });
    if (status !== 0) process.exitCode = 1;
  });
}

void main();
