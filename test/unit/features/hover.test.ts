import assert from 'node:assert/strict';
import { ask, hovered } from '../../support/language';

const PLATFORM = `
#- platform.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: DeploymentPipeline
metadata: { name: standard, namespace: default }
spec:
  promotionPaths:
    - sourceEnvironmentRef: { name: development }
      targetEnvironmentRefs: [{ name: production }]
---
apiVersion: openchoreo.dev/v1alpha1
kind: Environment
metadata: { name: development, namespace: default }
spec: {}
---
apiVersion: openchoreo.dev/v1alpha1
kind: Environment
metadata: { name: production, namespace: default, annotations: { openchoreo.dev/display-name: "Customers *here*" } }
spec: { isProduction: true, dataPlaneRef: { kind: ClusterDataPlane, name: main } }
---
apiVersion: openchoreo.dev/v1alpha1
kind: Project
metadata: { name: shop, namespace: default }
spec: { deploymentPipelineRef: { name: standard }, type: { kind: ClusterProjectType, name: default } }
---
apiVersion: openchoreo.dev/v1alpha1
kind: ClusterComponentType
metadata: { name: service }
spec:
  workloadType: deployment
  parameters:
    openAPIV3Schema:
      type: object
      required: [port]
      properties:
        port: { type: integer, description: Where it listens., minimum: 1, maximum: 65535 }
        tier: { type: string, default: small }
  resources: [{ id: deployment, template: {} }]
---
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentRelease
metadata: { name: cart-20260109-1, namespace: default }
spec:
  owner: { projectName: shop, componentName: cart }
  componentType: { kind: ClusterComponentType, name: deployment/service, spec: { workloadType: deployment, resources: [{ id: deployment, template: {} }] } }
  workload: { container: { image: "registry.example.com/cart:1.0" } }
---
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentRelease
metadata: { name: cart-20260110-1, namespace: default }
spec:
  owner: { projectName: shop, componentName: cart }
  componentType: { kind: ClusterComponentType, name: deployment/service, spec: { workloadType: deployment, resources: [{ id: deployment, template: {} }] } }
  workload: { container: { image: "registry.example.com/cart:1.1" } }
---
apiVersion: openchoreo.dev/v1alpha1
kind: Workload
metadata: { name: cart, namespace: default }
spec:
  owner: { projectName: shop, componentName: cart }
  container: { image: "registry.example.com/cart:1.1" }
  endpoints: { http: { type: HTTP, port: 80 } }
---
apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata: { name: cart-development, namespace: default }
spec:
  owner: { projectName: shop, componentName: cart }
  environment: development
  releaseName: cart-20260110-1
`;

const file = (text: string) => `${PLATFORM}#- x.yaml\napiVersion: openchoreo.dev/v1alpha1\n${text}`;
const binding = (text: string) =>
  file(
    `kind: ReleaseBinding\nmetadata: { name: cart-production, namespace: default }\nspec:\n  owner: { projectName: shop, componentName: cart }\n${text}`,
  );
const component = (text: string) =>
  file(
    `kind: Component\nmetadata: { name: cart, namespace: default }\nspec:\n  owner: { projectName: shop }\n  componentType: { kind: ClusterComponentType, name: deployment/service }\n${text}`,
  );

/** The lines of a hover, blank ones left out. */
function lines(fixture: string): string[] {
  return (hovered(fixture)?.markdown ?? '').split('\n').filter((line) => line !== '');
}

