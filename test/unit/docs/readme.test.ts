import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { CONFIG_FILE, readConfig } from '../../../server/src/repository/config';
import { readYaml } from '../../../server/src/yaml/read';
import { projectRoot } from '../../support/samples';

interface Setting {
  readonly default: unknown;
}

interface Manifest {
  readonly version: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
  };
}

const read = (file: string): string => readFileSync(path.join(projectRoot, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const readme = read('README.md');

/** The pages that people read, with their links and pictures. */
const pages = [
  ...readdirSync(projectRoot).filter((file) => file.endsWith('.md')),
  ...readdirSync(path.join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.posix.join('docs', file)),
];

/** GitHub's name of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

describe('README.md', () => {
  it('has a row for every setting, with its default, and for no other', () => {
    const rows = [...readme.matchAll(/^\| `(openchoreoGitops\.[\w.]+)` +\| `(.+?)` +\| .+ \|$/gm)];
    const settings = manifest.contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
    assert.deepEqual(
      rows.map(([, setting, value]) => [setting, value]).sort(),
      settings
        .map(([setting, { default: value }]) => [setting, typeof value === 'string' ? value : JSON.stringify(value)])
        .sort(),
    );
  });

  it('has a row for every command of the palette, and for no other', () => {
    const titles = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
    const { commands, menus } = manifest.contributes;
    const hidden = new Set(menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command));
    const [, table = ''] = /^\| command +\|.*\n\| -+ .*\n((?:\|.*\n)+)/m.exec(readme) ?? [];
    assert.deepEqual(
      [...table.matchAll(/^\| (.+?) +\|/gm)].map(([, title]) => title).sort(),
      commands
        .filter(({ command }) => !hidden.has(command))
        .map(({ title }) => titles[title.replaceAll('%', '')])
        .sort(),
    );
  });

  it('shows a configuration that is one', () => {
    const [, block] = /```yaml\n(platformVersion:[\s\S]*?)```/.exec(readme) ?? [];
    assert.ok(block, CONFIG_FILE);
    assert.deepEqual(readConfig(readYaml(block)).problems, []);
  });

  it('names the versions that package.json does', () => {
    const [node] = manifest.engines['node']!.match(/\d+\.\d+/)!;
    const [vscode] = manifest.engines['vscode']!.match(/\d+\.\d+/)!;
    assert.ok(readme.includes(`Node.js ${node} or newer`));
    assert.ok(readme.includes(`VS Code ${vscode} or newer`));
    assert.ok(readme.includes(`openchoreo-gitops-${manifest.version}.vsix`));
  });

  it('says the two commands with which it is tried and tested', () => {
    for (const command of ['npm start', 'npm test'])
      assert.ok(readme.includes(`\`\`\`sh\n${command}\n\`\`\``), command);
  });

  it('shows every picture there is, and none that is heavy', () => {
    const folder = path.join(projectRoot, 'docs/pictures');
    for (const picture of readdirSync(folder)) {
      assert.ok(readme.includes(`(docs/pictures/${picture})`), picture);
      assert.ok(statSync(path.join(folder, picture)).size < 150_000, `${picture} is too large`);
    }
  });
});

describe('links of the pages', () => {
  for (const page of pages)
    it(`of ${page} lead to files and headings that exist`, () => {
      const links = [...read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link]) => link!);
      for (const link of links) {
        const [file = '', anchor] = link.split('#');
        const target = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
        assert.ok(existsSync(path.join(projectRoot, target)), link);
        if (anchor === undefined) continue;
        const headings = [...read(target).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));
        assert.ok(headings.includes(anchor), link);
      }
    });
});

describe('CHANGELOG.md', () => {
  it('is as Keep a Changelog wants it', () => {
    const lines = read('CHANGELOG.md').split('\n');
    assert.equal(lines[0], '# Changelog');
    const versions = lines.filter((line) => line.startsWith('## '));
    assert.equal(versions[0], '## [Unreleased]');
    for (const version of versions.slice(1)) assert.match(version, /^## \[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$/);
    const kinds = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
    for (const line of lines.filter((each) => each.startsWith('### '))) assert.ok(kinds.includes(line.slice(4)), line);
    // Below the headings there are entries, and lines that go on with one.
    const entries = lines.slice(lines.indexOf('## [Unreleased]')).filter((line) => !/^(#.*|\[.*)?$/.test(line));
    assert.deepEqual(
      entries.filter((line) => !/^(- |  )\S/.test(line)),
      [],
    );
  });
});
