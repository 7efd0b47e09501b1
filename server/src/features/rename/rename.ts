import type { Checker } from '../../analysis/checker';
import { basename, dirname } from '../../base/filePath';
import type { Schemas } from '../../analysis/schema/schemas';
import { fail, ok, type Result } from '../../base/result';
import type { TextEdit } from '../../base/textEdit';
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
  if (error) return fail(`Under the name "${to}" there would be an error in ${error.file}: ${error.message}`);
  return ok({
    edits: edits.finish(),
    moves: movesOf(paths, services.filesIn),
    ...describe(target, to, collected, refusedChanges(repository.view, services.schemas, collected).length),
  });
}

function refusePath({ exists }: RenameServices, { path, name, isFolder }: PathRename): string | undefined {
  const to = dirname(path) === '' ? name : `${dirname(path)}/${name}`;
  const what = isFolder ? 'folder' : 'file';
  return exists(to)
    ? `The ${what} ${basename(path)} would become ${to}, and that is there already. Move it away first.`
    : undefined;
}

function describe(
  { manifest, declaration, name }: RenameTarget,
  to: string,
  collected: Pick<Collected, 'renamed' | 'frozen'> = { renamed: [], frozen: 0 },
  refused = 0,
): Pick<Rename, 'label' | 'description'> {
  const what = declaration
    ? `${declaration.category.replace('-', ' ')} of ${manifest.kind.kind} ${manifest.name}`
    : manifest.kind.kind;
  const objects = collected.renamed.length;
  const sentences = [
    objects === 0
      ? 'What runs keeps the old name until a release with the new one is promoted.'
      : `A cluster deletes the ${count(objects, 'object')} under the old name and creates ${objects === 1 ? 'it' : 'them'} anew.`,
    ...(refused === 0
      ? []
      : [`${count(refused, 'more object')} cannot change on a cluster as they do here: delete them there first.`]),
    ...(collected.frozen === 0
      ? []
      : [`What ${count(collected.frozen, 'release')} froze keeps the old name until new ones are cut.`]),
  ];
  return { label: `Rename ${what}: ${name} → ${to}`, description: sentences.join(' ') };
}

function count(number: number, what: string): string {
  return number === 1 ? `1 ${what}` : `${number} ${what}s`;
}
