// Finds the texts of the client that users see: the first argument of every `l10n.t('…')`.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

export const bundleFile = path.join(root, 'l10n/bundle.l10n.json');

/** @returns {Record<string, string>} what l10n/bundle.l10n.json is to hold: each text as its own translation, sorted */
export function collectTexts() {
  const folder = path.join(root, 'client/src');
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.ts'));
  const texts = files.flatMap((file) => textsIn(readFileSync(path.join(folder, file), 'utf8'), file));
  return Object.fromEntries([...new Set(texts)].sort().map((text) => [text, text]));
}

/** @throws for a text that is put together, since nobody could translate it */
function textsIn(source, file) {
  const calls = source.match(/\bl10n\.t\(/g)?.length ?? 0;
  const literals = [...source.matchAll(/\bl10n\.t\(\s*'((?:[^'\\\n]|\\.)*)'/g)];
  if (literals.length !== calls) throw new Error(`${file}: l10n.t takes a text in single quotes, and nothing else`);
  return literals.map(([, text]) => text.replace(/\\(.)/g, '$1'));
}
