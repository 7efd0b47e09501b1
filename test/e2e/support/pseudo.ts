import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../testbed';
import { currentSession } from './session';

/** VS Code's own name for a language that is made up. */
export const pseudoLanguage = 'qps-ploc';

/** Gives the installed extension that language: each of its texts in brackets, so that one without was never translated. */
export function installPseudoLanguage(): void {
  const { extensionsDir } = currentSession();
  const installed = readdirSync(extensionsDir).find((name) => name.startsWith('openchoreo-gitops.'));
  if (installed === undefined) throw new Error('the extension is not installed');
  const write = (from: string, to: string): void => {
    const texts = JSON.parse(readFileSync(path.join(projectRoot, from), 'utf8')) as Readonly<Record<string, string>>;
    const pseudo = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, inBrackets(text)]));
    writeFileSync(path.join(extensionsDir, installed, to), JSON.stringify(pseudo));
  };
  write('package.nls.json', `package.nls.${pseudoLanguage}.json`);
  write('l10n/bundle.l10n.json', `l10n/bundle.l10n.${pseudoLanguage}.json`);
}

/** Line by line, since a welcome text makes a button of a line that is a link; of a link only the words. */
function inBrackets(text: string): string {
  return text
    .split('\n')
    .map((line) => (/^\[[^\]]*\]\([^)]*\)$/.test(line) ? line.replace(/^\[([^\]]*)\]/, '[⟦$1⟧]') : `⟦${line}⟧`))
    .join('\n');
}
