import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { RULES } from '../../server/src/analysis/rules/index';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
  };
}

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const { contributes } = JSON.parse(read('package.json')) as Manifest;

/** Names of the properties of the object that a constant of a source file holds. */
function keysOf(file: string, constant: string): string[] {
  const keys: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === constant && node.initializer !== undefined) {
      assert.ok(ts.isObjectLiteralExpression(node.initializer), `${constant} of ${file} is no object`);
      for (const property of node.initializer.properties) keys.push(property.name?.getText() ?? property.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true));
  return keys;
}

function clientSources(): string[] {
  return readdirSync(path.join(root, 'client/src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(path.join('client/src', file)));
}

describe('what package.json promises', () => {
  it('of commands is registered, and nothing else is', () => {
    const table = keysOf('client/src/commands/index.ts', 'commandTable').map((name) => `openchoreoGitops.${name}`);
    // All others would have to be added here by hand.
    const calls = clientSources().flatMap((text) => [...text.matchAll(/registerCommand\(\s*([^,]+),/g)]);
    assert.deepEqual(
      calls.map(([, id]) => id),
      ['`openchoreoGitops.${name}`'],
    );
    assert.deepEqual(table.sort(), contributes.commands.map(({ command }) => command).sort());
  });

  it('of settings is in the README', () => {
    const readme = read('README.md');
    const settings = contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
    assert.ok(settings.length > 0);
    assert.deepEqual(
      settings.filter((setting) => !readme.includes(`\`${setting}\``)),
      [],
    );
  });
});

describe('docs/rules.md', () => {
  it('has a section for every rule', () => {
    const sections = new Set([...read('docs/rules.md').matchAll(/^#{2,3} `?([\w-]+)`?$/gm)].map(([, code]) => code));
    assert.deepEqual(
      RULES.map(({ code }) => code).filter((code) => !sections.has(code)),
      [],
    );
  });
});

describe('package-lock.json', () => {
  // So that it installs from whichever registry npm is set to.
  for (const folder of ['.', 'test/testbed/server', 'test/testbed/deps'])
    it(`of ${folder} names no host to download from`, () => {
      assert.doesNotMatch(read(path.join(folder, 'package-lock.json')), /"resolved": "https?:/);
    });
});
