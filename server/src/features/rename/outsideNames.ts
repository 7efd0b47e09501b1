import { asText } from '../../analysis/values';
import { t } from '../../base/l10n';
import { valueAt } from '../../base/path';
import { matchPattern, pathPattern } from '../../model/pathPattern';
import { CONFIG_FILE } from '../../repository/config';
import type { Repository } from '../../repository/repository';
import type { YamlDocument } from '../../yaml/node';
import { toValue } from '../../yaml/value';
import type { RenamedManifest } from './collect';
import type { FileEdits } from './fileEdits';
import { isKustomization } from './pathHolders';

/** Where a kustomization selects manifests by kind and name, to patch them or to copy values. */
const SELECTORS: readonly string[] = [
  'patches[].target.name',
  'patchesJson6902[].target.name',
  'replacements[].source.name',
  'replacements[].targets[].select.name',
];

/** The kinds whose names the configuration holds, and where. */
const CONFIGURED: Readonly<Record<string, string>> = { Environment: 'promotion.review[]' };

/**
 * Renames manifests where files that are no manifests name them: selectors of kustomizations, and the configuration.
 *
 * @returns why some could not be renamed, a sentence each.
 */
export function editOutsideNames(
  repository: Repository,
  edits: FileEdits,
  renamed: readonly RenamedManifest[],
): readonly string[] {
  const refusals: string[] = [];
  const replace = (
    file: string,
    document: YamlDocument,
    at: string,
    fits: (path: readonly (string | number)[]) => string | undefined,
  ) => {
    if (!document.root) return;
    for (const { node, path } of matchPattern(document.root, pathPattern(at))) {
      const to = node.kind === 'scalar' ? fits(path) : undefined;
      if (node.kind !== 'scalar' || to === undefined) continue;
      const edit = edits.prepare(file, document, { path, on: 'value' }, node.text, to);
      if (edit.ok) edits.add(file, edit.value.edit);
      else refusals.push(t`${file} names ${node.text}. ${edit.error.message}`);
    }
  };
  for (const file of [...repository.files.fileNames()].filter(isKustomization).sort())
    for (const document of edits.yamlOf(file).documents) {
      const value = toValue(document.root);
      for (const at of SELECTORS)
        replace(file, document, at, (path) => {
          const selector = (key: string) => asText(valueAt(value, [...path.slice(0, -1), key]));
          return renamed.find(
            ({ manifest }) =>
              manifest.kind.kind === selector('kind') &&
              manifest.name === selector('name') &&
              (selector('namespace') ?? manifest.inNamespace) === manifest.inNamespace,
          )?.to;
        });
    }
  for (const { manifest, to } of renamed) {
    const at = CONFIGURED[manifest.kind.kind];
    if (at === undefined) continue;
    for (const document of edits.yamlOf(CONFIG_FILE).documents.slice(0, 1)) {
      const value = toValue(document.root);
      replace(CONFIG_FILE, document, at, (path) => (valueAt(value, path) === manifest.name ? to : undefined));
    }
  }
  return refusals;
}
