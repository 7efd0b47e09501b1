import { dirname, joinInside, relativePath } from '../../base/filePath';
import { t } from '../../base/l10n';
import { matchPattern, pathPattern } from '../../model/pathPattern';
import { CONFIG_FILE } from '../../repository/config';
import type { Repository } from '../../repository/repository';
import { locate, resolveAlias } from '../../yaml/locate';
import type { YamlDocument } from '../../yaml/node';
import { toValue } from '../../yaml/value';
import type { FileEdits } from './fileEdits';
import { isKustomization, KUSTOMIZATION_NAMES, PATH_HOLDERS, type PathHolder } from './pathHolders';

/** Where a path of the repository is going to be. */
export type Relocate = (path: string) => string;

/**
 * Keeps the paths right that kustomizations, the objects of Flux and Argo CD, ReleaseConfigs and the configuration hold, when files
 * and folders move: those that lead to what moves, and those of a kustomization that moves itself.
 *
 * @returns why some could not be kept, a sentence each.
 */
export function editPaths(repository: Repository, edits: FileEdits, relocate: Relocate): readonly string[] {
  const refusals: string[] = [];
  for (const file of holderFiles(repository, edits)) {
    const yaml = edits.yamlOf(file);
    if (yaml.templated) continue;
    for (const document of yaml.documents) {
      const value = toValue(document.root);
      for (const holder of PATH_HOLDERS)
        if (holder.matches(file, value)) refusals.push(...editDocument(edits, file, document, holder, relocate));
    }
  }
  return refusals;
}

function editDocument(
  edits: FileEdits,
  file: string,
  document: YamlDocument,
  holder: PathHolder,
  relocate: Relocate,
): readonly string[] {
  if (!document.root) return [];
  const isRoot = holder.from === 'root';
  const folders = isRoot ? { before: '', after: '' } : { before: dirname(file), after: dirname(relocate(file)) };
  return holder.at.flatMap((at) =>
    matchPattern(document.root!, pathPattern(at)).flatMap(({ path }): readonly string[] => {
      const node = resolveAlias(locate(document.root, path)?.value);
      if (node?.kind !== 'scalar' || node.text.includes('\n')) return [];
      // In generators a path can stand behind the key that it gets.
      const written = node.text.slice(node.text.lastIndexOf('=') + 1);
      const moved = movedPath(written, folders, relocate);
      if (moved === undefined) return [];
      const edit = edits.prepare(file, document, { path, on: 'value' }, written, moved);
      if (edit.ok) edits.add(file, edit.value.edit);
      return edit.ok ? [] : [t`${file} lists ${written}, which moves. ${edit.error.message}`];
    }),
  );
}

/** A path as it has to be written afterwards, with the dots and slashes of before; undefined where it stays. */
function movedPath(
  written: string,
  folders: { readonly before: string; readonly after: string },
  relocate: Relocate,
): string | undefined {
  if (written === '' || written.startsWith('/') || /^[\w+.-]+:\/\/|[*?{]/.test(written)) return undefined;
  const before = joinInside(folders.before, written);
  if (before === undefined) return undefined;
  const relative = relativePath(folders.after, relocate(before));
  if (relative === relativePath(folders.before, before)) return undefined;
  const dots = /^\.\//.test(written) && !relative.startsWith('.') ? './' : '';
  return `${dots}${relative}${written.endsWith('/') ? '/' : ''}`;
}

/** The files that may hold paths. Those of others are read for it: nothing is kept of them. */
function* holderFiles(repository: Repository, edits: FileEdits): Iterable<string> {
  const signs = PATH_HOLDERS.flatMap(({ sign }) => sign ?? []);
  const folders = new Set<string>(['']);
  for (const file of [...repository.files.fileNames()].sort()) {
    for (let folder = dirname(file); folder !== '' && !folders.has(folder); folder = dirname(folder))
      folders.add(folder);
    if (isKustomization(file)) yield file;
    else {
      const text = edits.textOf(file);
      if (signs.some((sign) => text.includes(sign))) yield file;
    }
  }
  // Without an ending it is no YAML file to the repository.
  const [, , bare] = KUSTOMIZATION_NAMES;
  for (const folder of folders) {
    const file = folder === '' ? bare! : `${folder}/${bare}`;
    if (edits.textOf(file) !== '') yield file;
  }
  if (edits.textOf(CONFIG_FILE) !== '') yield CONFIG_FILE;
}