describe('hover', () => {
  it('tells of a release what it runs, when it was cut, where it is pinned and behind what', () => {
    assert.deepEqual(lines(binding('  environment: production\n  releaseName: cart-2026<|>0109-1\n')), [
      'ComponentRelease **cart-20260109-1** · namespace default · platform.yaml',
      '- Image: `registry.example.com/cart:1.0`',
      '- Cut on 2026-01-09, number 1 of that day',
      '- Pinned in `production` (1 behind `development`)',
      '- 1 newer release',
    ]);
  });

  it('tells of an environment where it stands and what it is, with its note as text', () => {
    assert.deepEqual(lines(binding('  environment: produc<|>tion\n')), [
      'Environment **production** · namespace default · platform.yaml',
      'Customers \\*here\\*',
      '- A production environment',
      '- Number 2 of 2 in pipeline `standard`, from `development`',
      '- Data plane: `main`',
      '- Used by 2 manifests',
    ]);
  });

  it('tells of a type what it takes', () => {
    const text = lines(
      file(
        'kind: Component\nmetadata: { name: c }\nspec:\n  owner: { projectName: shop }\n  componentType: { kind: ClusterComponentType, name: deployment/ser<|>vice }\n',
      ),
    );
    assert.ok(text.includes('- Parameters: `port` (integer, required), `tier` (text = `small`)'), text.join('\n'));
  });

  it('tells of a component what runs where', () => {
    const named = file(
      'kind: Component\nmetadata: { name: ca<|>rt, namespace: default }\nspec:\n  owner: { projectName: shop }\n  componentType: { kind: ClusterComponentType, name: deployment/service }\n',
    );
    assert.deepEqual(lines(named).slice(1), [
      '- Project: `shop`',
      '- Type: `deployment/service`',
      '- `development`: `cart-20260110-1` (1.1), current',
      '- `production`: not deployed',
    ]);
  });

  it('says why a name cannot be known, and where one is missing', () => {
    assert.match(
      lines(binding('  environment: stag<|>ing\n')).join(),
      /^There is no Environment `staging` in namespace `default`: the binding is never deployed\.$/,
    );
    const unknown = lines(
      file(
        'kind: Component\nmetadata: { name: c }\nspec:\n  owner: { projectName: shop }\n  workflow: { name: bui<|>ld }\n',
      ),
    ).join();
    assert.match(
      unknown,
      /^ClusterWorkflow `build`: what it is cannot be known here, because this repository declares no ClusterWorkflow\.$/,
    );
  });

  it('explains an endpoint, and the workload that has it', () => {
    const [endpoint, ,] = lines(
      file(
        'kind: Workload\nmetadata: { name: w, namespace: default }\nspec:\n  owner: { projectName: shop, componentName: w }\n  dependencies:\n    endpoints:\n      - { component: cart, name: ht<|>tp, visibility: project, envBindings: {} }\n',
      ),
    );
    assert.equal(endpoint, 'Endpoint `http`: HTTP on port 80');
  });

  it('explains a field: type, limits, default, version, and that it is fixed', () => {
    const [head, , fixed] = lines(binding('  enviro<|>nment: production\n'));
    assert.equal(head, '**environment** · text · required');
    assert.match(fixed ?? '', /Cannot be changed after creation\./);
    assert.match(lines(binding('  sta<|>te: Active\n')).join('\n'), /Default: `Active`\./);
    assert.match(
      lines(file('kind: Project\nmetadata: { name: p }\nspec:\n  ty<|>pe: { name: x }\n')).join('\n'),
      /Since OpenChoreo 1\.2\./,
    );
  });

  it('explains a parameter from the schema of the type', () => {
    assert.deepEqual(lines(component('  parameters:\n    po<|>rt: 80\n')), [
      '**port** · integer · required',
      'Where it listens.',
      'Limits: 1 to 65535.',
      '_From ClusterComponentType service._',
    ]);
  });

  it('explains a parameter in the inline dialect', () => {
    const fixture = `
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentTypeDefinition
metadata: { name: rest }
spec: { schema: { envOverrides: { level: 'string | default=info enum="debug,info"' } } }
---
apiVersion: openchoreo.dev/v1alpha1
kind: Component
metadata: { name: web }
spec: { componentType: deployment/rest }
---
apiVersion: openchoreo.dev/v1alpha1
kind: EnvSettings
metadata: { name: web-production }
spec: { owner: { componentName: web }, environment: production, overrides: { lev<|>el: debug } }
`;
    assert.deepEqual(lines(fixture), [
      '**level** · one of debug or info',
      'Default: `info`.',
      '_From ComponentTypeDefinition rest._',
    ]);
  });

  it('explains what stands in the copies of a release', () => {
    const release = (copy: string) => `
apiVersion: openchoreo.dev/v1alpha1
kind: Addon
metadata: { name: cache }
---
apiVersion: openchoreo.dev/v1alpha1
kind: Release
metadata: { name: web-1 }
spec:
  componentTypeDefinition:
    content: { spec: { schema: { envOverrides: { size: integer | default=1 } } } }
  component:
    content:
      apiVersion: openchoreo.dev/v1alpha1
      kind: Component
      metadata: { name: web }
      spec: ${copy}
`;
    assert.equal(lines(release('{ componentT<|>ype: deployment/rest }'))[0], '**componentType** · text');
    assert.match(lines(release('{ addons: [{ name: ca<|>che }] }')).join('\n'), /Addon/);
    assert.deepEqual(lines(release('{ parameters: { si<|>ze: 2 } }')), [
      '**size** · integer',
      'Default: `1`.',
      '_From Release web-1._',
    ]);
  });

  it('explains labels, kinds and the configuration', () => {
    assert.match(
      lines(
        file('kind: ReleaseBinding\nmetadata:\n  name: b\n  annotations:\n    openchoreo.dev/restart<|>edAt: x\n'),
      ).join('\n'),
      /\*\*openchoreo\.dev\/restartedAt\*\*/,
    );
    assert.match(lines(file('kind: Compo<|>nent\nmetadata: { name: c }\n')).join('\n'), /^\*\*Component\*\*/);
    assert.match(
      lines(`${PLATFORM}#- .openchoreo-gitops.yaml\nretention:\n  ke<|>ep: 5\n`).join('\n'),
      /^\*\*keep\*\* · integer\n.*\nDefault: `5`/s,
    );
  });

  it('covers the name alone, without quotes and prefix', () => {
    const fixture = file(
      `kind: Component\nmetadata: { name: c }\nspec:\n  owner: { projectName: shop }\n  componentType: { kind: ClusterComponentType, name: "deployment/ser<|>vice" }\n`,
    );
    const { span } = hovered(fixture)!;
    assert.equal(ask(fixture).text.slice(span.start, span.end), 'service');
  });

  it('stays a few lines long', () => {
    for (const text of [
      '  releaseName: cart-2026<|>0109-1\n',
      '  enviro<|>nment: x\n',
      '  environment: produc<|>tion\n',
    ])
      assert.ok(lines(binding(text)).length <= 12);
  });

  for (const [what, text] of Object.entries({
    'a comment': '  # env<|>ironment\n  state: Active\n',
    blanks: '  state: Active\n <|> \n',
    'an unknown field': '  nons<|>ense: 1\n',
  }))
    it(`says nothing on ${what}`, () => assert.equal(hovered(binding(text)), undefined));

  it('says nothing in other manifests', () => {
    assert.equal(hovered(`${PLATFORM}#- x.yaml\napiVersion: apps/v1\nkind: Deploy<|>ment\n`), undefined);
  });

  it('explains names alone where fields are another extension’s', () => {
    assert.equal(hovered(binding('  enviro<|>nment: production\n'), { namesOnly: true }), undefined);
    assert.ok(hovered(binding('  environment: produc<|>tion\n'), { namesOnly: true }));
  });
});
