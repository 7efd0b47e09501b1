// Finds the texts that users see. In the client: `l10n.t('…')`, in its folder git `say('…')` and the table of refusals; in
// the server: t`…`, phrase`…` in tables, and the descriptions in the schemas. One bundle holds them all, since the client
// hands its own over to the server.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './project.mjs';

export const bundleFile = path.join(root, 'l10n/bundle.l10n.json');

/** @returns {Record<string, string>} what l10n/bundle.l10n.json is to hold: each text as its own translation, sorted */
export function collectTexts() {
  const texts = ['client/src', 'server/src'].flatMap((folder) =>
    sourceFiles(folder).flatMap((file) => textsIn(parse(file), file)),
  );
  const described = schemaFiles().flatMap((file) => descriptionsIn(JSON.parse(readFileSync(file, 'utf8'))));
  return Object.fromEntries([...new Set([...texts, ...described])].sort().map((text) => [text, text]));
}

/** The files that the server reads; from schemas/descriptions.json the others were generated. */
function schemaFiles() {
  const folder = path.join(root, 'schemas');
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.json') && file !== 'descriptions.json')
    .map((file) => path.join(folder, file));
}

/** What a schema says about its fields. A field may itself be called `description`: that one is no text. */
function descriptionsIn(value) {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'description' && typeof item === 'string' ? [item] : descriptionsIn(item),
  );
}

/** Paths of the sources below a folder of the project, relative to the project. */
export function sourceFiles(folder) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.posix.join(folder, file.replaceAll('\\', '/')));
}

/** @returns {ts.SourceFile} */
export function parse(file) {
  return ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
}

/** Calls back for a node and all that is in it. */
export function walk(node, visit) {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** @throws for a text that is put together, since nobody could translate it */
function textsIn(source, file) {
  const texts = [];
  const inGit = file.startsWith('client/src/git/');
  const call = inGit ? 'say' : file.startsWith('client/') ? 'l10n.t' : undefined;
  walk(source, (node) => {
    if (ts.isTaggedTemplateExpression(node) && /^(t|phrase)$/.test(node.tag.getText()))
      texts.push(templateText(node.template));
    else if (ts.isCallExpression(node) && node.expression.getText() === call) {
      const [text] = node.arguments;
      if (text !== undefined && ts.isStringLiteralLike(text)) texts.push(text.text);
      else if (!isLookup(text, file)) throw new Error(`${file}: ${node.getText()}: give it a text in quotes`);
    } else if (file === refusals && ts.isPropertyAssignment(node) && ts.isStringLiteralLike(node.initializer))
      texts.push(node.initializer.text);
  });
  return texts;
}

const refusals = 'client/src/git/refusals.ts';

/** Refusals are looked up in their table, and one place hands over what the folder git says. */
function isLookup(text, file) {
  if (text === undefined) return false;
  return (file === refusals && ts.isPropertyAccessExpression(text)) || file === 'client/src/extension.ts';
}

/** `No environment "{0}".` */
function templateText(template) {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return template.templateSpans.reduce(
    (text, { literal }, index) => `${text}{${index}}${literal.text}`,
    template.head.text,
  );
}
