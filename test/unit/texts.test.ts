import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

interface Sources {
  parse(file: string): ts.SourceFile;
  sourceFiles(folder: string): readonly string[];
  walk(node: ts.Node, visit: (node: ts.Node) => void): void;
}

/** Plain JavaScript without declarations, hence not imported by name. */
const script: string = '../../scripts/lib/l10n.mjs';

/** Names under which VS Code's API, and our own values on the way there, hold what people read. */
const shown =
  /^(title|text|label|description|detail|tooltip|placeholder|placeHolder|prompt|message|accessibleLabel|said|why)$/;

/** Calls that show their arguments. */
const shows =
  /(^|\.)(show(Information|Warning|Error)Message|appendText|separator|skip|notes\.push|setStatusBarMessage)$/;

/**
 * Texts under such a name or in such a call that no translator would ever see: literals with words that do not go through
 * `l10n.t`, `say` or t`…`. A literal that only joins values, such as `${a} → ${b}`, holds no word.
 */
function untranslated({ parse, walk }: Sources, file: string): readonly string[] {
  // Single words are names of fields more often than not where the engine looks at manifests.
  const words = file.startsWith('server/') ? /[A-Za-z]{2,}[ :] ?[A-Za-z]{2,}/ : /[A-Za-z]{2,}/;
  const hasWords = (text: string): boolean => words.test(text.replaceAll(/\$\([\w~-]+\)/g, ''));
  const found: string[] = [];
  const look = (node: ts.Expression | undefined): void => {
    if (node === undefined) return;
    if (ts.isParenthesizedExpression(node)) look(node.expression);
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(look);
    else if (ts.isArrayLiteralExpression(node)) node.elements.forEach(look);
    else if (ts.isBinaryExpression(node)) [node.left, node.right].forEach(look);
    else if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) look(node.body);
    else if (
      ts.isStringLiteralLike(node) ? hasWords(node.text) : ts.isTemplateExpression(node) && hasWords(fixed(node))
    )
      found.push(
        `${file}:${node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.getText()}`,
      );
  };
  walk(parse(file), (node) => {
    if (ts.isPropertyAssignment(node) && shown.test(node.name.getText())) look(node.initializer);
    else if (ts.isVariableDeclaration(node) && shown.test(node.name.getText())) look(node.initializer);
    else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      if (ts.isPropertyAccessExpression(node.left) && shown.test(node.left.name.text)) look(node.right);
    } else if (ts.isCallExpression(node) && shows.test(node.expression.getText())) node.arguments.forEach(look);
  });
  return found;
}

/** Two words beside each other: no name of a field, of a file or of a command reads like that. */
const prose = /[A-Za-z]{2,}[,;:.]? [A-Za-z{]|[A-Za-z}][,;:.]? [A-Za-z]{2,}/;

/** Literals that read like prose and go neither through t`…`, phrase`…` nor l10n.t(…), say(…), nor into the log alone. */
function unmarked({ parse, walk }: Sources, file: string): readonly string[] {
  const found: string[] = [];
  walk(parse(file), (node) => {
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return;
    const { parent } = node;
    if (ts.isTaggedTemplateExpression(parent) || ts.isLiteralTypeNode(parent)) return;
    if (ts.isCallExpression(parent) && /^(?:l10n\.t|say|(?:this\.)?log\.\w+)$/.test(parent.expression.getText()))
      return;
    const text = ts.isTemplateExpression(node) ? whole(node) : node.text;
    const isManifest = file.endsWith('scaffold/templates.ts') && text.includes('\n');
    if (prose.test(text) && !isManifest && !noTexts.includes(text)) found.push(`${file}: ${text}`);
  });
  return found;
}

function whole({ head, templateSpans }: ts.TemplateExpression): string {
  return [head.text, ...templateSpans.map(({ literal }) => literal.text)].join('{}');
}

/** The parts of a template that stand there whatever is filled in. */
function fixed({ head, templateSpans }: ts.TemplateExpression): string {
  return [head.text, ...templateSpans.map(({ literal }) => literal.text)].join(' ');
}

