import { localDay } from '../base/day';
import type { FixContext } from '../features/codeActions/fix';
import { repairsFor } from '../features/codeActions/fixes';
import { configSchemaNode } from '../features/configSchema';
import type { PlatformKeys } from '../features/platformKeys';
import { dataFile } from '../node/dataFile';
import { schemaFolder } from '../node/schemaFolder';
import type { YamlFile } from '../yaml/node';
import { readYaml } from '../yaml/read';
import type { OpenRepository } from './open';
import type { FixTitles } from './report';

/** What the editor would offer for each problem. Silencing one is no fix, and always possible: it is left out. */
export function fixTitles({ repository, checker, schemas, files, committed }: OpenRepository): FixTitles {
  const folder = schemaFolder();
  // Problems come file by file: the tree of one is enough.
  let last: { readonly file: string; readonly yaml: YamlFile } | undefined;
  const context: FixContext = {
    repository,
    view: repository.view,
    checker,
    schemas,
    platformKeys: dataFile(folder, 'annotations-and-labels.json') as PlatformKeys,
    configSchema: configSchemaNode(dataFile(folder, 'config.json')),
    textOf: (file) => files.read(file),
    yamlOf: (file) => {
      if (last?.file !== file) last = { file, yaml: readYaml(files.read(file) ?? '') };
      return last.yaml;
    },
    committedText: (file) => committed.get(file),
    today: localDay(new Date()),
  };
  return (problem) => repairsFor(context, problem).map(({ title }) => ({ title }));
}
