import { SymbolKind } from 'vscode-languageserver/node';
import { workspaceSymbols, type WorkspaceSymbol } from '../../features/workspaceSymbols';
import { toLocation } from '../convert';
import type { Server } from '../server';

const KINDS: Readonly<Record<WorkspaceSymbol['kind'], SymbolKind>> = {
  manifest: SymbolKind.Object,
  endpoint: SymbolKind.Interface,
  'trait-instance': SymbolKind.Property,
  'addon-instance': SymbolKind.Property,
  output: SymbolKind.Field,
  'secret-key': SymbolKind.Key,
  variable: SymbolKind.Variable,
  'mounted-file': SymbolKind.File,
  'held-trait': SymbolKind.Property,
};

export function registerWorkspaceSymbols(server: Server): void {
  server.connection.onWorkspaceSymbol(async ({ query }) => {
    const sessions = await Promise.all([...server.sessions.keys()].map((folder) => server.sessionOf(folder)));
    return sessions.flatMap((session) =>
      session
        ? workspaceSymbols(session.repository, query).map((symbol) => ({
            name: symbol.name,
            kind: KINDS[symbol.kind],
            containerName: symbol.container,
            location: toLocation(session, symbol),
          }))
        : [],
    );
  });
}
