import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DEFAULT_CONFIG, readConfig, type RepositoryConfig } from '../../../server/src/repository/config';
import { isExternal } from '../../../server/src/repository/external';
import { entersFolder, fileFilter } from '../../../server/src/repository/ignore';
import { readYaml } from '../../../server/src/yaml/read';

const read = (text: string) => readConfig(readYaml(text));

/** The text is taken whole: no problem, and the keys have these values. */
function checkTaken(text: string, expected: Partial<RepositoryConfig>): void {
  assert.deepEqual(read(text), { config: { ...DEFAULT_CONFIG, ...expected }, problems: [] });
}

/** The text has this one problem, and what it says there does not count. */
function checkRefused(text: string, path: string, message: RegExp, suggestion?: string): void {
  const { config, problems } = read(text);
  assert.deepEqual([problems.length, problems[0]?.path.join('.')], [1, path], text);
  assert.match(problems[0]!.message, message);
  assert.equal(problems[0]!.suggestion, suggestion);
  assert.deepEqual(config, DEFAULT_CONFIG);
}

describe('the configuration', () => {
  it('is all defaults where there is nothing', () => {
    for (const text of ['', '# nothing\n', '---\n', '{}', 'external:\nrules: ~\n']) checkTaken(text, {});
  });

  it('takes each key', () => {
    for (const version of ['1.0', '1.1', '1.2', 'proposal', 'auto'] as const)
      checkTaken(`platformVersion: "${version}"`, { platformVersion: version });
    checkTaken('platformVersion: 1.2', { platformVersion: '1.2' });
    checkTaken('defaultNamespace: team', { defaultNamespace: 'team' });
    checkTaken('rules: { a-rule: error, b: warning, c: information, d: off, e: "off" }', {
      rules: { 'a-rule': 'error', b: 'warning', c: 'information', d: 'off', e: 'off' },
    });
    checkTaken('external: [ClusterDataPlane/default]', { external: ['ClusterDataPlane/default'] });
    checkTaken('ignore:\n  - charts/**\n', { ignore: ['charts/**'] });
    checkTaken('crds: ["crds/*.yaml"]', { crds: ['crds/*.yaml'] });
    const promotion = {
      review: ['production'],
      baseBranch: 'main',
      branch: 'p/{environment}',
      commitMessage: 'm',
      signOff: true,
    };
    checkTaken(`promotion: ${JSON.stringify(promotion)}`, { promotion });
    checkTaken('promotion: { review: [] }', { promotion: { review: [] } });
    checkTaken('retention: { keep: 0 }', { retention: { keep: 0, days: DEFAULT_CONFIG.retention.days } });
    checkTaken('retention: { days: 7 }', { retention: { keep: DEFAULT_CONFIG.retention.keep, days: 7 } });
  });

  it('refuses each wrong shape, and says where and what it wants', () => {
    checkRefused('[a]', '', /^The configuration must be a map\./);
    checkRefused('just text', '', /^The configuration must be a map\./);
    checkRefused('platformVersion: 2', 'platformVersion', /one of 1\.0, 1\.1, 1\.2, proposal, auto/);
    checkRefused('platformVersion: [1.2]', 'platformVersion', /one of/);
    checkRefused('platformVersion: propsal', 'platformVersion', /Did you mean "proposal"/, 'proposal');
    checkRefused('defaultNamespace: [a]', 'defaultNamespace', /"defaultNamespace" must be a text/);
    checkRefused('defaultNamespace: ""', 'defaultNamespace', /must be a text/);
    checkRefused('rules: [a]', 'rules', /"rules" must be a map/);
    checkRefused('rules: { a-rule: fatal }', 'rules.a-rule', /one of error, warning, information, off/);
    checkRefused('rules: { a-rule: warnning }', 'rules.a-rule', /Did you mean "warning"/, 'warning');
    checkRefused('rules: { a-rule: true }', 'rules.a-rule', /one of/);
    for (const key of ['external', 'ignore', 'crds']) {
      checkRefused(`${key}: text`, key, /must be a list of texts/);
      checkRefused(`${key}: { a: 1 }`, key, /must be a list of texts/);
      checkRefused(`${key}: [1]`, key, /must be a list of texts/);
    }
    checkRefused('promotion: yes', 'promotion', /must be a map/);
    checkRefused('promotion: { review: production }', 'promotion.review', /must be a list of texts/);
    checkRefused('promotion: { signOff: "yes" }', 'promotion.signOff', /must be true or false/);
    checkRefused('promotion: { branch: 5.5.5x: }', 'promotion.branch', /./);
    for (const wrong of ['-1', '1.5', '"3"', 'many', '[]'])
      checkRefused(`retention: { keep: ${wrong} }`, 'retention.keep', /must be a whole number, 0 or more/);
  });

  it('names unknown keys, with what was meant or what there is', () => {
    checkRefused('defaultNamespaces: x', 'defaultNamespaces', /Did you mean "defaultNamespace"/, 'defaultNamespace');
    checkRefused('Ignore: [x]', 'Ignore', /Did you mean "ignore"/, 'ignore');
    checkRefused('zzz: 1', 'zzz', /has no key "zzz"\. Known keys: platformVersion, defaultNamespace, /);
    checkRefused('promotion: { reviews: [] }', 'promotion.reviews', /Did you mean "review"/, 'review');
    checkRefused('toString: 1', 'toString', /has no key/);
    checkRefused('__proto__: { ignore: [x] }', '__proto__', /has no key/);
  });

  it('counts where it fits, whatever else is wrong', () => {
    const { config, problems } = read('colour: red\ndefaultNamespace: team\nignore: 1\nexternal: [A/b]\n');
    assert.deepEqual([config.defaultNamespace, config.ignore, config.external], ['team', [], ['A/b']]);
    assert.equal(problems.length, 2);
  });

  it('of a broken file is what could be read', () => {
    assert.equal(read('defaultNamespace: team\nignore: [\n').config.defaultNamespace, 'team');
    assert.deepEqual(read('<<<<<<< a\n=======\n>>>>>>> b\n'), { config: DEFAULT_CONFIG, problems: [] });
  });
});

