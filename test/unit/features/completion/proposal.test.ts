import assert from 'node:assert/strict';
import { accepted, ask, labelsAt, offered } from '../../../support/language';

/** A type and an addon in the inline dialect, and a component that uses both. */
const PLATFORM = `
#- .openchoreo-gitops.yaml
platformVersion: proposal
#- platform.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentTypeDefinition
metadata: { name: rest }
spec:
  workloadType: deployment
  schema:
    types: { limits: { cpu: string | default=100m, memory: string } }
    parameters:
      port: integer
      odd: so much | for=this
    envOverrides:
      replicas: integer | default=1
      logLevel: string | default=info enum="debug,info,warn"
      limits: limits
  resources: [{ id: deployment, template: {} }]
---
apiVersion: openchoreo.dev/v1alpha1
kind: Addon
metadata: { name: cache }
spec:
  schema:
    parameters: { ttl: string | default=60s }
    envOverrides: { memory: string | default=64Mi }
`;

const OWNER = `
#- component.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: Component
metadata: { name: web }
spec:
  componentType: deployment/rest
  addons: [{ name: cache, instanceId: results }]
`;

const component = (rest: string) => `${PLATFORM}
#- mine.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: Component
metadata: { name: mine }
spec:
  componentType: deployment/rest
${rest}`;

const settings = (rest: string) => `${PLATFORM}${OWNER}
#- settings.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: EnvSettings
metadata: { name: web-production }
spec:
  owner: { componentName: web }
  environment: production
${rest}`;

const tail = (text: string, from: string) => text.slice(text.lastIndexOf(from));

describe('completion of values for the inline dialect', () => {
  it('takes those of a component from both sections of its type, one that cannot be read included', () => {
    assert.deepEqual(labelsAt(component('  parameters:\n    <|>\n')), [
      'port, limits',
      'port',
      'limits',
      'odd',
      'replicas',
      'logLevel',
    ]);
    assert.deepEqual(labelsAt(component('  parameters:\n    limits: { <|> }\n')), ['memory', 'cpu']);
  });

  it('takes overrides from the section for environments, none of which is required', () => {
    assert.deepEqual(labelsAt(settings('  overrides:\n    <|>\n')), ['replicas', 'logLevel', 'limits']);
    const entries = offered(ask(settings('  overrides:\n    logLevel: <|>\n')));
    assert.deepEqual(
      entries.map(({ label, detail }) => [label, detail]),
      [
        ['info', 'default'],
        ['debug', undefined],
        ['warn', undefined],
      ],
    );
    assert.equal(entries[0]?.data?.of, 'parameter');
  });

  it('takes those of an addon and of its instances from the addon', () => {
    assert.deepEqual(labelsAt(component('  addons:\n    - name: cache\n      config:\n        <|>\n')), [
      'ttl',
      'memory',
    ]);
    assert.deepEqual(labelsAt(settings('  addonOverrides:\n    cache:\n      results:\n        <|>\n')), ['memory']);
    const text = accepted(settings('  addonOverrides: { cache: { results: { me<|> } } }\n'), 'memory');
    assert.equal(tail(text, '  addonOverrides'), '  addonOverrides: { cache: { results: { memory: 64Mi } } }\n');
  });
});

/** A release whose copies are whole manifests. */
const release = (component: string, workload = '') => `${PLATFORM}
---
apiVersion: openchoreo.dev/v1alpha1
kind: Project
metadata: { name: shop }
#- release.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: Release
metadata: { name: web-20251001-1, labels: { openchoreo.dev/component: web } }
spec:
  componentTypeDefinition:
    name: rest
    content:
      apiVersion: openchoreo.dev/v1alpha1
      kind: ComponentTypeDefinition
      metadata: { name: rest }
      spec: { schema: { parameters: { host: string }, envOverrides: { size: 'string | default=s enum="s,m"' } } }
  addons:
    - name: cache
      content: { spec: { schema: { parameters: { age: integer } } } }
  component:
    name: web
    content:
${component}  workload:
${workload}`;

describe('completion inside the copies of a release', () => {
  it('offers the keys of the copied kind, also where the copy does not say it', () => {
    assert.deepEqual(labelsAt(release('      <|>\n')), ['apiVersion', 'kind', 'metadata', 'spec', 'compressed']);
    const keys = labelsAt(release('      spec:\n        <|>\n'));
    assert.ok(keys.includes('componentType') && keys.includes('addons'), keys.join());
    assert.deepEqual(labelsAt(release('', '    spec: { owner: { <|> } }\n')), [
      'projectName, componentName',
      'projectName',
      'componentName',
    ]);
  });

  it('offers its head, values of the schema and names', () => {
    assert.deepEqual(labelsAt(release('      kind: <|>\n')), ['Component']);
    assert.deepEqual(labelsAt(release('      apiVersion: <|>\n')), ['openchoreo.dev/v1alpha1']);
    assert.ok(labelsAt(release('      spec:\n        type: <|>\n')).includes('ScheduledTask'));
    assert.deepEqual(labelsAt(release('      spec:\n        componentType: <|>\n')), ['deployment/rest']);
    assert.deepEqual(labelsAt(release('', '    spec: { owner: { projectName: <|> } }\n')), ['shop']);
  });

  it('takes values from the copies beside, not from what became of their originals', () => {
    const spec = '      spec:\n        componentType: deployment/rest\n';
    assert.deepEqual(labelsAt(release(`${spec}        parameters:\n          <|>\n`)), ['host', 'size']);
    assert.deepEqual(labelsAt(release(`${spec}        parameters: { size: <|> }\n`)), ['s', 'm']);
    assert.deepEqual(labelsAt(release(`${spec}        addons: [{ name: cache, config: { <|> } }]\n`)), ['age']);
  });

  it('stays outside the copy for what is the release’s', () => {
    assert.deepEqual(labelsAt(release('', '    <|>\n')), ['apiVersion', 'kind', 'metadata', 'spec']);
  });
});
