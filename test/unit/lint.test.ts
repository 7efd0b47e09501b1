import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import { kinds } from '../../scripts/lint/noKindSwitch.mjs';
import { KINDS } from '../../server/src/model/kinds';

const root = path.resolve(import.meta.dirname, '../..');
const fixtures = path.join(root, 'test/lint-fixtures');

/** Each fixture breaks one rule: the rule, and what its message says of the place. */
const expected: Readonly<Record<string, readonly [rule: string, message: RegExp]>> = {
  'client/src/comparesKinds.ts': ['no-kind-switch', /"ReleasePin"/],
  'client/src/git/knowsVSCode.ts': ['packages', /"vscode".*not in client\/src\/git/],
  'client/src/git/knowsViews.ts': ['layers', /git\/ must not know client/],
  'client/src/git/runsGitToo.ts': ['packages', /"simple-git".*only in client\/src\/git\/runGit\.ts/],
  'client/src/knowsEngine.ts': ['layers', /client\/ must not know model/],
  'client/src/parsesYaml.ts': ['packages', /"yaml".*only in server\/src\/yaml/],
  'server/src/analysis/knowsFeatures.ts': ['layers', /analysis\/ must not know features/],
  'server/src/analysis/readsFiles.ts': ['packages', /"node:fs"/],
  'server/src/analysis/switchesOverKinds.ts': ['no-kind-switch', /"ReleaseBinding"/],
  'server/src/base/knowsYaml.ts': ['layers', /base\/ must not know yaml: it may import nothing/],
  'server/src/cli/knowsLanguageServer.ts': ['layers', /cli\/ must not know lsp/],
  'server/src/cli/talksToNetwork.ts': ['packages', /"node:https" is imported nowhere/],
  'server/src/features/answersInProtocol.ts': ['packages', /"vscode-languageserver".*only in server\/src\/lsp/],
  'server/src/features/knowsConnections.ts': ['layers', /features\/ must not know lsp/],
  'server/src/lsp/knowsCommandLine.ts': ['layers', /lsp\/ must not know cli/],
  'server/src/lsp/knowsVSCode.ts': ['packages', /"vscode".*only in client\/src/],
  'server/src/model/knowsRepository.ts': ['layers', /model\/ must not know repository/],
  'server/src/model/parsesYaml.ts': ['packages', /"yaml"/],
  'server/src/node/knowsRules.ts': ['layers', /node\/ must not know analysis/],
  'server/src/protocol.ts': ['layers', /protocol\/ must not know base/],
  'server/src/repository/knowsRules.ts': ['layers', /repository\/ must not know analysis/],
  'server/src/repository/spawnsGit.ts': ['packages', /"child_process"/],
  'server/src/stray/helper.ts': ['layers', /server\/src\/stray\/helper\.ts is in no layer/],
  'server/src/yaml/knowsKinds.ts': ['layers', /yaml\/ must not know model/],
};

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|mjs|cjs)$/.test(file))
    .map((file) => path.join(folder, file));
}

describe('lint', function () {
  // The first use loads the TypeScript compiler.
  this.timeout(60_000);

  it('has one fixture per line of the table, and none besides', () => {
    const files = sources('test/lint-fixtures').map((file) => path.relative('test/lint-fixtures', file));
    assert.deepEqual(files.sort(), Object.keys(expected).sort());
  });

  it('finds in each fixture the one fault it holds', async () => {
    const results = await new ESLint({ cwd: root, ignore: false }).lintFiles([fixtures]);
    const found = results.map(({ filePath, messages }) => [
      path.relative(fixtures, filePath),
      messages.map(({ ruleId }) => ruleId),
    ]);
    const wanted = Object.entries(expected).map(([file, [rule]]) => [file, [`openchoreo/${rule}`]]);
    assert.deepEqual(Object.fromEntries(found), Object.fromEntries(wanted));
    for (const { filePath, messages } of results) {
      assert.match(messages[0]?.message ?? '', expected[path.relative(fixtures, filePath)]?.[1] ?? /^$/);
    }
  });

  it('leaves out no file of the real tree, and applies the layer rules to every source', async () => {
    const eslint = new ESLint({ cwd: root });
    const own = ['client/src', 'server/src'].flatMap(sources);
    const rest = ['scripts', 'test'].flatMap(sources).filter((file) => !/^test\/(lint-fixtures|repos)\//.test(file));
    assert.ok(own.length > 50 && rest.length > 20, 'the sources are not where this test looks for them');
    for (const file of [...own, ...rest]) assert.equal(await eslint.isPathIgnored(file), false, file);
    // The configuration depends on the folder: one file of each will do.
    const perFolder = new Map(own.map((file) => [path.dirname(file), file]));
    for (const file of perFolder.values()) {
      const { rules } = (await eslint.calculateConfigForFile(file)) as { rules: Record<string, unknown[]> };
      for (const rule of ['layers', 'packages', 'no-kind-switch'])
        assert.equal(rules[`openchoreo/${rule}`]?.[0], 2, `${rule} is off for ${file}`);
    }
  });

  it('knows every kind by name', () => {
    assert.deepEqual([...kinds].sort(), [...new Set(KINDS.map(({ kind }) => kind))].sort());
  });
});
