import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fixed, fixesOf } from '../../../support/fixes';
import { openFixture, openParsed, problemsOf } from '../../../support/fixture';

const API = 'apiVersion: openchoreo.dev/v1alpha1';
const environment = (name: string) =>
  `${API}\nkind: Environment\nmetadata: { name: ${name}, namespace: default }\nspec: { dataPlaneRef: { kind: DataPlane, name: default } }\n`;
const PIPELINE = `${API}
kind: DeploymentPipeline
metadata: { name: standard, namespace: default }
spec:
  promotionPaths:
    - sourceEnvironmentRef: { name: development }
      targetEnvironmentRefs: [{ name: staging }]
`;
const component = (name: string) =>
  `${API}\nkind: Component\nmetadata: { name: ${name}, namespace: default }\nspec:\n  owner: { projectName: shop }\n  componentType: { kind: ComponentType, name: deployment/service }\n`;
const workload = (name: string) =>
  `${API}\nkind: Workload\nmetadata: { name: ${name}, namespace: default }\nspec:\n  owner: { projectName: shop, componentName: ${name} }\n  container: { image: "x:1" }\n`;

describe('the fix that creates a missing manifest', () => {
  const made = (fixture: string, code: string, file: string) => {
    const opened = openFixture(fixture, { schemas: true });
    const before = problemsOf(opened).length;
    const { text, files } = fixed(opened, code, /^Create /, file);
    assert.equal(problemsOf(openParsed({ ...opened, files }, { schemas: true })).length, before - 1);
    return { text, files };
  };

  it('puts it where those of its kind are, and lists it where they are listed', () => {
    const { text, files } = made(
      `#- platform/kustomization.yaml
resources:
  - environments/development.yaml # first
  - pipeline.yaml
#- platform/environments/development.yaml
${environment('development')}#- platform/pipeline.yaml
${PIPELINE}`,
      'unresolved-reference',
      'platform/environments/staging.yaml',
    );
    assert.equal(
      text,
      `${API}\nkind: Environment\nmetadata:\n  name: staging\n  namespace: default\nspec:\n  dataPlaneRef:\n    kind: DataPlane\n    name: default\n`,
    );
    assert.equal(
      files.get('platform/kustomization.yaml'),
      'resources:\n  - environments/development.yaml # first\n  - pipeline.yaml\n  - environments/staging.yaml\n',
    );
  });

  it('puts a Workload beside its component, with a placeholder for what nobody can know', () => {
    const { text } = made(
      `#- projects/shop/components/cart/component.yaml
${component('cart')}#- projects/shop/components/search/component.yaml
${component('search')}#- projects/shop/components/search/workload.yaml
${workload('search')}`,
      'missing-workload',
      'projects/shop/components/cart/workload.yaml',
    );
    assert.match(
      text,
      /^ {2}owner:\n {4}projectName: shop\n {4}componentName: cart\n {2}container:\n {4}image: change-me\n$/m,
    );
  });

  it('writes no file over another, and none for what is cut or pinned', () => {
    const opened = openFixture(
      `#- e/development.yaml
${environment('development')}#- e/staging.yaml
apiVersion: v1
kind: ConfigMap
#- e/pipeline.yaml
${PIPELINE}#- b.yaml
${API}
kind: ReleaseBinding
metadata: { name: web-development, namespace: default }
spec: { owner: { projectName: shop, componentName: web }, environment: development, releaseName: web-1 }
#- r.yaml
${API}
kind: ComponentRelease
metadata: { name: other-1, namespace: default }
spec: { owner: { projectName: shop, componentName: other } }
`,
    );
    const titles = fixesOf(opened, 'unresolved-reference').flatMap((fixes) => fixes.map(({ title }) => title));
    assert.deepEqual(
      titles.filter((title) => title.startsWith('Create')),
      ['Create Environment "staging" in e/environment-staging.yaml'],
    );
  });

  it('names the file of no manifest after what cannot be a name', () => {
    const opened = openFixture(
      `#- development.yaml\n${environment('development')}#- p.yaml\n${PIPELINE.replace('name: staging', 'name: ../../x')}`,
    );
    const titles = fixesOf(opened, 'unresolved-reference').flatMap((fixes) => fixes.map(({ title }) => title));
    assert.deepEqual(
      titles.filter((title) => title.startsWith('Create')),
      [],
    );
  });
});

describe('the fix that declares something external', () => {
  const config = (text: string | undefined) => {
    const opened = openFixture(
      `${text === undefined ? '' : `#- .openchoreo-gitops.yaml\n${text}`}#- development.yaml\n${environment('development')}#- p.yaml\n${PIPELINE}`,
    );
    return fixed(opened, 'unresolved-reference', /^Declare Environment\/staging /, '.openchoreo-gitops.yaml').text;
  };

  it('makes the configuration, or adds to it in its own style', () => {
    assert.equal(config(undefined), 'external:\n  - Environment/staging\n');
    assert.equal(config('# Nothing yet.\n'), '# Nothing yet.\nexternal:\n  - Environment/staging\n');
    assert.equal(
      config('external: [ClusterTrait/a] # there\nignore: ["x/**"]\n'),
      'external: [ClusterTrait/a, Environment/staging] # there\nignore: ["x/**"]\n',
    );
    assert.equal(
      config('ignore:\n  - "x/**" # old\nexternal:\n'),
      'ignore:\n  - "x/**" # old\nexternal:\n  - Environment/staging\n',
    );
  });

  it('is not offered with a configuration that is broken', () => {
    const opened = openFixture(
      `#- .openchoreo-gitops.yaml\nexternal: [\n#- development.yaml\n${environment('development')}#- p.yaml\n${PIPELINE}`,
    );
    const fixes = fixesOf(opened, 'unresolved-reference').flat();
    assert.deepEqual(
      fixes.filter(({ title }) => title.startsWith('Declare')),
      [],
    );
  });
});
