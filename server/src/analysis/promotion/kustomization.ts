import { t } from '../../base/l10n';
import { dirname, isYamlPath, joinInside } from '../../base/filePath';
import type { PlanMessage } from '../../protocol';
import { insertItem } from '../../yaml/edit';
import { readYaml } from '../../yaml/read';
import { toValue } from '../../yaml/value';
import { bindingsOf, manifestOfOwner, releasesOf, type Owner } from '../owners';
import { asList, asMap, asText } from '../values';
import type { Draft } from './draft';

/** The names by which kustomize finds its file, in its order. */
const FILE_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Custom resources of Flux are called Kustomization as well; they list no files. */
const KUSTOMIZE = 'kustomize.config.k8s.io/';

/** A file of kustomize: which files and folders it takes in. */
interface Kustomization {
  readonly file: string;
  readonly document: number;
  /** As written. */
  readonly entries: readonly string[];
  /** The same, relative to the repository. */
  readonly paths: readonly string[];
}

/**
 * Adds a new file to the `resources` of the kustomization that lists its peers one by one, since what is not listed there
 * is never applied. The nearest one upwards counts: one in the file's own folder always does, one further up only if it
 * lists files beside the new one, else other releases or pins of the owner, else the owner's manifest. Nothing is added
 * where the file is listed already or its folder is listed as a whole. Returns what stands in the way.
 */
export function listInKustomization(draft: Draft, owner: Owner, kind: string, file: string): PlanMessage | undefined {
  return listBesidePeers(draft, file, () => peersOf(draft, owner, kind));
}

/** As `listInKustomization`, for a file of any sort: `others` are of its sort, and count where none are beside it. */
export function listBesidePeers(draft: Draft, file: string, others: () => readonly string[]): PlanMessage | undefined {
  const beside = draft.filesIn(dirname(file)).filter((name) => name !== file && !isKustomization(name));
  const peers = beside.length > 0 ? beside : others();
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const found = kustomizationIn(draft, folder);
    if (found) {
      const isIncluded = found.paths.some(
        (path) => path === file || (!isYamlPath(path) && file.startsWith(`${path}/`)),
      );
      if (isIncluded) return undefined;
      if (folder === dirname(file) || found.paths.some((path) => peers.includes(path)))
        return addEntry(draft, found, folder, file);
    }
    if (folder === '') return undefined;
  }
}

function addEntry(draft: Draft, { file, document, entries }: Kustomization, folder: string, added: string) {
  const dotted = entries.length > 0 && entries.every((entry) => /^\.\.?\//.test(entry));
  const relative = folder === '' ? added : added.slice(folder.length + 1);
  const refusal = draft.edit(file, document, (text, yaml, found) =>
    insertItem(text, yaml, found, ['resources'], dotted ? `./${relative}` : relative),
  );
  if (!refusal) return undefined;
  const message = t`${added} must be listed in ${file}, or it is never applied. ${refusal.message}`;
  return { code: `edit-${refusal.code}`, message, link: { file, line: 1 } };
}

/** The files by which a kustomization shows that it lists files of this sort: the nearest sort that there is. */
function peersOf(draft: Draft, owner: Owner, kind: string): readonly string[] {
  const { view } = draft.context.repository;
  const same = kind === owner.family.binding ? bindingsOf(view, owner) : releasesOf(view, owner);
  if (same.length > 0) return same.map((manifest) => manifest.file);
  const home = manifestOfOwner(view, owner);
  return home ? [home.file] : [];
}

function isKustomization(file: string): boolean {
  return FILE_NAMES.some((name) => file === name || file.endsWith(`/${name}`));
}

function kustomizationIn(draft: Draft, folder: string): Kustomization | undefined {
  for (const name of FILE_NAMES) {
    const file = folder === '' ? name : `${folder}/${name}`;
    const text = draft.textOf(file);
    if (text !== undefined) return readKustomization(file, folder, text);
  }
  return undefined;
}

function readKustomization(file: string, folder: string, text: string): Kustomization | undefined {
  for (const { index, root } of readYaml(text).documents) {
    const value = asMap(toValue(root));
    const apiVersion = asText(value['apiVersion']);
    if (!root || (apiVersion !== undefined && !apiVersion.startsWith(KUSTOMIZE))) continue;
    const entries = asList(value['resources']).flatMap((entry) => asText(entry) ?? []);
    return { file, document: index, entries, paths: entries.flatMap((entry) => joinInside(folder, entry) ?? []) };
  }
  return undefined;
}
