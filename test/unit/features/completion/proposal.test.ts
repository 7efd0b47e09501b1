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
