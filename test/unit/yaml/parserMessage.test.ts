import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { speak } from '../../../server/src/base/l10n';
import { parserMessage } from '../../../server/src/yaml/parserMessage';
import { readYaml } from '../../../server/src/yaml/read';
import { assertTranslated, namesIn, pseudoTexts } from '../../support/pseudoLanguage';
import { projectRoot } from '../../support/samples';

const library = path.join(projectRoot, 'node_modules/yaml/dist');

/** Texts of the library that no reader of ours can meet, with why. */
const NEVER_SHOWN: readonly string[] = [
  // It warns of these, and we do not show its warnings.
  'Alias ending in : is ambiguous',
  'Anchor ending in : is ambiguous',
  'Flow end indicator should be more indented than parent',
  'Unknown directive x',
  // Of options that we do not set.
  'Implicit keys of flow sequence pairs need to be on a single line',
  'The : indicator must be at most 1024 chars after the start of an implicit flow sequence key',
  'Map keys must be unique',
  'With stringKeys, all keys must be strings',
  'x used for x collection, but expects x',
  'Value may be parsed as either x or x',
  // Of its functions that write.
  'Anchor must not contain whitespace or control characters: x',
  // Of states that its own parser does not produce.
  'Block scalar header not found',
  'Expected a flow scalar value, but found: x',
  'Map comment with trailing content',
  'Tried to pop an empty stack',
  'Unexpected token in block scalar header: x',
  'Unsupported token (type: x)',
  'Unsupported token x',
];

/** What stands in a call of onError or becomes a `msg`, with x for what is filled in. */
function messagesOf(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(look);
    else if (ts.isStringLiteralLike(node)) found.push(node.text);
    else if (ts.isTemplateExpression(node))
      found.push([node.head.text, ...node.templateSpans.map(({ literal }) => `x${literal.text}`)].join(''));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /onError$/i.test(node.expression.getText())) node.arguments.forEach(look);
    if (ts.isNewExpression(node) && node.expression.getText().endsWith('YAMLParseError')) node.arguments?.forEach(look);
    if ((ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node)) && node.initializer)
      if (/^(?:\w*[mM]sg|message|badChar|src)$/.test(node.name.getText())) look(node.initializer);
    if (ts.isBinaryExpression(node) && node.left.getText() === 'badChar') look(node.right);
    ts.forEachChild(node, visit);
  };
  visit(source);
  // Codes of errors are one word in capitals.
  return found.filter((text) => / /.test(text) && text.trim() !== 'x' && text !== 'x: x');
}

describe('what the YAML parser says', () => {
  before(() => speak(pseudoTexts()));
  after(() => speak({}));

  const files = ['compose', 'doc', 'parse'].flatMap((folder) =>
    readdirSync(path.join(library, folder)).map((file) => path.join(library, folder, file)),
  );
  const messages = [...new Set(files.filter((file) => file.endsWith('.js')).flatMap(messagesOf))];
  const names = namesIn(new Map([['', 'xx']]));

  it('can be translated, all of it that anybody can meet', () => {
    assert.ok(messages.length > 60, String(messages.length));
    // What is filled in is translated inside of the messages.
    const whole = (text: string): string =>
      parserMessage(text) === text ? `Plain value cannot start with ${text}` : text;
    assertTranslated(
      messages
        .filter((text) => !NEVER_SHOWN.includes(text))
        .map((text) => parserMessage(whole(text.replace(/\.$/, '')))),
      names,
    );
    assert.deepEqual(
      NEVER_SHOWN.filter((text) => !messages.includes(text)),
      [],
    );
  });

  it('keeps what it fills in', () => {
    assert.match(readYaml('a: [\n').problems[0]!.message, /\]\.$/);
    assert.match(readYaml('a: @b\n').problems[0]!.message, /@\.$/);
    assert.match(readYaml('a: "\\q"\n').problems[0]!.message, / \\q\.$/);
  });

  it('is said as it is where nobody has translated it', () => {
    speak({});
    assert.equal(parserMessage('Unexpected , in flow map'), 'Unexpected , in flow map');
    assert.equal(parserMessage('Something new at 7'), 'Something new at 7');
    speak(pseudoTexts());
  });
});
