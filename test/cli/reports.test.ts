import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Ajv from 'ajv-draft-04';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import { runCli } from './runCli';

const broken = 'test/fixtures/broken';

describe('reports of check', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ocg-reports-'));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('writes SARIF 2.1.0 that its schema accepts', () => {
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, logger: false }).compile(
      sarifSchema,
    );
    for (const repository of [broken, 'test/repos/current']) {
      const log = JSON.parse(runCli(['check', repository, '--format', 'sarif']).stdout) as {
        runs: { results: unknown[] }[];
      };
      assert.ok(validate(log), JSON.stringify(validate.errors?.slice(0, 3)));
      assert.ok((log.runs[0]?.results.length ?? 0) > 0);
    }
    assert.equal(validate({ version: '2.1.0', runs: [{ tool: {} }] }), false);
  });

  it('escapes what GitHub’s runner would read as something else', () => {
    const line = runCli(['check', broken, '--format', 'github']).stdout.split('\n')[0] ?? '';
    assert.match(
      line,
      /^::error file=\.openchoreo-gitops\.yaml,line=3,endLine=3,col=1,endColumn=6,title=invalid-configuration::/,
    );
  });

  it('gives GitLab each problem under a fingerprint of its own, whatever its line', () => {
    const read = (
      text: string,
    ): { fingerprint: string; check_name: string; location: { lines: { begin: number } } }[] => JSON.parse(text);
    const issues = read(runCli(['check', broken, '--format', 'gitlab']).stdout);
    assert.ok(issues.length > 1);
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length);
    const moved = path.join(folder, 'moved');
    cpSync(broken, moved, { recursive: true });
    const file = path.join(moved, 'shop/old.yaml');
    writeFileSync(file, `# one line more\n${readFileSync(file, 'utf8')}`);
    const after = read(runCli(['check', moved, '--format', 'gitlab']).stdout);
    assert.deepEqual(
      after.map(({ fingerprint }) => fingerprint),
      issues.map(({ fingerprint }) => fingerprint),
    );
    assert.notDeepEqual(after, issues);
    rmSync(moved, { recursive: true });
  });

  it('reports only what a baseline does not know', () => {
    const baseline = path.join(folder, 'baseline.json');
    const written = runCli(['check', broken, '--write-baseline', baseline]);
    assert.equal(written.code, 0);
    assert.match(written.stderr, /Wrote \d+ known problems/);
    assert.equal(runCli(['check', broken, '--baseline', baseline]).code, 0);
    const known = JSON.parse(readFileSync(baseline, 'utf8')) as { version: 1; problems: unknown[] };
    writeFileSync(baseline, JSON.stringify({ ...known, problems: known.problems.slice(1) }));
    const report = JSON.parse(runCli(['check', broken, '--baseline', baseline, '--format', 'json']).stdout) as {
      problems: unknown[];
    };
    assert.equal(report.problems.length, 1);
  });

  it('says why a baseline cannot be used', () => {
    const none = path.join(folder, 'none.json');
    writeFileSync(none, '[]');
    for (const file of [none, path.join(folder, 'missing.json')]) {
      const { code, stderr } = runCli(['check', broken, '--baseline', file]);
      assert.equal(code, 2);
      assert.match(stderr, /baseline/);
    }
  });

  it('checks for the platform version that is asked for', () => {
    const project = path.join(folder, 'project.yaml');
    writeFileSync(
      project,
      'apiVersion: openchoreo.dev/v1alpha1\nkind: Project\nmetadata:\n  name: shop\nspec:\n  deploymentPipelineRef:\n    name: standard\n',
    );
    const codes = (version: string) =>
      (
        JSON.parse(runCli(['check', folder, '--platform-version', version, '--format', 'json']).stdout) as {
          problems: { code: string }[];
        }
      ).problems.map(({ code }) => code);
    assert.deepEqual(codes('1.1'), []);
    assert.deepEqual(codes('1.2'), ['missing-field']);
  });

  it('takes CRDs of the repository in place of the built-in schemas', () => {
    const crd = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'projects.openchoreo.dev' },
      spec: {
        group: 'openchoreo.dev',
        names: { kind: 'Project', plural: 'projects' },
        scope: 'Namespaced',
        versions: [
          {
            name: 'v1alpha1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: {
                  spec: { type: 'object', required: ['colour'], properties: { colour: { type: 'string' } } },
                },
              },
            },
          },
        ],
      },
    };
    const own = mkdtempSync(path.join(os.tmpdir(), 'ocg-crds-'));
    try {
      writeFileSync(path.join(own, 'crd.yaml'), JSON.stringify(crd));
      writeFileSync(
        path.join(own, 'project.yaml'),
        'apiVersion: openchoreo.dev/v1alpha1\nkind: Project\nmetadata:\n  name: shop\nspec: {}\n',
      );
      const { problems } = JSON.parse(runCli(['check', own, '--format', 'json']).stdout) as {
        problems: { message: string }[];
      };
      assert.equal(problems.length, 1);
      assert.match(problems[0]?.message ?? '', /colour/);
      const elsewhere = JSON.parse(runCli(['check', own, '--crds', 'crds/*.yaml', '--format', 'json']).stdout) as {
        problems: { message: string }[];
      };
      assert.ok(elsewhere.problems.every(({ message }) => !message.includes('colour')));
    } finally {
      rmSync(own, { recursive: true, force: true });
    }
  });
});
