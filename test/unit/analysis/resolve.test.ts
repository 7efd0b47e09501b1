import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { namesInScope, resolve, type Resolution } from '../../../server/src/analysis/resolve';
import { openFixture } from '../../support/fixture';

/** What the reference under the cursor of a fixture means. */
function resolution(fixture: string): Resolution {
  const { repository, cursor } = openFixture(fixture);
  for (const manifest of repository.files.manifestsOf(cursor!.file))
    for (const reference of manifest.references)
      if (reference.span.start <= cursor!.offset && cursor!.offset <= reference.span.end)
        return resolve(repository.view, manifest, reference);
  throw new Error('No reference under the cursor');
}

function checkUnknowable(fixture: string, why: RegExp): void {
  const found = resolution(fixture);
  assert.ok(found.kind === 'unknowable', JSON.stringify(found));
  assert.match(found.why, why);
}

const API = 'apiVersion: openchoreo.dev/v1alpha1';
const BINDING = `---\n${API}\nkind: ReleaseBinding\nmetadata: { name: b }\nspec: { environment: stag<|>ing }\n`;
const environment = (name: string, namespace = 'default') =>
  `${API}\nkind: Environment\nmetadata: { name: ${name}, namespace: ${namespace} }\n`;

describe('the three answers to "does it exist?"', () => {
  it('exists', () => {
    const found = resolution(environment('staging') + BINDING);
    assert.ok(found.kind === 'found' && found.manifest.name === 'staging');
  });

  it('exists twice: the first by file and place is meant', () => {
    const found = resolution(`#- b.yaml\n${environment('staging')}#- a.yaml\n${environment('staging')}${BINDING}`);
    assert.ok(found.kind === 'found' && found.manifest.file === 'a.yaml');
  });

  it('exists as the second kind that the name may mean', () => {
    const workload = `---\n${API}\nkind: Workload\nmetadata: { name: w }\nspec: { owner: { componentName: w<|>eb } }\n`;
    const found = resolution(`${API}\nkind: ComponentV2\nmetadata: { name: web }\n${workload}`);
    assert.ok(found.kind === 'found' && found.manifest.kind.kind === 'ComponentV2');
  });

  it('is missing, and these could be meant', () => {
    const found = resolution(
      `${environment('prod')}---\n${environment('dev')}---\n${environment('other', 'team')}${BINDING}`,
    );
    assert.ok(found.kind === 'missing');
    assert.deepEqual([found.kinds, found.namespace, found.candidates], [['Environment'], 'default', ['dev', 'prod']]);
  });

  it('is missing inside the manifest that would declare it', () => {
    const found = resolution(`
${API}
kind: SecretReference
metadata: { name: s }
spec: { data: [{ secretKey: b }, { secretKey: a }] }
---
${API}
kind: Workload
metadata: { name: w }
spec: { container: { files: [{ valueFrom: { secretKeyRef: { name: s, key: c<|> } } }] } }
`);
    assert.ok(found.kind === 'missing' && found.holder?.name === 's');
    assert.deepEqual(found.candidates, ['a', 'b']);
  });

  it('cannot be known: the repository declares no such kind', () => {
    checkUnknowable(BINDING, /^this repository declares no Environment$/);
  });

  it('cannot be known: the configuration says that it is elsewhere', () => {
    checkUnknowable(
      `#- .openchoreo-gitops.yaml\nexternal: [Environment/s*]\n#- a.yaml\n${environment('prod')}${BINDING}`,
      /lists Environment\/staging as external/,
    );
  });

  it('cannot be known: a file that cannot be read may declare it', () => {
    const template = `${API}\nkind: Environment\nmetadata: { name: {{ .x }} }\n`;
    checkUnknowable(
      `#- t.yaml\n${template}#- a.yaml\n${environment('prod')}${BINDING}`,
      /seems to declare a Environment/,
    );
    checkUnknowable(`#- t.yaml\n${template}#- a.yaml\n${BINDING}`, /declares no Environment|seems to declare/);
  });

  it('cannot be known: the default installation supplies it', () => {
    const project = `---\n${API}\nkind: Project\nmetadata: { name: p }\nspec: { deploymentPipelineRef: { name: de<|>fault } }\n`;
    const pipeline = (namespace: string) =>
      `${API}\nkind: DeploymentPipeline\nmetadata: { name: x, namespace: ${namespace} }\n`;
    checkUnknowable(pipeline('default') + project, /default installation supplies DeploymentPipeline "default"/);
    const inTeam = project.replace('name: p', 'name: p, namespace: team');
    assert.equal(resolution(pipeline('team') + inTeam).kind, 'missing');
  });

  it('cannot be known: nobody here says what declares it', () => {
    const text = (workloads: string) => `
${API}
kind: Workload
metadata: { name: w }
spec: { dependencies: { endpoints: [{ component: api, name: ht<|>tp }] } }
${workloads}`;
    const api = `---\n${API}\nkind: Workload\nmetadata: { name: api }\nspec: { owner: { componentName: api } }\n`;
    checkUnknowable(text(''), /is not in this repository/);
    checkUnknowable(text(api + api.replace('name: api', 'name: other')), /is not in this repository/);
    assert.equal(resolution(text(api)).kind, 'missing');
  });

  it('is asked in the namespace that the reference names', () => {
    const text = `
${API}
kind: ClusterAuthzRoleBinding
metadata: { name: b }
spec: { roleMappings: [{ scope: { namespace: team, project: sh<|>op } }] }
---
${API}
kind: Project
metadata: { name: shop, namespace: NAMESPACE }
`;
    assert.equal(resolution(text.replace('NAMESPACE', 'team')).kind, 'found');
    assert.equal(resolution(text.replace('NAMESPACE', 'default')).kind, 'missing');
    assert.equal(resolution(text.replace('namespace: team, ', '').replace('NAMESPACE', 'any')).kind, 'found');
  });
});

describe('the names in scope', () => {
  it('are those of the namespace and of the cluster, each once, sorted', () => {
    const { repository } = openFixture(`
${API}
kind: Trait
metadata: { name: b, namespace: team }
---
${API}
kind: Trait
metadata: { name: other }
---
${API}
kind: ClusterTrait
metadata: { name: a }
---
${API}
kind: ClusterTrait
metadata: { name: b }
`);
    assert.deepEqual(namesInScope(repository.view, ['Trait', 'ClusterTrait'], 'team'), ['a', 'b']);
    assert.deepEqual(namesInScope(repository.view, ['Environment'], 'team'), []);
  });
});
