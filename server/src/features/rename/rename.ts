import type { Checker } from '../../analysis/checker';
import { basename, dirname } from '../../base/filePath';
import type { Schemas } from '../../analysis/schema/schemas';
import { t } from '../../base/l10n';
import { fail, ok, type Result } from '../../base/result';
import type { TextEdit } from '../../base/textEdit';
import type { DeclarationCategory } from '../../model/references';
import type { Repository } from '../../repository/repository';
import { collectDeclaration, collectManifest, type Collected } from './collect';
import { FileEdits } from './fileEdits';
import { editManifests } from './manifestEdits';
import { refuseCollision, refuseNewName } from './newName';
import { editOutsideNames } from './outsideNames';
import { editPaths } from './pathEdits';
import { movesOf, pathRenames, relocated, type Move, type PathRename } from './pathRenames';
import { renameTargetAt, type RenameTarget } from './renameTarget';
import { refusedChanges } from './refusedChanges';
import { newError } from './stillClean';

/** What a rename needs to know beside the repository. */
export interface RenameServices {
  readonly repository: Repository;
  readonly checker: Checker;
  readonly schemas: Schemas;
  /** The text of any file of the repository; undefined where there is none. */
  readonly textOf: (file: string) => string | undefined;
  /** Whether a file or folder of that name is there. */
  readonly exists: (path: string) => boolean;
  /** All files below a folder, of whatever sort. */
  readonly filesIn: (folder: string) => Iterable<string>;
  /** Whether files can be renamed together with the edits; without that only what stands in them changes. */
  readonly canRenameFiles: boolean;
}

/** A rename, as a value: the edits of files, by the paths that they have now, and the files that move. */
export interface Rename {
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  readonly moves: readonly Move[];
  /** What is done, in a few words, and what it will mean on a cluster. */
  readonly label: string;
  readonly description: string;
}

const NOTHING: Pick<Rename, 'edits' | 'moves'> = { edits: new Map(), moves: [] };

/**
 * Renames what the name at an offset is the name of: all uses over the whole repository, manifests that are named after it,
 * the files and folders that carry the name, and the paths that lead to these. Fails with the reason where that
 * cannot be done whole, or where it would leave an error behind; undefined where there is nothing of OpenChoreo's.
 */
export function renameAt(
  services: RenameServices,
  file: string,
  offset: number,
  to: string,
): Result<Rename> | undefined {
  const { repository, textOf } = services;
  const target = renameTargetAt(repository, file, offset, textOf(file) ?? '');
  if (!target?.ok) return target;
  const { manifest, declaration, name } = target.value;
  if (to === name) return ok({ ...NOTHING, ...describe(target.value, to) });
  const refusal = refuseNewName(target.value, to);
  if (refusal !== undefined) return fail(refusal);
  const collected = declaration
    ? collectDeclaration(repository, manifest, declaration, to)
    : collectManifest(repository, manifest, to);
  const collision = refuseCollision(repository.view, collected.renamed);
  if (collision !== undefined) return fail(collision);
  return carryOut(services, target.value, to, collected);
}

function carryOut(services: RenameServices, target: RenameTarget, to: string, collected: Collected): Result<Rename> {
  const { repository, checker } = services;
  const edits = new FileEdits(services.textOf);
  const paths = services.canRenameFiles ? pathRenames(repository, collected) : [];
  const relocate = (path: string) => relocated(path, paths);
  const refusals = [
    ...editManifests(edits, collected.changes),
    ...editOutsideNames(repository, edits, collected.renamed),
    ...(paths.length > 0 ? editPaths(repository, edits, relocate) : []),
    ...paths.flatMap((path) => refusePath(services, path) ?? []),
  ];
  if (refusals[0] !== undefined) return fail(refusals[0]);
  const error = newError(repository, checker, edits, relocate);
  if (error) return fail(t`Under the name "${to}" there would be an error in ${error.file}: ${error.message}`);
  return ok({
    edits: edits.finish(),
    moves: movesOf(paths, services.filesIn),
    ...describe(target, to, collected, refusedChanges(repository.view, services.schemas, collected).length),
  });
}

function refusePath(
  { exists, textOf, filesIn }: RenameServices,
  { path, name, isFolder }: PathRename,
): string | undefined {
  const to = dirname(path) === '' ? name : `${dirname(path)}/${name}`;
  if (!exists(to)) return undefined;
  // Folders without a file are nothing to Git; an undone rename may leave some.
  if (isFolder && textOf(to) === undefined && !holdsFiles(filesIn(to))) return undefined;
  return isFolder
    ? t`The folder ${basename(path)} would become ${to}, and that is there already. Move it away first.`
    : t`The file ${basename(path)} would become ${to}, and that is there already. Move it away first.`;
}

function holdsFiles(files: Iterable<string>): boolean {
  for (const _ of files) return true;
  return false;
}

function describe(
  { manifest, declaration, name }: RenameTarget,
  to: string,
  collected: Pick<Collected, 'renamed' | 'frozen'> = { renamed: [], frozen: 0 },
  refused = 0,
): Pick<Rename, 'label' | 'description'> {
  const { kind } = manifest.kind;
  const label = declaration
    ? t`Rename ${CATEGORIES[declaration.category]()} of ${kind} ${manifest.name}: ${name} → ${to}`
    : t`Rename ${kind}: ${name} → ${to}`;
  const sentences = [
    onCluster(collected.renamed.length),
    ...(refused === 0 ? [] : [refusedOnCluster(refused)]),
    ...(collected.frozen === 0 ? [] : [inReleases(collected.frozen)]),
  ];
  return { label, description: sentences.join(' ') };
}

function onCluster(objects: number): string {
  if (objects === 0) return t`What runs keeps the old name until a release with the new one is promoted.`;
  return objects === 1
    ? t`A cluster deletes the 1 object under the old name and creates it anew.`
    : t`A cluster deletes the ${objects} objects under the old name and creates them anew.`;
}

function refusedOnCluster(objects: number): string {
  return objects === 1
    ? t`1 more object cannot change on a cluster as it does here: delete it there first.`
    : t`${objects} more objects cannot change on a cluster as they do here: delete them there first.`;
}

function inReleases(frozen: number): string {
  return frozen === 1
    ? t`What 1 release froze keeps the old name until a new one is cut.`
    : t`What ${frozen} releases froze keeps the old name until new ones are cut.`;
}

const CATEGORIES: Readonly<Record<DeclarationCategory, () => string>> = {
  endpoint: () => t`endpoint`,
  'trait-instance': () => t`trait instance`,
  'addon-instance': () => t`addon instance`,
  output: () => t`output`,
  'secret-key': () => t`secret key`,
  variable: () => t`variable`,
  'mounted-file': () => t`file`,
  'held-trait': () => t`trait`,
};
