import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  downstream,
  isProduction,
  onlyPipeline,
  pipelineOfProject,
  readPipeline,
} from '../../../server/src/analysis/pipelines';
import { dateOfName, orderReleases } from '../../../server/src/analysis/releaseOrder';
import { openFixture } from '../../support/fixture';

/** A pipeline of paths `a>b,c`; every other name is written as an old string. */
function pipeline(...paths: readonly string[]) {
  const promotionPaths = paths.map((path, i) => {
    const [source, targets = ''] = path.split('>');
    const ref = (name: string) => (i % 2 === 0 ? { name } : name);
    return {
      sourceEnvironmentRef: ref(source!),
      targetEnvironmentRefs: targets === '' ? [] : targets.split(',').map(ref),
    };
  });
  const { repository } = openFixture(
    JSON.stringify({
      apiVersion: 'openchoreo.dev/v1alpha1',
      kind: 'DeploymentPipeline',
      metadata: { name: 'p' },
      spec: { promotionPaths },
    }),
  );
  return readPipeline(repository.view.find('DeploymentPipeline', 'default', 'p')!);
}

describe('a pipeline', () => {
  const order = (...paths: readonly string[]) => pipeline(...paths).environments.join(' ');

  it('goes from its roots, breadth first, in document order', () => {
    assert.equal(order('dev>stage', 'stage>prod'), 'dev stage prod');
    assert.equal(order('stage>prod', 'dev>stage'), 'dev stage prod');
    assert.equal(order('dev>'), 'dev');
    assert.equal(order(), '');
  });

  it('may fork and join', () => {
    assert.equal(order('dev>stage,perf', 'stage>prod'), 'dev stage perf prod');
    const diamond = pipeline('dev>a,b', 'a>prod', 'b>prod');
    assert.deepEqual(diamond.environments, ['dev', 'a', 'b', 'prod']);
    assert.deepEqual(diamond.sources.get('prod'), ['a', 'b']);
    assert.deepEqual(diamond.targets.get('dev'), ['a', 'b']);
  });

  it('may have two roots, or none', () => {
    assert.deepEqual(pipeline('dev>prod', 'lab>prod').roots, ['dev', 'lab']);
    const cycle = pipeline('a>b', 'b>a');
    assert.deepEqual([cycle.roots, cycle.environments], [[], ['a', 'b']]);
    assert.equal(order('dev>a', 'a>b', 'b>a'), 'dev a b');
    assert.equal(order('a>a'), 'a');
  });

  it('may say the paths of one source in several places, and a path twice', () => {
    const split = pipeline('dev>stage', 'dev>perf', 'dev>stage');
    assert.deepEqual(split.targets.get('dev'), ['stage', 'perf']);
    assert.deepEqual(split.sources.get('stage'), ['dev']);
  });

  it('leads downstream, nearest first', () => {
    const graph = pipeline('dev>stage,perf', 'stage>prod', 'prod>dev');
    assert.deepEqual(downstream(graph, 'dev'), ['stage', 'perf', 'prod']);
    assert.deepEqual(downstream(graph, 'perf'), []);
    assert.deepEqual(downstream(graph, 'nowhere'), []);
  });

  it('is read whatever its shape', () => {
    const { repository } = openFixture(`
apiVersion: openchoreo.dev/v1alpha1
kind: DeploymentPipeline
metadata: { name: p }
spec:
  promotionPaths:
    - text
    - sourceEnvironmentRef: [a]
      targetEnvironmentRefs: { name: b }
    - targetEnvironmentRefs: [{ name: orphan, requiresApproval: true }, { name: "" }, 5, { name: two, isManualApprovalRequired: true }]
    - sourceEnvironmentRef: { kind: Environment, name: dev }
`);
    const read = readPipeline(repository.view.find('DeploymentPipeline', 'default', 'p')!);
    assert.deepEqual(read.environments, ['orphan', 'two', 'dev']);
    assert.deepEqual([...read.needApproval], ['orphan', 'two']);
  });
});

describe('the pipeline of a project', () => {
  const fixture = `
apiVersion: openchoreo.dev/v1alpha1
kind: DeploymentPipeline
metadata: { name: standard }
---
apiVersion: openchoreo.dev/v1alpha1
kind: DeploymentPipeline
metadata: { name: standard, namespace: team }
---
apiVersion: openchoreo.dev/v1alpha1
kind: DeploymentPipeline
metadata: { name: other, namespace: team }
---
apiVersion: openchoreo.dev/v1alpha1
kind: Project
metadata: { name: shop }
spec: { deploymentPipelineRef: standard }
---
apiVersion: openchoreo.dev/v1alpha1
kind: Project
metadata: { name: lost }
spec: { deploymentPipelineRef: { name: gone } }
---
apiVersion: openchoreo.dev/v1alpha1
kind: Environment
metadata: { name: prod }
spec: { isProduction: true }
`;
  const { view } = openFixture(fixture).repository;

  it('is the one that it names, in its namespace', () => {
    assert.equal(pipelineOfProject(view, 'default', 'shop')?.manifest.key, 'DeploymentPipeline/default/standard');
    assert.equal(pipelineOfProject(view, 'default', 'lost'), undefined);
    assert.equal(pipelineOfProject(view, 'team', 'shop'), undefined);
  });

  it('is the only one of the namespace for owners without a project', () => {
    assert.equal(onlyPipeline(view, 'default')?.manifest.name, 'standard');
    assert.equal(onlyPipeline(view, 'team'), undefined);
  });

  it('knows production by what the Environment says', () => {
    assert.ok(isProduction(view, 'default', 'prod') && !isProduction(view, 'team', 'prod'));
  });
});

describe('the order of releases', () => {
  it('is that of date and number in their names', () => {
    assert.deepEqual(orderReleases('web', ['web-20260102-1', 'web-20260101-10', 'web-20260101-9', 'web-20251231-1']), [
      'web-20251231-1',
      'web-20260101-9',
      'web-20260101-10',
      'web-20260102-1',
    ]);
    assert.deepEqual(orderReleases('a-20260101-1', ['a-20260101-1-20260101-2', 'a-20260101-1-20260101-1']), [
      'a-20260101-1-20260101-1',
      'a-20260101-1-20260101-2',
    ]);
  });

  it('is that of the commits that added them, where a name has no date', () => {
    const added: Record<string, number> = { 'web-b': 10, 'web-a': 20, 'web-20260101-1': 15 };
    assert.deepEqual(
      orderReleases('web', ['web-20260101-1', 'web-a', 'web-b'], (name) => added[name]),
      ['web-b', 'web-20260101-1', 'web-a'],
    );
  });

  it('is unknown where neither tells', () => {
    assert.equal(orderReleases('web', ['web-20260101-1', 'web-a']), undefined);
    assert.equal(
      orderReleases('web', ['web-a', 'web-b'], (name) => (name === 'web-a' ? 1 : undefined)),
      undefined,
    );
    assert.deepEqual(orderReleases('web', []), []);
  });

  it('takes only dates that exist, of the owner itself', () => {
    assert.deepEqual(dateOfName('web', 'web-20260228-3'), { date: '20260228', number: 3 });
    for (const name of [
      'web-20261301-1',
      'web-20260100-1',
      'web-20260132-1',
      'api-20260101-1',
      'web-2026011-1',
      'web-20260101',
      'web-20260101-x',
    ])
      assert.equal(dateOfName('web', name), undefined, name);
  });
});
