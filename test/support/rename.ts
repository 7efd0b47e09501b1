import { applyEdits } from '../../server/src/base/textEdit';
import { renameAt, type Rename, type RenameServices } from '../../server/src/features/rename/rename';
import path from 'node:path';
import { Schemas } from '../../server/src/analysis/schema/schemas';
import { schemaFiles } from '../../server/src/node/schemaFiles';
import { projectRoot } from './samples';
import type { Checker } from '../../server/src/analysis/checker';
import type { Repository } from '../../server/src/repository/repository';

const SCHEMAS = new Schemas(schemaFiles(path.join(projectRoot, 'schemas')));

/** A repository in memory, to rename in. */
export interface Renamable {
  readonly files: ReadonlyMap<string, string>;
  readonly repository: Repository;
  readonly checker: Checker;
}

/** What a rename at a place of a file does, or why it does nothing. */
export function renameIn(
  { files, repository, checker }: Renamable,
  file: string,
  offset: number,
  to: string,
  options: Partial<RenameServices> = {},
): Rename | string {
  const result = renameAt(
    {
      repository,
      checker,
      schemas: SCHEMAS,
      textOf: (path) => files.get(path),
      exists: (path) => [...files.keys()].some((known) => known === path || known.startsWith(`${path}/`)),
      filesIn: (folder) => [...files.keys()].filter((path) => path.startsWith(`${folder}/`)),
      canRenameFiles: true,
      ...options,
    },
    file,
    offset,
    to,
  );
  if (!result) return 'nothing of ours';
  return result.ok ? result.value : result.error;
}

/** The files after a rename. */
export function renamedFiles(files: ReadonlyMap<string, string>, { edits, moves }: Rename): Map<string, string> {
  const moved = (file: string) => {
    const move = moves.find(({ from }) => file === from || file.startsWith(`${from}/`));
    return move ? move.to + file.slice(move.from.length) : file;
  };
  return new Map([...files].map(([file, text]) => [moved(file), applyEdits(text, edits.get(file) ?? [])] as const));
}

/** A rename as a reader takes it in: a line per file with the lines that change, then what moves. */
export function describeRename(files: ReadonlyMap<string, string>, { edits, moves }: Rename): string[] {
  const changed = [...edits].flatMap(([file, changes]) =>
    changes.map(({ span, text }) => {
      const before = files.get(file)!.slice(0, span.start);
      const line = before.split(/\r\n|\n|\r/).length;
      const column = span.start - (Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1) + 1;
      return `${file}:${line}:${column} ${files.get(file)!.slice(span.start, span.end)} → ${text}`;
    }),
  );
  return [...changed, ...moves.map(({ from, to }) => `${from} → ${to}`)];
}