describe('what is external', () => {
  const external = (entry: string, kind: string, namespace: string | undefined, name: string) =>
    isExternal([entry], kind, namespace, name);

  it('is named by kind and name, in any namespace or in one', () => {
    assert.ok(external('Environment/prod', 'Environment', 'default', 'prod'));
    assert.ok(external('Environment/team/prod', 'Environment', 'team', 'prod'));
    assert.ok(!external('Environment/team/prod', 'Environment', 'default', 'prod'));
    assert.ok(external('ClusterDataPlane/default', 'ClusterDataPlane', undefined, 'default'));
    assert.ok(!external('Environment/prod', 'DataPlane', 'default', 'prod'));
    assert.ok(!external('Environment/prod', 'Environment', 'default', 'prod-eu'));
    assert.ok(!external('environment/prod', 'Environment', 'default', 'prod'));
  });

  it('may be named with wildcards, which end at a slash', () => {
    assert.ok(external('Environment/prod-*', 'Environment', 'default', 'prod-eu'));
    assert.ok(external('Environment/*', 'Environment', 'default', 'prod'));
    assert.ok(external('*/default', 'ClusterDataPlane', undefined, 'default'));
    assert.ok(external('*/*', 'Trait', 'a', 'b'));
    assert.ok(!external('*', 'Trait', 'a', 'b'));
    assert.ok(external('Environment/team-*/prod', 'Environment', 'team-a', 'prod'));
    assert.ok(!external('Environment/prod-*', 'Environment', 'default', 'xprod-eu'));
  });

  it('takes every other sign as it is', () => {
    assert.ok(!external('Environment/pr.d', 'Environment', 'default', 'prod'));
    assert.ok(external('Environment/pr.d', 'Environment', 'default', 'pr.d'));
    for (const entry of ['(', '[', 'a/[b', '\\', '', '+/?', '^$'])
      assert.ok(!external(entry, 'Environment', 'default', 'prod'), entry);
  });

  it('takes a moment with many wildcards', () => {
    const start = performance.now();
    assert.ok(!external(`Environment/${'a*'.repeat(40)}b`, 'Environment', 'default', 'a'.repeat(60)));
    assert.ok(performance.now() - start < 1000, `${performance.now() - start} ms`);
  });
});

describe('which files are read', () => {
  const reads = (ignore: readonly string[], ...files: string[]) => files.filter(fileFilter(ignore));

  it('is YAML in folders that hold manifests', () => {
    const files = ['a.yaml', 'b/c.yml', 'B/C.YAML', 'my build/a.yaml', 'builds/a.yaml'];
    assert.deepEqual(reads([], ...files), files);
    const others = [
      'a.json',
      'a.yaml.txt',
      '.github/a.yaml',
      'a/.hidden/b.yaml',
      'node_modules/x/a.yaml',
      'a/vendor/b.yaml',
    ];
    assert.deepEqual(reads([], ...others, 'target/a.yaml', 'build/a.yaml', 'dist/a.yaml'), []);
    assert.deepEqual(reads([], 'a/.hidden.yaml', 'build.yaml'), ['a/.hidden.yaml', 'build.yaml']);
  });

  it('leaves out what globs say', () => {
    const files = ['charts/a.yaml', 'charts/b/c.yaml', 'x/charts/d.yaml', 'e.yaml', 'f/secret.yaml'];
    assert.deepEqual(reads(['charts/**'], ...files), ['x/charts/d.yaml', 'e.yaml', 'f/secret.yaml']);
    assert.deepEqual(reads(['**/charts/**'], ...files), ['e.yaml', 'f/secret.yaml']);
    assert.deepEqual(reads(['charts/'], ...files), reads(['**/charts/**'], ...files));
    assert.deepEqual(reads(['/charts'], ...files), reads(['charts/**'], ...files));
    assert.deepEqual(reads(['./charts'], ...files), reads(['charts/**'], ...files));
    assert.deepEqual(reads(['*'], ...files), []);
    assert.deepEqual(reads(['{e,f/**}.yaml'], ...files), ['charts/a.yaml', 'charts/b/c.yaml', 'x/charts/d.yaml']);
  });

  it('counts a glob without a slash at any depth', () => {
    const files = ['secret.yaml', 'a/b/secret.yaml', 'a/charts/c.yaml', 'not-secret.yaml'];
    assert.deepEqual(reads(['secret.yaml'], ...files), ['a/charts/c.yaml', 'not-secret.yaml']);
    assert.deepEqual(reads(['charts'], ...files), ['secret.yaml', 'a/b/secret.yaml', 'not-secret.yaml']);
    assert.deepEqual(reads(['*secret*'], ...files), ['a/charts/c.yaml']);
  });

  it('is everything where a glob cannot be read', () => {
    assert.deepEqual(reads(['[', '', '{', '!(', ')('], 'a.yaml'), ['a.yaml']);
  });

  it('enters a folder by its name', () => {
    assert.deepEqual(['a', '.git', 'dist', 'vendor', 'node_modules', 'Build', 'x.y'].filter(entersFolder), [
      'a',
      'Build',
      'x.y',
    ]);
  });
});