/** What is English in every language, as docs/architecture.md says. */
const inEnglish: readonly string[] = [
  // The command line, whose output is read by scripts and pasted into issues.
  'server/src/cli/',
  'server/src/node/writePlan.ts',
  'server/src/lsp/main.ts',
  // What everybody who works in the repository reads, whatever their editor speaks.
  'server/src/analysis/promotion/commitMessage.ts',
  'server/src/analysis/release/releaseMessage.ts',
  'client/src/forge/pullRequestText.ts',
  'client/src/promote/pullRequest.ts',
  // A file that VS Code reads itself, and cannot translate.
  'server/src/features/scaffold/snippetFile.ts',
  // A table of texts that refuse() looks up.
  'client/src/git/refusals.ts',
];

/** Names of products, what Git and tools are told, and defects that only a developer can meet. */
const noTexts: readonly string[] = [
  '- OpenChoreo GitOps {}',
  '- {} {}, Node.js {}',
  'OpenChoreo GitOps',
  'Azure DevOps',
  'create refs/heads/{} {}\n',
  'openchoreo-gitops: a branch for a pull request',
  '{} fetch',
  'Signed-off-by: {}',
  '{}\nSigned-off-by: {}\n',
  'git version ',
  'blob {}\0',
  'openchoreo-gitops: take back a commit',
  '{}: git cat-file blob {}',
  'git {}: {}',
  'simple-git answered without reporting a result',
  '{} of {}/{}',
  'emailConfig, webhookConfig',
  'parameters, environmentConfigs',
  '{ kind, name }',
  'rules:\n  {}: off\n',
  'apiVersion: {}',
  'kind: {}{}',
  'The tables name a kind that does not exist: {}',
];

describe('texts that people read', () => {
  const known = new Set([
    // The name of the product and the words of protocols are the same in every language.
    "'OpenChoreo GitOps'",
  ]);
  let sources: Sources;
  const escaped = (folder: string, but: readonly string[] = []): readonly string[] =>
    sources
      .sourceFiles(folder)
      .filter((file) => !but.includes(file))
      .flatMap((file) => untranslated(sources, file))
      .filter((each) => ![...known].some((text) => each.endsWith(text)));

  before(async () => {
    sources = (await import(script)) as Sources;
  });

  it('go through l10n.t in the client, and through say in its folder git', () => {
    // A table of texts that refuse() looks up.
    assert.deepEqual(escaped('client/src', ['client/src/git/refusals.ts']), []);
  });

  it('are tagged with t where the server makes them', () => {
    assert.deepEqual(escaped('server/src/analysis'), []);
  });

  it('are marked wherever they stand, so that no way to a reader can be overlooked', () => {
    const files = ['client/src', 'server/src'].flatMap((folder) => sources.sourceFiles(folder));
    const english = (file: string): boolean => inEnglish.some((start) => file.startsWith(start));
    const found = files.filter((file) => !english(file)).flatMap((file) => unmarked(sources, file));
    assert.deepEqual(found, []);
  });

  it('stay English only in files that are there', () => {
    const files = ['client/src', 'server/src'].flatMap((folder) => sources.sourceFiles(folder));
    assert.deepEqual(
      inEnglish.filter((start) => !files.some((file) => file.startsWith(start))),
      [],
    );
  });

  it('are named by a %key% wherever package.json contributes them', () => {
    const root = path.resolve(import.meta.dirname, '../..');
    const { contributes, capabilities } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const keys =
      /^(title|name|contextualTitle|contents|description|markdownDescription|deprecationMessage|\w*[eE]numDescriptions|label|body)$/;
    const literal: string[] = [];
    const look = (value: unknown, key: string): void => {
      if (typeof value === 'string') {
        if (keys.test(key) && !/^%[\w.]+%$/.test(value)) literal.push(`${key}: ${value}`);
      } else if (Array.isArray(value)) value.forEach((each) => look(each, key));
      else if (typeof value === 'object' && value !== null)
        Object.entries(value).forEach(([name, each]) => look(each, name));
    };
    look(contributes, '');
    look(capabilities, '');
    assert.deepEqual(literal, []);
  });
});
