/** Gives the server's renames to VS Code in the way in which it carries them out well. */
import { l10n, window, workspace, WorkspaceEdit } from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { areOwnMoves, expectOwnMoves } from './ownMoves';
import type { LanguageClient, WorkspaceEdit as ProtocolEdit } from 'vscode-languageclient/node';

type Annotated = ProtocolEdit & { readonly changeAnnotations: NonNullable<ProtocolEdit['changeAnnotations']> };

/** Names the annotation of what makes VS Code show its preview. */
const previewId = 'preview';

/** @param client the client whose middleware this is; it is made with it */
export function renameMiddleware(client: () => LanguageClient): Pick<Middleware, 'provideRenameEdits' | 'workspace'> {
  return {
    async provideRenameEdits(document, position, newName, token) {
      const { code2ProtocolConverter: code, protocol2CodeConverter: protocol } = client();
      const params = {
        textDocument: code.asTextDocumentIdentifier(document),
        position: code.asPosition(position),
        newName,
      };
      const request = () => client().sendRequest<ProtocolEdit | null>('textDocument/rename', params, token);
      const texts = versions();
      const edit = await request();
      const confirmed = edit && isAnnotated(edit) ? await confirm(edit, texts, request) : edit;
      // Nothing at all would be a failure to VS Code, which it would tell.
      if (confirmed === undefined) return new WorkspaceEdit();
      const moves = (confirmed?.documentChanges ?? []).flatMap((change) => ('oldUri' in change ? [change] : []));
      expectOwnMoves(
        moves.map(({ oldUri, newUri }) => ({ oldUri: protocol.asUri(oldUri), newUri: protocol.asUri(newUri) })),
      );
      return await protocol.asWorkspaceEdit(confirmed, token);
    },
    workspace: {
      async willRenameFiles(event, next) {
        return areOwnMoves(event.files) ? undefined : await next(event);
      },
    },
  };
}

/** What every open text is like. */
function versions(): string {
  return workspace.textDocuments.map(({ uri, version }) => `${uri.toString()} ${version}`).join();
}

function isAnnotated(edit: ProtocolEdit): edit is Annotated {
  return Object.values(edit.changeAnnotations ?? {}).some(({ needsConfirmation }) => needsConfirmation);
}

/**
 * Asks in place of VS Code, which would have each change ticked by hand. A question takes the focus, upon which files may be saved,
 * hence formatted: what has changed until the answer is given has other places to change.
 *
 * @param texts what the open texts were like when the edit was asked for
 * @param again asks for the edit once more
 * @returns the edit with nothing left to confirm, or with everything ticked in VS Code's preview; undefined: not at all
 */
async function confirm(
  edit: Annotated,
  texts: string,
  again: () => Promise<ProtocolEdit | null>,
): Promise<ProtocolEdit | null | undefined> {
  const preview = l10n.t('Preview');
  const rename = l10n.t('Rename');
  const [annotation] = Object.values(edit.changeAnnotations);
  const detail = annotation?.description ?? '';
  const chosen = await window.showWarningMessage(annotation?.label ?? rename, { modal: true, detail }, preview, rename);
  if (chosen === undefined) return undefined;
  const current = versions() === texts ? edit : await again();
  if (!current) return current;
  const changeAnnotations: Annotated['changeAnnotations'] = {};
  for (const [id, given] of Object.entries(current.changeAnnotations ?? {}))
    changeAnnotations[id] = { ...given, needsConfirmation: false };
  const confirmed: ProtocolEdit = { ...current, changeAnnotations };
  return chosen === preview ? withPreview(confirmed) : confirmed;
}

/**
 * VS Code shows a preview when a change needs confirmation, and leaves that change unticked: so one that makes
 * a file if it were not there, which VS Code neither lists nor does.
 */
function withPreview(edit: ProtocolEdit): ProtocolEdit {
  const [first, ...others] = edit.documentChanges ?? [];
  if (!first) return edit;
  const uri = 'textDocument' in first ? first.textDocument.uri : 'oldUri' in first ? first.oldUri : first.uri;
  return {
    ...edit,
    documentChanges: [
      { kind: 'create', uri, options: { ignoreIfExists: true }, annotationId: previewId },
      first,
      ...others,
    ],
    changeAnnotations: {
      ...edit.changeAnnotations,
      [previewId]: { label: l10n.t('Preview'), needsConfirmation: true },
    },
  };
}
