/**
 * Translates a message into the user's language: `vscode.l10n` in the extension, a stand-in in unit tests. Modules that
 * make texts without needing VS Code take it as a parameter named `l10n`, so that a call of `l10n.t` marks every
 * user-visible text in the client and one search finds them all.
 */
export interface Localizer {
  t(message: string, ...args: (string | number | boolean)[]): string;
}
