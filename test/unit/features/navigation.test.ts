import { describe, it } from 'mocha';
import { checkDefinition, checkReferences, checkSymbols } from '../../support/fixture';

describe('definition', () => {
  it('of a pin is the release', () => {
    checkDefinition(`
#- releases.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentRelease
metadata:
  name: web-20260101-1
#       ^^^^^^^^^^^^^^ target
---
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentRelease
metadata: { name: web-20260102-1 }
#- binding.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata: { name: web-staging }
spec: { releaseName: "web-20260<|>101-1" }
`);
  });

  it('of a name with several manifests is all of them', () => {
    checkDefinition(`
#- a.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: Environment
metadata: { name: staging }
#                 ^^^^^^^ target
#- b.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: Environment
metadata: { name: 'staging' }
#                  ^^^^^^^ target
---
apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata: { name: web-staging }
spec: { environment: staging<|> }
`);
  });

  it('of something inside a manifest is there', () => {
    checkDefinition(`
apiVersion: openchoreo.dev/v1alpha1
kind: Workload
metadata: { name: api }
spec:
  owner: { componentName: api }
  endpoints:
    http: { port: 80 }
#   ^^^^ target
---
apiVersion: openchoreo.dev/v1alpha1
kind: Workload
metadata: { name: web }
spec: { dependencies: { endpoints: [{ component: api, name: <|>http }] } }
`);
  });

  it('of a trait instance in a binding is the one in the release that it pins', () => {
    checkDefinition(`
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentRelease
metadata: { name: web-1 }
spec: { componentProfile: { traits: [{ name: scaler, instanceName: hpa }] } }
#                                                                  ^^^ target
---
apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata: { name: web-dev }
spec: { releaseName: web-1, traitEnvironmentConfigs: { h<|>pa: { max: 3 } } }
`);
  });

  it('of an output of a resource is in its type', () => {
    checkDefinition(`
apiVersion: openchoreo.dev/v1alpha1
kind: ClusterResourceType
metadata: { name: database }
spec: { outputs: [{ name: host }, { name: "port" }] }
#                                          ^^^^ target
---
apiVersion: openchoreo.dev/v1alpha1
kind: Resource
metadata: { name: db }
spec: { type: { kind: ClusterResourceType, name: database } }
---
apiVersion: openchoreo.dev/v1alpha1
kind: Workload
metadata: { name: web }
spec: { dependencies: { resources: [{ ref: db, envBindings: { po<|>rt: DB_PORT } }] } }
`);
  });

  it('of a key of a secret is in the SecretReference beside it', () => {
    checkDefinition(`
apiVersion: openchoreo.dev/v1alpha1
kind: SecretReference
metadata: { name: pay }
spec: { data: [{ secretKey: token }] }
#                           ^^^^^ target
---
apiVersion: openchoreo.dev/v1alpha1
kind: Workload
metadata: { name: web }
spec: { container: { env: [{ key: TOKEN, valueFrom: { secretKeyRef: { name: pay, key: to<|>ken } } }] } }
`);
  });

  it('of a variable that a binding overrides is the one in the release that it pins, else in the workload', () => {
    const fixture = (pin: string, released: string, own: string) => `
#- binding.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata: { name: web-dev }
spec:
  owner: { componentName: web }
  releaseName: ${pin}
  workloadOverrides: { container: { env: [{ key: "LOG<|>_LEVEL", value: debug }] } }
#- release.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentRelease
metadata: { name: web-1 }
spec: { owner: { componentName: web }, workload: { container: { files: [{ key: LOG_LEVEL }], env: [{ key: LOG_LEVEL }] } } }
${released}
#- workload.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: Workload
metadata: { name: web }
spec: { owner: { componentName: web }, container: { env: [{ key: OTHER }, { key: LOG_LEVEL, value: info }] } }
${own}
`;
    const released = `#${' '.repeat(105)}^^^^^^^^^ target`;
    checkDefinition(fixture('web-1', released, ''));
    checkDefinition(fixture('""', '', `#${' '.repeat(80)}^^^^^^^^^ target`));
  });

  it('of a trait in the profile of a release is the copy that the release holds', () => {
    checkDefinition(`
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentRelease
metadata: { name: web-1 }
spec:
  traits: [{ kind: Trait, name: other }, { kind: Trait, name: scaler }]
#                                                             ^^^^^^ target
  componentProfile: { traits: [{ kind: Trait, name: sca<|>ler, instanceName: hpa }] }
`);
  });

  it('of a parameter is the property of the type’s schema that declares it, through its definitions', () => {
    const type = `
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentType
metadata: { name: service }
spec:
  parameters:
    openAPIV3Schema:
      type: object
      $defs:
        port:
          properties:
            number: { type: integer }
NUMBER
      properties:
        replicas: { type: integer }
REPLICAS
        ports: { type: array, items: { $ref: "#/$defs/port" } }
---
apiVersion: openchoreo.dev/v1alpha1
kind: Component
metadata: { name: web }
`;
    const declared = (which: 'NUMBER' | 'REPLICAS', notes: string, spec: string) =>
      checkDefinition(`${type.replace(which, notes).replace(/NUMBER\n|REPLICAS\n/g, '')}${spec}\n`);
    declared(
      'REPLICAS',
      '#       ^^^^^^^^ target',
      'spec: { componentType: { name: deployment/service }, parameters: { repl<|>icas: 2 } }',
    );
    declared(
      'NUMBER',
      '#           ^^^^^^ target',
      'spec: { componentType: { name: service }, parameters: { ports: [{ number: 1 }, { num<|>ber: 2 }] } }',
    );
    declared('NUMBER', '', 'spec: { componentType: { name: service }, parameters: { unkn<|>own: 2 } }');
    declared('NUMBER', '', 'spec: { componentType: { name: elsewhere }, parameters: { repl<|>icas: 2 } }');
    declared('NUMBER', '', 'spec: { componentType: { name: service }, para<|>meters: { replicas: 2 } }');
  });

  it('of an environment’s value of a trait is in the schema that the pinned release froze', () => {
    checkDefinition(`
#- ä/release.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentRelease
metadata: { name: web-1 }
spec:
  componentProfile: { traits: [{ name: scaler, instanceName: hpa }] }
  traits:
    - { name: other }
    - kind: Trait
      name: scaler
      spec: { environmentConfigs: { openAPIV3Schema: { type: object, properties: { "max": { type: integer } } } } }
#                                                                                  ^^^^^ target
#- binding.yaml
apiVersion: v1
kind: List
items:
  - apiVersion: openchoreo.dev/v1alpha1
    kind: ReleaseBinding
    metadata: { name: web-dev, annotations: { note: "😀" } }
    spec: { releaseName: web-1, traitEnvironmentConfigs: { hpa: { ma<|>x: 3 } } }
`);
  });

  it('of what a release froze still leads to it', () => {
    checkDefinition(`
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentType
metadata: { name: service }
#                 ^^^^^^^ target
---
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentRelease
metadata: { name: web-20260101-1 }
spec: { componentType: { kind: ComponentType, name: deployment/ser<|>vice } }
`);
  });

  it('of a manifest’s own name is itself, so that an editor offers its uses', () => {
    checkDefinition(`
apiVersion: openchoreo.dev/v1alpha1
kind: Environment
metadata: { name: stag<|>ing }
#                 ^^^^^^^ target
`);
  });

  it('is nothing elsewhere, and where the name leads nowhere', () => {
    const text = (line: string) => `
apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata: { name: web-staging }
${line}
`;
    checkDefinition(text('spec: { environment: stag<|>ing }'));
    checkDefinition(text('sp<|>ec: { environment: staging }'));
    checkDefinition(text('spec: { componentType: deploy<|>ment/x }'));
    checkDefinition('<|>\na: 1\n');
  });

  it('of a name in a copy that a release holds is the original; of a parameter the copy beside', () => {
    const release = (name: string, parameter: string) => `
apiVersion: openchoreo.dev/v1alpha1
kind: Release
metadata: { name: web-1 }
spec:
  componentTypeDefinition: { content: { spec: { schema: { parameters: { port: integer } } } } }
#                                                                       ^^^^ PARAMETER
  component: { content: { spec: { addons: [{ name: ${name} }], parameters: { ${parameter}: 1 } } } }
---
apiVersion: openchoreo.dev/v1alpha1
kind: Addon
metadata: { name: cache }
#                 ^^^^^ NAME
`;
    const only = (label: string, fixture: string) =>
      checkDefinition(
        fixture.replace(new RegExp(`^#.*(?:PARAMETER|NAME)\\n`, 'gm'), (note) =>
          note.includes(label) ? note.replace(label, 'target') : '',
        ),
      );
    only('NAME', release('ca<|>che', 'port'));
    only('PARAMETER', release('cache', 'po<|>rt'));
  });
});

