import { LSPErrorCodes, ResponseError, type FileOperationRegistrationOptions } from 'vscode-languageserver/node';
import type { Result } from '../../base/result';
import { moveEdits } from '../../features/rename/moveFiles';
import { renameAt } from '../../features/rename/rename';
import { renameTargetAt } from '../../features/rename/renameTarget';
import { relativeTo, toPath } from '../convert';
import type { Server } from '../server';
import { toWorkspaceEdit } from '../workspaceEdit';

/** Whatever moves may be listed somewhere: kustomizations take in files of every sort, and folders. */
export const MOVED_FILES: FileOperationRegistrationOptions = {
  filters: [{ scheme: 'file', pattern: { glob: '**/*' } }],
};

export function registerRename(server: Server): void {
  const { connection } = server;

  connection.onPrepareRename(async ({ textDocument, position }) => {
    const found = await server.fileOf(textDocument.uri);
    if (!found) return null;
    const { session, file } = found;
    const lines = session.linesOf(file);
    const target = renameTargetAt(session.repository, file, lines.offset(position), session.textOf(file) ?? '');
    if (!target) return null;
    const { span, name } = orError(target);
    return { range: lines.range(span), placeholder: name };
  });

  connection.onRenameRequest(async ({ textDocument, position, newName }) => {
    const found = await server.fileOf(textDocument.uri);
    if (!found) return null;
    const { session, file } = found;
    // Rules that are still due would be run with the rename tried out.
    await session.settled();
    const services = {
      repository: session.repository,
      checker: session.checker,
      schemas: server.schemas,
      textOf: (path: string) => session.textOf(path),
      exists: (path: string) => session.exists(path),
      filesIn: (path: string) => session.filesIn(path),
      canRenameFiles: server.client.renamesFiles,
    };
    const rename = renameAt(services, file, session.linesOf(file).offset(position), newName.trim());
    if (!rename) return null;
    const { edits, moves, label, description } = orError(rename);
    return toWorkspaceEdit(session, server, { edits, moves, annotation: { label, description } });
  });

  connection.workspace.onWillRenameFiles(async ({ files }) => {
    const session = files[0] && (await server.fileOf(files[0].oldUri))?.session;
    if (!session) return null;
    const moves = files.flatMap(({ oldUri, newUri }) => {
      const [from, to] = [oldUri, newUri].map((uri) => relativeTo(session.root, toPath(uri) ?? '/'));
      return from !== undefined && to !== undefined ? [{ from, to }] : [];
    });
    const edits = moveEdits(session.repository, (path) => session.textOf(path), moves);
    return edits.size === 0 ? null : toWorkspaceEdit(session, server, { edits });
  });
}

/** The value, or an answer that the editor shows as it is. */
function orError<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new ResponseError(LSPErrorCodes.RequestFailed, result.error);
}
