import { SymbolKind } from 'vscode-languageserver';

export const kind = SymbolKind.File;