describe('references', () => {
  it('of a release are the pins, whatever the cursor is on', () => {
    const fixture = (declaration: string, use: string) => `
#- a.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata: { name: web-dev }
spec: { releaseName: ${use} }
#                    ^^^^^ use
---
apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata: { name: web-staging }
spec: { releaseName: 'web-1' }
#                     ^^^^^ use
#- b.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentRelease
metadata: { name: ${declaration} }
#                 ^^^^^ declaration
`;
    checkReferences(fixture('we<|>b-1', 'web-1'));
    checkReferences(fixture('web-1', 'we<|>b-1'));
  });

  it('of a kind among several are those that really mean it', () => {
    checkReferences(`
apiVersion: openchoreo.dev/v1alpha1
kind: Component
metadata: { name: web<|> }
#                 ^^^ declaration
---
apiVersion: openchoreo.dev/v1alpha1
kind: Workload
metadata: { name: web }
spec: { owner: { componentName: web } }
#                               ^^^ use
---
apiVersion: openchoreo.dev/v1alpha1
kind: Workload
metadata: { name: web, namespace: team }
spec: { owner: { componentName: web } }
`);
  });

  it('of a cluster-scoped type come from every namespace', () => {
    checkReferences(`
apiVersion: openchoreo.dev/v1alpha1
kind: ClusterComponentType
metadata: { name: service }
#                 ^^^^^^^ declaration
---
apiVersion: openchoreo.dev/v1alpha1
kind: Component
metadata: { name: a, namespace: x }
spec: { componentType: { kind: ClusterComponentType, name: deployment/<|>service } }
#                                                                     ^^^^^^^ use
---
apiVersion: openchoreo.dev/v1alpha1
kind: Component
metadata: { name: b, namespace: y }
spec: { componentType: { kind: ClusterComponentType, name: service } }
#                                                          ^^^^^^^ use
---
apiVersion: openchoreo.dev/v1alpha1
kind: Component
metadata: { name: c, namespace: y }
spec: { componentType: { kind: ComponentType, name: service } }
`);
  });

  it('of an endpoint are those of its own workload', () => {
    checkReferences(`
apiVersion: openchoreo.dev/v1alpha1
kind: Workload
metadata: { name: api }
spec: { owner: { componentName: api }, endpoints: { ht<|>tp: {} } }
#                                                   ^^^^ declaration
---
apiVersion: openchoreo.dev/v1alpha1
kind: Workload
metadata: { name: web }
spec:
  owner: { componentName: web }
  endpoints: { http: {} }
  dependencies:
    endpoints:
      - { component: api, name: http }
#                               ^^^^ use
      - { component: web, name: http }
`);
  });

  it('of a parameter are the places that give it a value, whatever the cursor is on', () => {
    const fixture = (declared: string, used: string) => `
#- type.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: Trait
metadata: { name: scaler }
spec: { parameters: { openAPIV3Schema: { properties: { ${declared}: { type: integer }, min: { type: integer } } } } }
#                                                      ^^^ declaration
#- web.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: Component
metadata: { name: web }
spec:
  traits:
    - { name: scaler, instanceName: a, parameters: { min: 1, ${used}: 2 } }
#                                                            ^^^ use
    - { name: scaler, instanceName: b, parameters: { max: 3 } }
#                                                    ^^^ use
    - { name: other, instanceName: c, parameters: { max: 3 } }
#- worker.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentType
metadata: { name: worker }
spec: { traits: [{ name: scaler, instanceName: x, parameters: { max: 9 } }] }
#                                                               ^^^ use
`;
    checkReferences(fixture('m<|>ax', 'max'));
    checkReferences(fixture('max', 'm<|>ax'));
  });

  it('of a parameter in the inline dialect are the components and settings that give it a value', () => {
    const fixture = (declared: string, used: string) => `
#- type.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentTypeDefinition
metadata: { name: rest }
spec: { schema: { parameters: { port: integer }, envOverrides: { ${declared}: integer } } }
#                                                                ^^^ declaration
#- web.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: Component
metadata: { name: web }
spec: { componentType: deployment/rest, parameters: { port: 80, max: 1 } }
#                                                               ^^^ use
---
apiVersion: openchoreo.dev/v1alpha1
kind: EnvSettings
metadata: { name: web-production }
spec: { owner: { componentName: web }, environment: production, overrides: { ${used}: 2 } }
#                                                                            ^^^ use
`;
    checkReferences(fixture('m<|>ax', 'max'));
    checkReferences(fixture('max', 'm<|>ax'));
  });

  it('of a trait instance are the bindings of its component, whose releases hold copies of it', () => {
    const fixture = (declared: string, used: string) => `
apiVersion: openchoreo.dev/v1alpha1
kind: Component
metadata: { name: web }
spec: { traits: [{ name: scaler, instanceName: ${declared} }] }
#                                              ^^^ declaration
---
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentRelease
metadata: { name: web-1 }
spec: { owner: { componentName: web }, componentProfile: { traits: [{ name: scaler, instanceName: hpa }] } }
---
apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata: { name: web-dev }
spec: { owner: { componentName: web }, releaseName: web-1, traitEnvironmentConfigs: { ${used}: { max: 3 } } }
#                                                                                     ^^^ use
---
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentRelease
metadata: { name: api-1 }
spec: { owner: { componentName: api }, componentProfile: { traits: [{ name: scaler, instanceName: hpa }] } }
---
apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata: { name: api-dev }
spec: { owner: { componentName: api }, releaseName: api-1, traitEnvironmentConfigs: { hpa: { max: 3 } } }
`;
    checkReferences(fixture('h<|>pa', 'hpa'));
  });

  it('of a namespaced manifest include those of cluster-scoped ones that name no namespace', () => {
    checkReferences(`
apiVersion: openchoreo.dev/v1alpha1
kind: SecretReference
metadata: { name: tok<|>en, namespace: team }
#                 ^^^^^ declaration
---
apiVersion: openchoreo.dev/v1alpha1
kind: ClusterWorkflow
metadata: { name: build }
spec: { externalRefs: [{ name: token }] }
#                              ^^^^^ use
`);
  });
});

