import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readYaml } from '../../server/src/yaml/read';
import { toValue } from '../../server/src/yaml/value';
import { hermeticGit } from '../testbed';
import { projectRoot } from '../support/samples';
import { copyOfSample, temporaryFolder } from '../support/temporary';

/** The recipes of docs/ci.md, their commands run as the services run them: as far as that goes without the services. */

const components = 'namespaces/default/projects/shop/components';
const binding = `${components}/cart/release-bindings/cart-production.yaml`;
const release = `${components}/cart/releases/cart-20261102-1.yaml`;

function readRecipe(file: string): unknown {
  const { documents, problems } = readYaml(readFileSync(path.join(projectRoot, file), 'utf8'));
  assert.deepEqual([problems, documents.length], [[], 1], file);
  return toValue(documents[0]?.root);
}

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the recipes of docs/ci.md', () => {
  let folder: string;
  let prefix: string;

  function git(...args: string[]): string {
    return execFileSync('git', args, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...hermeticGit } }).trim();
  }

  function commit(message: string): void {
    git('add', '--all');
    git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', `--message=${message}`);
  }

  /** A script as GitHub and GitLab run it: it ends at the first command that fails. */
  function bash(script: string, env: Readonly<Record<string, string>> = {}): Run {
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', script], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        ...hermeticGit,
        NO_COLOR: '1',
        npm_config_prefix: prefix,
        npm_config_offline: 'true',
        npm_config_update_notifier: 'false',
        PATH: `${path.join(prefix, 'bin')}:${process.env['PATH']}`,
        ...env,
      },
    });
    return { code: status, stdout, stderr };
  }

  before(function () {
    this.timeout(120_000);
    folder = copyOfSample('current');
    prefix = temporaryFolder('prefix');
    git('init', '--quiet', '--initial-branch=main');
    commit('As it was');
    // The bundles have been built for this tier.
    mkdirSync(path.join(folder, '.ci'));
    const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', path.join(folder, '.ci')];
    const [packed] = JSON.parse(
      execFileSync('npm', pack, { cwd: projectRoot, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
    ) as [{ readonly files: readonly { readonly path: string }[] }];
    const strangers = packed.files.filter(
      ({ path: file }) =>
        !/^(dist\/cli\.js|schemas\/.+\.json|package\.json|(README|CHANGELOG)\.md|LICENSE)$/.test(file),
    );
    assert.deepEqual(strangers, []);
    commit('The package');
  });

  describe('GitHub Actions', () => {
    interface Step {
      readonly name?: string;
      readonly run?: string;
      readonly uses?: string;
    }
    interface Workflow {
      readonly jobs: { readonly check: { readonly env: Record<string, string>; readonly steps: readonly Step[] } };
    }
    const { env, steps } = (readRecipe('docs/ci/github-actions.yml') as Workflow).jobs.check;
    const run = (name: string): Run => {
      const script = steps.find((step) => step.name === name)?.run;
      assert.ok(script, name);
      return bash(script, { ...env, GITHUB_SHA: git('rev-parse', 'HEAD') });
    };

    it('installs the package, without network', () => {
      const { code, stderr } = run('Install');
      assert.equal(code, 0, stderr);
    });

    it('lets a clean repository pass, with a SARIF file to upload and HEAD where it was', () => {
      const head = git('rev-parse', 'HEAD');
      const { code, stdout, stderr } = run('Check');
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^::notice file=/);
      const { version, runs } = JSON.parse(readFileSync(path.join(folder, 'openchoreo.sarif'), 'utf8'));
      assert.equal(version, '2.1.0');
      assert.equal(runs.length, 1);
      assert.equal(git('rev-parse', 'HEAD'), head);
      rmSync(path.join(folder, 'openchoreo.sarif'));
      assert.equal(git('status', '--porcelain'), '');
    });

    it('fails on an error and on an edited release, and still writes the SARIF file', () => {
      const text = readFileSync(path.join(folder, binding), 'utf8');
      writeFileSync(path.join(folder, binding), text.replace('cart-20261102-1', 'cart-20261102-9'));
      appendFileSync(path.join(folder, release), '  extra: 1\n');
      commit('Two faults');
      const { code, stdout } = run('Check');
      assert.equal(code, 1);
      assert.match(stdout, new RegExp(`^::error file=${binding},line=12,.*title=unresolved-reference::`, 'm'));
      assert.match(stdout, new RegExp(`^::error file=${release},.*title=edited-release::`, 'm'));
      assert.match(readFileSync(path.join(folder, 'openchoreo.sarif'), 'utf8'), /edited-release/);
      rmSync(path.join(folder, 'openchoreo.sarif'));
    });
  });

  describe('GitLab', () => {
    interface Job {
      /** A number becomes a text in the environment, here as there. */
      readonly variables: Record<string, string>;
      readonly before_script: readonly string[];
      readonly script: readonly string[];
      readonly artifacts: { readonly reports: { readonly codequality: string } };
    }
    const job = (readRecipe('docs/ci/gitlab-ci.yml') as { readonly openchoreo: Job }).openchoreo;

    it('fails on what the merge request did, and writes its Code Quality report', () => {
      const report = path.join(folder, job.artifacts.reports.codequality);
      const head = git('rev-parse', 'HEAD');
      const { code, stdout } = bash([...job.before_script, ...job.script].join('\n'), {
        ...job.variables,
        CI_MERGE_REQUEST_DIFF_BASE_SHA: git('rev-parse', 'HEAD^1'),
      });
      git('reset', '--quiet', '--soft', head);
      assert.equal(code, 1);
      assert.match(stdout, /edited-release/);
      const issues = JSON.parse(readFileSync(report, 'utf8')) as { check_name: string; location: { path: string } }[];
      rmSync(report);
      const faults = issues.filter(({ check_name: name }) => /edited-release|unresolved-reference/.test(name));
      assert.deepEqual(faults.map(({ location }) => location.path).sort(), [binding, release].sort());
    });
  });

  describe('pre-commit', () => {
    interface Hook {
      readonly id: string;
      readonly entry: string;
      readonly files: string;
      readonly pass_filenames: boolean;
    }
    const [hook] = readRecipe('.pre-commit-hooks.yaml') as [Hook];

    it('names a hook of this repository at this version', () => {
      const { repos } = readRecipe('docs/ci/pre-commit-config.yaml') as {
        readonly repos: readonly [{ repo: string; rev: string; hooks: readonly { id: string }[] }];
      };
      const { version, repository } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
      const [{ repo, rev, hooks }] = repos;
      assert.deepEqual([`${repo}.git`, rev, hooks], [repository.url, `v${version}`, [{ id: hook.id }]]);
    });

    it('runs for manifests and the configuration, on the whole repository', () => {
      const files = new RegExp(hook.files);
      for (const file of [binding, '.openchoreo-gitops.yaml', 'a.yml']) assert.match(file, files);
      assert.doesNotMatch('README.md', files);
      assert.equal(hook.pass_filenames, false);
      assert.equal(bash(hook.entry).code, 1);
    });
  });

  describe('an old repository', () => {
    it('is let pass with its baseline', () => {
      const text = readFileSync(path.join(projectRoot, 'docs/ci.md'), 'utf8');
      const lines = [...text.matchAll(/^ *(openchoreo-gitops .+baseline .+)$/gm)].map(([, line]) => line!);
      assert.equal(lines.length, 2);
      const { code, stderr } = bash(lines.join('\n'));
      assert.equal(code, 0, stderr);
    });
  });

  it('names the version of the package that is packed', () => {
    const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
    for (const file of ['docs/ci.md', 'docs/ci/github-actions.yml', 'docs/ci/gitlab-ci.yml'])
      for (const [, found] of readFileSync(path.join(projectRoot, file), 'utf8').matchAll(
        /gitops-(\d+\.\d+\.\d+)\.\w+/g,
      ))
        assert.equal(found, version, file);
  });
});
