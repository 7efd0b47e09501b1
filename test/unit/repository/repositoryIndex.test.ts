import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { keyOf, type FactKey } from '../../../server/src/repository/repositoryIndex';
import { Repository } from '../../../server/src/repository/repository';
import { CONFIG_FILE } from '../../../server/src/repository/config';

const API = 'apiVersion: openchoreo.dev/v1alpha1';
const workload = (endpoint: string, name = 'web') =>
  `${API}\nkind: Workload\nmetadata: { name: ${name} }\nspec: { owner: { componentName: web }, endpoints: { ${endpoint}: {} } }\n`;

/** The fact keys that change when a file's text does. */
function changed(before: string | undefined, after: string | undefined): FactKey[] {
  const repository = new Repository();
  repository.setFile('a.yaml', before);
  return [...repository.setFile('a.yaml', after)].sort();
}

const MANIFEST = keyOf.manifest('Workload', 'default', 'web');
const OWNED = keyOf.owned('Workload', 'default', 'web');
const KIND = keyOf.kind('Workload');
const USE = keyOf.uses('Component', 'default', 'web');

describe('facts that change with a file', () => {
  it('are none for comments, layout and line ends', () => {
    const text = workload('http');
    assert.deepEqual(
      changed(text, `# new\n\n${text.replace('{ componentName: web }', '{\n  "componentName": "web",\n }')}`),
      [],
    );
    assert.deepEqual(changed(text, text.replaceAll('\n', '\r\n')), []);
  });

  it('are the manifest and whose it is, and not the names of its kind, for an edit inside', () => {
    const keys = changed(workload('http'), workload('grpc'));
    assert.ok(keys.includes(MANIFEST) && keys.includes(OWNED) && !keys.includes(KIND));
  });

  it('are the names of the kind too when one comes, goes or is renamed', () => {
    for (const keys of [
      changed(undefined, workload('http')),
      changed(workload('http'), undefined),
      changed(workload('http'), workload('http', 'api')),
      changed(workload('http'), `${workload('http')}---\n${workload('http')}`),
    ])
      assert.ok(keys.includes(KIND) && keys.includes(OWNED) && keys.includes(USE), keys.join());
  });

  it('are those of duplicates that change places, since the first one counts', () => {
    const [a, b] = [workload('http'), workload('grpc')];
    assert.ok(changed(`${a}---\n${b}`, `${b}---\n${a}`).includes(MANIFEST));
  });

  it('are those of a manifest that becomes doubtful, though it says the same', () => {
    const twice = workload('http').replace('spec:', 'spec: {}\nspec:');
    assert.ok(changed(workload('http'), twice).includes(MANIFEST));
  });

  it('are the kinds that an unreadable file seems to declare', () => {
    const template = `${API}\nkind: Workload\nmetadata: { name: {{ x }} }\n`;
    assert.deepEqual(changed(undefined, template), [KIND]);
    assert.deepEqual(changed(template, undefined), [KIND]);
  });
});

describe('the repository', () => {
  const files = (repository: Repository) => [...repository.files.fileNames()].sort();

  it('gives manifests the configured namespace, cluster-scoped ones none', () => {
    const repository = new Repository();
    repository.setFile(
      'a.yaml',
      `${workload('http')}---\n${API}\nkind: ClusterTrait\nmetadata: { name: t, namespace: x }\n`,
    );
    const namespaces = () => repository.files.manifestsOf('a.yaml').map(({ inNamespace }) => inNamespace);
    assert.deepEqual(namespaces(), ['default', undefined]);
    repository.setConfig('defaultNamespace: team\n');
    assert.deepEqual(namespaces(), ['team', undefined]);
    assert.ok(repository.view.find('Workload', 'team', 'web') && !repository.view.find('Workload', 'default', 'web'));
    repository.setConfig(undefined);
    assert.deepEqual(namespaces(), ['default', undefined]);
  });

  it('does not keep files that it does not read', () => {
    const repository = new Repository();
    repository.setConfig('ignore: [charts]\n');
    for (const file of ['a.yaml', 'charts/a.yaml', 'a.txt', '.hidden/a.yaml', 'a.yml'])
      repository.setFile(file, workload('http'));
    assert.deepEqual(files(repository), ['a.yaml', 'a.yml']);
    assert.ok(repository.reads(CONFIG_FILE) && !repository.reads('charts/a.yaml'));
    repository.setConfig('ignore: [a.yaml]\n');
    assert.deepEqual(files(repository), ['a.yml']);
  });

  it('forgets a file that is gone, and its uses', () => {
    const repository = new Repository();
    const component = `${API}\nkind: Component\nmetadata: { name: web }\n`;
    repository.setFile('c.yaml', component);
    repository.setFile('w.yaml', workload('http'));
    const manifest = repository.view.find('Component', 'default', 'web')!;
    assert.equal(repository.view.usesOf(manifest).length, 1);
    repository.setFile('w.yaml', undefined);
    assert.equal(repository.view.usesOf(manifest).length, 0);
    assert.equal(repository.files.manifestCount, 1);
    repository.setFile('c.yaml', '');
    assert.equal(repository.files.manifestCount, 0);
    assert.ok(!repository.view.declares('Component'));
  });

  it('lists by file and place, whatever came first', () => {
    const repository = new Repository();
    repository.setFile('b.yaml', workload('http'));
    repository.setFile('a.yaml', `${workload('grpc', 'x')}---\n${workload('http')}`);
    assert.deepEqual(
      repository.view.ofKind('Workload').map(({ file, name }) => [file, name]),
      [
        ['a.yaml', 'x'],
        ['a.yaml', 'web'],
        ['b.yaml', 'web'],
      ],
    );
    assert.equal(repository.view.find('Workload', 'default', 'web')?.file, 'a.yaml');
  });

  it('counts its revisions', () => {
    const repository = new Repository();
    const before = repository.revision;
    repository.setFile('a.yaml', workload('http'));
    repository.setConfig(undefined);
    assert.equal(repository.revision, before + 2);
  });
});
