import type { LanguageServices } from '../completion/scope';
import { scaffoldsFor } from './scaffold';

/** A snippet as VS Code's snippet files hold it. */
interface Snippet {
  readonly description: string;
  readonly body: readonly string[];
}

/**
 * The scaffolds as a snippet file, for editors in which the language server does not run: those of a repository without
 * anything in it. They have no prefix, so that nothing is suggested twice; "Insert Snippet" lists them.
 */
export function snippetFile(services: LanguageServices): Readonly<Record<string, Snippet>> {
  return Object.fromEntries(
    scaffoldsFor(services, '').map(({ kind, detail, text }) => [
      `OpenChoreo ${kind}`,
      { description: `${kind}: ${detail}`, body: text.trimEnd().split('\n') },
    ]),
  );
}
