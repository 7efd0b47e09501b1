import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

interface Menu {
  /** Absent where the entry is a menu of its own. */
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly icon: string;
  readonly capabilities: Readonly<
    Record<'untrustedWorkspaces' | 'virtualWorkspaces', { readonly supported: unknown; readonly description: string }>
  >;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly category?: string;
      readonly title: string;
      readonly enablement?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly Menu[]>>;
    readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly contents: string; readonly when?: string }[];
  };
}

/** Plain JavaScript without declarations, hence not imported by name. */
const l10nScript: string = '../../../scripts/lib/l10n.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const texts = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
const source = readdirSync(path.join(root, 'client/src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => read(path.join('client/src', file)))
  .join('\n');
const { commands, menus, configuration, views, viewsWelcome } = manifest.contributes;

describe('package.json and the client', () => {
  it('have a text for every %key%, and no text that nothing uses', () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? '');
    assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
  });

  it('give every command the category and a title that can be translated', () => {
    for (const { command, category, title } of commands) {
      assert.equal(category, 'OpenChoreo GitOps', command);
      assert.match(title, /^%.+%$/, command);
    }
  });

  it('name in menus and welcome texts only commands of ours that exist', () => {
    const known = new Set(commands.map(({ command }) => command));
    // The source also names views, `when` keys, settings and its status bar entry in this way.
    const keys = [...JSON.stringify(manifest).matchAll(/"when":"(.*?[^\\])"/g)].flatMap(([, when]) =>
      [...(when ?? '').matchAll(/openchoreoGitops\.\w+/g)].map(([key]) => key),
    );
    const other = new Set([
      ...keys,
      ...views['openchoreoGitops']!.map(({ id }) => id),
      'openchoreoGitops.status',
      ...configuration.flatMap(({ properties }) => Object.keys(properties)),
    ]);
    const named = [
      ...Object.values(menus).flatMap((menu) => menu.flatMap(({ command }) => command ?? [])),
      ...[...JSON.stringify(texts).matchAll(/command:(openchoreoGitops\.\w+)\b(?!\.focus)/g)].map(
        ([, command]) => command ?? '',
      ),
      ...[...source.matchAll(/'(openchoreoGitops\.\w+)'/g)]
        .map(([, name]) => name ?? '')
        .filter((name) => !other.has(name)),
    ];
    assert.deepEqual(
      named.filter((command) => !known.has(command)),
      [],
    );
  });

  it('say of every menu entry and welcome text when it is shown', () => {
    const entries = [...Object.values(menus).flat(), ...viewsWelcome];
    assert.deepEqual(
      entries.filter(({ when }) => !when),
      [],
    );
  });

  it('offer what runs Git only in a workspace that is trusted', () => {
    const changing = readdirSync(path.join(root, 'client/src/commands'))
      .filter((file) => /await pinsToChange\(/.test(read(path.join('client/src/commands', file))))
      .map((file) => path.basename(file, '.ts'));
    assert.ok(changing.includes('promote'));
    const trusting = commands.filter(({ enablement }) => enablement?.includes('isWorkspaceTrusted'));
    const names = trusting.map(({ command }) => command.replace('openchoreoGitops.', ''));
    assert.deepEqual(names.sort(), [...changing, 'redeploy'].sort(), 'undeploy.ts holds two commands');
  });

  it('show themselves in editors only for files on a disk that hold what they act on', () => {
    for (const menu of ['editor/title', 'editor/context', 'explorer/context'] as const)
      for (const { when } of menus[menu] ?? []) {
        assert.match(when ?? '', /resourcePath in openchoreoGitops\.(bindingFiles|releasableFiles|releaseFiles)/);
        // A version of the file that Git has, or a plan has made, goes by the same path.
        if (menu !== 'explorer/context') assert.match(when ?? '', /^resourceScheme =~ .*file.*vscode-remote/);
      }
  });

  it('declare exactly the settings that are read', () => {
    const declared = configuration.flatMap(({ properties }) => Object.keys(properties));
    const readHere = [...source.matchAll(/getConfiguration\('openchoreoGitops'[^)]*\)\s*\.get<[^>]*>\('([\w.]+)'\)/g)];
    // Read by the language client, as its documentation says; and by the server, which is told all settings.
    const readThere = ['openchoreoGitops.trace.server', 'openchoreoGitops.codeLens'];
    assert.match(read('server/src/lsp/clientFeatures.ts'), /\?\.codeLens !== false/);
    const used = readHere.map(([, name]) => `openchoreoGitops.${name}`);
    assert.deepEqual([...new Set([...used, ...readThere])].sort(), declared.sort());
  });

  it('do not activate on every YAML file', () => {
    assert.deepEqual(
      manifest.activationEvents.filter((event) => !event.startsWith('workspaceContains:')),
      [],
    );
  });

  it('say what they leave out in Restricted Mode, and why they need files on a disk', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    assert.equal(virtualWorkspaces.supported, false);
    for (const { description } of [untrustedWorkspaces, virtualWorkspaces]) assert.match(description, /^%.+%$/);
  });

  it('have an icon of at least 128 pixels', () => {
    assert.ok(existsSync(path.join(root, manifest.icon)));
    // Width and height stand at bytes 16 and 20 of a PNG.
    const png = readFileSync(path.join(root, manifest.icon));
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    assert.ok(png.readUInt32BE(16) >= 128 && png.readUInt32BE(20) >= 128);
  });
});

describe('l10n/bundle.l10n.json', () => {
  it('holds the texts of client, server and schemas, neither more nor less ("node scripts/l10n.mjs" writes it)', async function () {
    // All sources are parsed.
    this.timeout(60_000);
    const { collectTexts } = (await import(l10nScript)) as {
      collectTexts(): Readonly<Record<string, string>>;
    };
    assert.deepEqual(JSON.parse(read('l10n/bundle.l10n.json')), collectTexts());
  });
});
