import { CodeActionKind, type CodeAction, type Range } from 'vscode-languageserver/node';
import type { Problem } from '../../analysis/problem';
import type { Fix, FixContext } from '../../features/codeActions/fix';
import { localDay } from '../../base/day';
import { fixesFor } from '../../features/codeActions/fixes';
import type { YamlFile } from '../../yaml/node';
import { toWorkspaceEdit } from '../convertFix';
import type { FolderSession, ShownProblem } from '../folderSession';
import { languageServices } from '../languageServices';
import type { Server } from '../server';

/** What an unresolved action carries: enough to find the fix again, in a repository that may have changed since. */
interface ActionData {
  readonly uri: string;
  readonly code: string;
  readonly message: string;
  readonly start: Range['start'];
  readonly title: string;
}

export function registerCodeActions(server: Server): void {
  server.connection.onCodeAction(async ({ textDocument: { uri }, range, context: { only } }) => {
    const found = await server.fileOf(uri);
    if (!found || !server.client.codeActions || (only && !only.some(isQuickFix))) return null;
    const { session, file } = found;
    await session.checked();
    const context = fixContext(server, session);
    const touched = session.shownProblems(file).filter(({ diagnostic }) => touches(diagnostic.range, range));
    const silenced = new Map<string, CodeAction>();
    return touched.flatMap((shown) =>
      fixesFor(context, shown.problem).flatMap((fix) => {
        // What silences several of them is one action for them all.
        const key = fix.silences && JSON.stringify(fix.changes());
        const same = key && silenced.get(key);
        if (same) {
          same.diagnostics!.push(shown.diagnostic);
          return [];
        }
        const actions = toAction(server, session, uri, shown, fix);
        if (key && actions[0]) silenced.set(key, actions[0]);
        return actions;
      }),
    );
  });

  server.connection.onCodeActionResolve(async (action): Promise<CodeAction> => {
    const data = action.data as ActionData | undefined;
    const found = data && (await server.fileOf(data.uri));
    await found?.session.checked();
    const changes = found && fixFor(fixContext(server, found.session), shownAs(found.session, found.file, data), data);
    return changes ? { ...action, edit: toWorkspaceEdit(server, found.session, changes) } : action;
  });
}

/** Whether a kind that a client asks for takes in quick fixes: itself, or the empty one, which means all. */
function isQuickFix(kind: string): boolean {
  return kind === CodeActionKind.Empty || kind === CodeActionKind.QuickFix;
}

/** Ends count: a cursor stands behind the last character of a word. */
function touches(a: Range, b: Range): boolean {
  const isBefore = (one: Range, other: Range) =>
    one.end.line < other.start.line || (one.end.line === other.start.line && one.end.character < other.start.character);
  return !isBefore(a, b) && !isBefore(b, a);
}

function toAction(
  server: Server,
  session: FolderSession,
  uri: string,
  { problem, diagnostic }: ShownProblem,
  fix: Fix,
): readonly CodeAction[] {
  const { title, preferred } = fix;
  const action: CodeAction = {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    ...(preferred && { isPreferred: true }),
  };
  if (server.client.resolvesEdits) {
    const data: ActionData = {
      uri,
      code: problem.code,
      message: problem.message,
      start: diagnostic.range.start,
      title,
    };
    return [{ ...action, data }];
  }
  const changes = fix.changes();
  return changes ? [{ ...action, edit: toWorkspaceEdit(server, session, changes) }] : [];
}

/** The problem that an action was for, if it is still there. */
function shownAs(session: FolderSession, file: string, { code, message, start }: ActionData): Problem | undefined {
  return session
    .shownProblems(file)
    .find(
      ({ problem, diagnostic }) =>
        problem.code === code &&
        problem.message === message &&
        diagnostic.range.start.line === start.line &&
        diagnostic.range.start.character === start.character,
    )?.problem;
}

function fixFor(context: FixContext, problem: Problem | undefined, { title }: ActionData) {
  return (
    problem &&
    fixesFor(context, problem)
      .find((fix) => fix.title === title)
      ?.changes()
  );
}

function fixContext(server: Server, session: FolderSession): FixContext {
  const { repository, checker } = session;
  // A closed file is read once for all of its fixes.
  const trees = new Map<string, YamlFile>();
  return {
    ...languageServices(server, session),
    repository,
    checker,
    textOf: (file) => session.textOf(file),
    yamlOf: (file) => {
      const known = trees.get(file) ?? session.yamlOf(file);
      trees.set(file, known);
      return known;
    },
    committedText: (file) => session.committed.get(file),
    today: localDay(new Date()),
  };
}