describe('document symbols', () => {
  it('are the manifests of a file with their sections', () => {
    checkSymbols(
      `
apiVersion: openchoreo.dev/v1alpha1
kind: Component
metadata: { name: web }
spec:
  owner: { projectName: shop }
  traits:
    - name: cache
      instanceName: first
    - just text
  autoDeploy: true
  empty:
---
apiVersion: v1
kind: Secret
metadata: { name: other }
---
apiVersion: openchoreo.dev/v1alpha1
kind: Environment
metadata: { name: staging }
`,
      `
web · Component · manifest
  metadata · map
    name · web · value
  spec · map
    owner · map
      projectName · shop · value
    traits · list
      cache · map
      just text · just text · value
    autoDeploy · true · value
    empty · value
staging · Environment · manifest
  metadata · map
    name · staging · value
`,
    );
  });

  it('are found in lists, and behind what is broken', () => {
    checkSymbols(
      `
apiVersion: v1
kind: List
items:
  - apiVersion: openchoreo.dev/v1alpha1
    kind: Environment
    metadata: { name: a }
---
apiVersion: openchoreo.dev/v1alpha1
kind: Environment
metadata: { name: b }
spec: [
`,
      `
a · Environment · manifest
  metadata · map
    name · a · value
b · Environment · manifest
  metadata · map
    name · b · value
  spec · list
`,
    );
  });

  it('are none in files of others', () => {
    checkSymbols('#- a.yaml\napiVersion: v1\nkind: Secret\n', '');
  });
});
