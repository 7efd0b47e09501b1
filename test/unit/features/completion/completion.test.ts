import assert from 'node:assert/strict';
import { accepted, ask, labelsAt, offered } from '../../../support/language';

/** Files that most cases need: a project with a pipeline, types, two components, releases and bindings. */
const SHOP = `
#- platform.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: DeploymentPipeline
metadata: { name: standard, namespace: default }
spec:
  promotionPaths:
    - sourceEnvironmentRef: { name: development }
      targetEnvironmentRefs: [{ name: staging }]
    - sourceEnvironmentRef: { name: staging }
      targetEnvironmentRefs: [{ name: production }]
---
apiVersion: openchoreo.dev/v1alpha1
kind: Environment
metadata: { name: development, namespace: default }
spec: {}
---
apiVersion: openchoreo.dev/v1alpha1
kind: Environment
metadata: { name: production, namespace: default }
spec: { isProduction: true }
---
apiVersion: openchoreo.dev/v1alpha1
kind: Environment
metadata: { name: staging, namespace: default }
spec: {}
---
apiVersion: openchoreo.dev/v1alpha1
kind: Environment
metadata: { name: elsewhere, namespace: other }
spec: {}
---
apiVersion: openchoreo.dev/v1alpha1
kind: ClusterComponentType
metadata: { name: http-service }
spec:
  workloadType: deployment
  allowedTraits: [{ kind: ClusterTrait, name: cache }]
  parameters:
    openAPIV3Schema:
      type: object
      required: [port]
      properties:
        port: { type: integer, description: The port. }
        tier: { type: string, enum: [small, large], default: small }
        limits:
          type: object
          required: [cpu]
          properties: { cpu: { type: string }, memory: { type: string } }
  resources: [{ id: deployment, template: {} }]
---
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentType
metadata: { name: nightly, namespace: default }
spec: { workloadType: cronjob, resources: [{ id: cronjob, template: {} }] }
---
apiVersion: openchoreo.dev/v1alpha1
kind: ClusterTrait
metadata: { name: cache }
spec:
  parameters:
    openAPIV3Schema: { type: object, properties: { size: { type: string, default: 1Gi } } }
---
apiVersion: openchoreo.dev/v1alpha1
kind: Trait
metadata: { name: scratch, namespace: default }
spec: {}
---
apiVersion: openchoreo.dev/v1alpha1
kind: SecretReference
metadata: { name: vault, namespace: default }
spec:
  template: { type: Opaque }
  data:
    - { secretKey: token, remoteRef: { key: a } }
    - { secretKey: password, remoteRef: { key: b } }
#- shop/project.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: Project
metadata: { name: shop, namespace: default }
spec: { deploymentPipelineRef: { name: standard }, type: { kind: ClusterProjectType, name: default } }
#- shop/cart/component.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: Component
metadata: { name: cart, namespace: default }
spec:
  owner: { projectName: shop }
  componentType: { kind: ClusterComponentType, name: deployment/http-service }
  parameters: { port: 80 }
#- shop/cart/workload.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: Workload
metadata: { name: cart, namespace: default }
spec:
  owner: { projectName: shop, componentName: cart }
  container: { image: "registry.example.com/cart:1.1", env: [{ key: CURRENCY, value: EUR }] }
  endpoints:
    http: { type: HTTP, port: 80 }
    metrics: { type: TCP, port: 90 }
#- shop/cart/releases.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentRelease
metadata: { name: cart-20260109-1, namespace: default }
spec:
  owner: { projectName: shop, componentName: cart }
  componentType:
    kind: ClusterComponentType
    name: deployment/http-service
    spec:
      workloadType: deployment
      resources: [{ id: deployment, template: {} }]
      environmentConfigs:
        openAPIV3Schema:
          type: object
          properties: { replicas: { type: integer, default: 1, maximum: 5 } }
  traits:
    - kind: ClusterTrait
      name: cache
      spec:
        environmentConfigs:
          openAPIV3Schema:
            type: object
            required: [memory]
            properties: { memory: { type: string } }
  componentProfile: { traits: [{ kind: ClusterTrait, name: cache, instanceName: front }] }
  workload: { container: { image: "registry.example.com/cart:1.0", env: [{ key: CURRENCY, value: EUR }] } }
---
apiVersion: openchoreo.dev/v1alpha1
kind: ComponentRelease
metadata: { name: cart-20260110-2, namespace: default }
spec:
  owner: { projectName: shop, componentName: cart }
  componentType: { kind: ClusterComponentType, name: deployment/http-service, spec: { workloadType: deployment, resources: [{ id: deployment, template: {} }] } }
  workload: { container: { image: "registry.example.com/cart:1.1" } }
#- shop/cart/bindings/cart-development.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata: { name: cart-development, namespace: default }
spec:
  owner: { projectName: shop, componentName: cart }
  environment: development
  releaseName: cart-20260110-2
#- blog/component.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: Component
metadata: { name: blog, namespace: default }
spec: { owner: { projectName: press }, componentType: { name: cronjob/nightly } }
`;

const doc = (file: string, text: string) => `${SHOP}#- ${file}\napiVersion: openchoreo.dev/v1alpha1\n${text}`;
const BINDING = `kind: ReleaseBinding
metadata: { name: cart-staging, namespace: default }
spec:
  owner: { projectName: shop, componentName: cart }
`;
const binding = (text: string) => doc('shop/cart/bindings/cart-staging.yaml', BINDING + text);
const component = (text: string) =>
  doc(
    'shop/new/component.yaml',
    `kind: Component\nmetadata: { name: new, namespace: default }\nspec:\n  owner: { projectName: shop }\n${text}`,
  );
const typed = (text: string) =>
  component(`  componentType: { kind: ClusterComponentType, name: deployment/http-service }\n${text}`);
const workload = (text: string) =>
  doc(
    'shop/new/workload.yaml',
    `kind: Workload\nmetadata: { name: new, namespace: default }\nspec:\n  owner: { projectName: shop, componentName: new }\n${text}`,
  );

/** The last lines of an accepted text: those from the one that holds `from`. */
function tail(text: string, from: string): string {
  const at = text.indexOf(from);
  assert.ok(at >= 0, text);
  return text.slice(at);
}

describe('completion of keys', () => {
  it('offers what is missing, required fields first', () => {
    assert.deepEqual(labelsAt(binding('  <|>\n')), [
      'environment',
      'componentTypeEnvironmentConfigs',
      'releaseName',
      'state',
      'traitEnvironmentConfigs',
      'workloadOverrides',
    ]);
  });

  it('writes a required field with everything that it needs', () => {
    const text = accepted(doc('x.yaml', 'kind: ReleaseBinding\nmetadata: { name: x }\nspec:\n  ow<|>\n'), 'owner');
    assert.equal(tail(text, 'spec:'), 'spec:\n  owner:\n    projectName: shop\n    componentName: cart\n');
  });

  it('writes all that is missing at once', () => {
    const text = accepted(
      doc('x.yaml', 'kind: SecretReference\nmetadata: { name: x }\nspec:\n  data:\n    - <|>\n'),
      'secretKey, remoteRef',
    );
    assert.equal(tail(text, '  data:'), '  data:\n    - secretKey: \n      remoteRef:\n        key: \n');
  });

  it('writes enumerations and defaults as tab stops', () => {
    const [state] = offered(ask(binding('  environment: staging\n  sta<|>\n'))).filter(
      ({ label }) => label === 'state',
    );
    assert.equal(state?.text, 'state: ${1|Active,Undeploy|}');
  });

  it('knows a key by its colon, also above dashes in its own column', () => {
    const text = accepted(
      doc('x.yaml', 'kind: Component\nmetadata: { name: x }\nspec:\n  tra<|>:\n  - name: a\n'),
      'traits',
    );
    assert.equal(tail(text, 'spec:'), 'spec:\n  traits:\n  - name: a\n');
  });

  it('leaves the colon and the value alone when a key is retyped', () => {
    const text = accepted(binding('  env<|>: staging\n'), 'environment');
    assert.equal(tail(text, '  env'), '  environment: staging\n');
  });

  it('leaves out what a present field excludes', () => {
    const labels = labelsAt(
      workload('  container:\n    image: x\n    env:\n      - key: A\n        value: b\n        <|>\n'),
    );
    assert.deepEqual(labels, []);
  });

  it('counts merged keys as present', () => {
    const merged =
      '  container:\n    image: x\n    env:\n      - &a { key: A, value: b }\n      - <<: *a\n        <|>\n';
    assert.deepEqual(labelsAt(workload(merged)), []);
  });

  it('names a new entry of a map with free keys', () => {
    const text = accepted(workload('  endpoints:\n    <|>\n'), '…');
    assert.equal(tail(text, '  endpoints'), '  endpoints:\n    name:\n      type: HTTP\n      port: \n');
  });

  it('offers the keywords of parameter schemas', () => {
    const labels = labelsAt(
      doc(
        't.yaml',
        'kind: Trait\nmetadata: { name: t }\nspec:\n  parameters:\n    openAPIV3Schema:\n      type: object\n      properties:\n        size:\n          de<|>\n',
      ),
    );
    assert.ok(labels.includes('default') && labels.includes('enum') && !labels.includes('$defs'));
  });

  it('offers labels and annotations of the platform, for the kind', () => {
    const labels = labelsAt(
      doc('x.yaml', 'kind: DataPlane\nmetadata:\n  name: x\n  annotations:\n    <|>\nspec: {}\n'),
    );
    assert.ok(
      labels.includes('openchoreo.dev/networkpolicyprovider') && labels.includes('openchoreo.dev/display-name'),
    );
    assert.ok(!labels.includes('openchoreo.dev/restartedAt'));
  });
});

describe('completion of parameters', () => {
  it('takes those of a component from its type', () => {
    assert.deepEqual(labelsAt(typed('  parameters:\n    <|>\n')), ['port', 'tier', 'limits']);
    const text = accepted(typed('  parameters:\n    port: 1\n    lim<|>\n'), 'limits');
    assert.equal(tail(text, '  parameters'), '  parameters:\n    port: 1\n    limits:\n      cpu: \n');
  });

  it('writes the required ones with the key', () => {
    assert.equal(tail(accepted(typed('  par<|>\n'), 'parameters'), '  parameters'), '  parameters:\n    port: \n');
  });

  it('offers values of the type, its default first', () => {
    const entries = offered(ask(typed('  parameters:\n    tier: <|>\n')));
    assert.deepEqual(
      entries.map(({ label, preselect }) => [label, preselect ?? false]),
      [
        ['small', true],
        ['large', false],
      ],
    );
  });

  it('offers the secrets of a repository, and empty text under a label that can be read', () => {
    const fixture = `
#- all.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: SecretReference
metadata: { name: git-token, namespace: default }
spec: { data: [] }
---
apiVersion: openchoreo.dev/v1alpha1
kind: ClusterWorkflow
metadata: { name: docker }
spec:
  parameters:
    openAPIV3Schema:
      type: object
      properties: { repository: { type: object, properties: { secretRef: { type: string, default: "" } } } }
#- component.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: Component
metadata: { name: new, namespace: default }
spec:
  workflow: { name: docker, parameters: { repository: { secretRef: <|> } } }
`;
    assert.deepEqual(labelsAt(fixture), ['git-token', '""']);
  });

  it('takes those of a trait from the trait', () => {
    assert.deepEqual(
      labelsAt(
        typed(
          '  traits:\n    - kind: ClusterTrait\n      name: cache\n      instanceName: c\n      parameters: { <|> }\n',
        ),
      ),
      ['size'],
    );
  });

  it('takes environment values of a binding from the pinned release', () => {
    assert.deepEqual(
      labelsAt(binding('  releaseName: cart-20260109-1\n  componentTypeEnvironmentConfigs:\n    <|>\n')),
      ['replicas'],
    );
    assert.deepEqual(
      labelsAt(binding('  releaseName: cart-20260110-2\n  componentTypeEnvironmentConfigs:\n    <|>\n')),
      [],
    );
  });

  it('names trait instances of the pinned release, with what they need', () => {
    const text = accepted(binding('  releaseName: cart-20260109-1\n  traitEnvironmentConfigs:\n    <|>\n'), 'front');
    assert.equal(tail(text, '  traitEnv'), '  traitEnvironmentConfigs:\n    front:\n      memory: \n');
    assert.deepEqual(
      labelsAt(binding('  releaseName: cart-20260109-1\n  traitEnvironmentConfigs:\n    front:\n      <|>\n')),
      ['memory'],
    );
  });

  it('names the variables that an override can replace', () => {
    assert.deepEqual(
      labelsAt(
        binding(
          '  releaseName: cart-20260109-1\n  workloadOverrides:\n    container:\n      env:\n        - key: <|>\n',
        ),
      ),
      ['CURRENCY'],
    );
  });
});

describe('completion of references', () => {
  it('offers the releases of the owner, newest first, with the environments that run them', () => {
    const entries = offered(ask(binding('  releaseName: <|>\n')));
    assert.deepEqual(
      entries.map(({ label, detail }) => [label, detail]),
      [
        ['cart-20260110-2', '1.1 · runs in development · ComponentRelease'],
        ['cart-20260109-1', '1.0 · runs nowhere · ComponentRelease'],
      ],
    );
    assert.deepEqual(
      entries.map(({ sortText }) => sortText),
      ['0000', '0001'],
    );
  });

  it('offers the environments of the namespace in pipeline order, those that are bound last', () => {
    const entries = offered(ask(binding('  environment: <|>\n')));
    assert.deepEqual(
      entries.map(({ label }) => label),
      ['staging', 'production', 'development'],
    );
    assert.match(entries[2]?.detail ?? '', /bound by cart-development/);
  });

  it('offers the components of the project that stands beside', () => {
    const entries = offered(
      ask(
        doc(
          'w.yaml',
          'kind: Workload\nmetadata: { name: w, namespace: default }\nspec:\n  owner:\n    projectName: shop\n    componentName: <|>\n',
        ),
      ),
    );
    assert.deepEqual(
      entries.map(({ label, detail }) => [label, detail]),
      [
        ['cart', 'deployment/http-service · shop · Component'],
        ['blog', 'of project press · Component'],
      ],
    );
  });

  it('puts the workload type before the name and the kind beside it', () => {
    const text = accepted(component('  componentType:\n    name: <|>\n'), 'deployment/http-service');
    assert.equal(
      tail(text, '  componentType'),
      '  componentType:\n    kind: ClusterComponentType\n    name: deployment/http-service\n',
    );
    assert.equal(
      tail(accepted(component('  componentType:\n    name: <|>\n'), 'cronjob/nightly'), '  componentType'),
      '  componentType:\n    name: cronjob/nightly\n',
    );
  });

  it('corrects the kind that is written', () => {
    const text = accepted(component('  componentType: { kind: ClusterComponentType, name: <|> }\n'), 'cronjob/nightly');
    assert.equal(tail(text, '  componentType'), '  componentType: { kind: ComponentType, name: cronjob/nightly }\n');
  });

  it('puts the kind in front of the name inside braces', () => {
    const text = accepted(component('  componentType: { name: <|> }\n'), 'deployment/http-service');
    assert.equal(
      tail(text, '  componentType'),
      '  componentType: { kind: ClusterComponentType, name: deployment/http-service }\n',
    );
  });

  it('puts traits first that the type allows', () => {
    const entries = offered(ask(typed('  traits:\n    - name: <|>\n')));
    assert.deepEqual(
      entries.map(({ label, detail }) => [label, detail]),
      [
        ['cache', 'ClusterTrait'],
        ['scratch', 'not allowed by http-service · Trait'],
      ],
    );
  });

  it('writes a whole trait with the kind that it needs', () => {
    const text = accepted(typed('  traits:\n    - <|>\n'), 'kind, name, instanceName');
    assert.equal(
      tail(text, '  traits'),
      '  traits:\n    - kind: ClusterTrait\n      name: cache\n      instanceName: \n',
    );
  });

  it('offers endpoints of the component beside, and keys of the secret beside', () => {
    assert.deepEqual(
      labelsAt(workload('  dependencies:\n    endpoints:\n      - component: cart\n        name: <|>\n')),
      ['http', 'metrics'],
    );
    assert.deepEqual(
      labelsAt(
        workload(
          '  container:\n    image: x\n    env:\n      - key: A\n        valueFrom: { secretKeyRef: { name: vault, key: <|> } }\n',
        ),
      ),
      ['token', 'password'],
    );
  });

  it('offers what the installation supplies where the repository declares nothing of the kind', () => {
    assert.deepEqual(labelsAt(component('  workflow:\n    name: gcp<|>\n')).slice(0, 2), [
      'paketo-buildpacks-builder',
      'gcp-buildpacks-builder',
    ]);
  });

  it('names manifests alone where fields are another extension’s', () => {
    assert.deepEqual(offered(ask(binding('  <|>\n')), { namesOnly: true }), []);
    assert.deepEqual(offered(ask(binding('  releaseName: <|>\n')), { namesOnly: true }).length, 2);
    // Nobody knows a schema before there is a kind.
    assert.ok(
      offered(ask(doc('x.yaml', 'kind: <|>\n')), { namesOnly: true }).some(({ label }) => label === 'Component'),
    );
  });
});

describe('completion at the edges', () => {
  it('works in braces', () => {
    assert.deepEqual(
      labelsAt(
        doc(
          'x.yaml',
          'kind: ReleaseBinding\nmetadata: { name: x }\nspec: { owner: { projectName: shop, <|> }, environment: staging }\n',
        ),
      ),
      ['componentName'],
    );
    assert.equal(
      tail(
        accepted(doc('x.yaml', 'kind: ReleaseBinding\nmetadata: { name: x }\nspec: { owner: <|> }\n'), 'projectName'),
        'spec:',
      ),
      'spec: { owner: { projectName: shop } }\n',
    );
  });

  it('works in braces that are not closed', () => {
    const text = accepted(
      doc(
        'x.yaml',
        'kind: ReleaseBinding\nmetadata: { name: x }\nspec:\n  owner: { projectName: shop, <|>\n  environment: staging\n',
      ),
      'componentName',
    );
    assert.equal(tail(text, '  owner'), '  owner: { projectName: shop, componentName: cart\n  environment: staging\n');
  });

  it('puts a map or a list that begins behind its colon into lines of their own', () => {
    assert.equal(
      tail(
        accepted(
          doc('x.yaml', 'kind: ReleaseBinding\nmetadata: { name: x }\nspec:\n  owner: <|>\n'),
          'projectName, componentName',
        ),
        'spec:',
      ),
      'spec:\n  owner:\n    projectName: shop\n    componentName: cart\n',
    );
    assert.equal(
      tail(
        accepted(
          workload('  endpoints:\n    http:\n      type: HTTP\n      port: 1\n      visibility: <|>\n'),
          'namespace',
        ),
        '      visibility',
      ),
      '      visibility:\n        - namespace\n',
    );
  });

  it('adds to what stands below a key behind whose colon the cursor is, in its column', () => {
    const text = (key: string) =>
      `kind: ReleaseBinding\nmetadata: { name: x }\n${key}\n    environment: e\n    owner: {}\n`;
    for (const key of ['spec:<|>', 'spec: <|>']) {
      const offeredLabels = labelsAt(doc('x.yaml', text(key)));
      assert.ok(offeredLabels.includes('releaseName'), offeredLabels.join(' '));
      assert.ok(!offeredLabels.some((label) => /environment$|owner/.test(label)), offeredLabels.join(' '));
      assert.equal(
        tail(accepted(doc('x.yaml', text(key)), 'state'), 'spec:'),
        'spec:\n    state: Active\n    environment: e\n    owner: {}\n',
      );
    }
    assert.deepEqual(labelsAt(doc('x.yaml', 'kind: ReleaseBinding\nspec: <|>\n  - a\n')), []);
  });

  it('puts a dash before an item that lacks it', () => {
    const text = accepted(
      workload('  endpoints:\n    http:\n      visibility:\n        - project\n        <|>\n'),
      'external',
    );
    assert.equal(tail(text, '      visibility'), '      visibility:\n        - project\n        - external\n');
  });

  it('offers no item twice in a list that takes each once', () => {
    assert.deepEqual(labelsAt(workload('  endpoints:\n    http:\n      visibility: [project, <|>]\n')), [
      'namespace',
      'internal',
      'external',
    ]);
  });

  it('mends the indentation of the cursor’s line', () => {
    assert.equal(
      tail(accepted(binding('  environment: staging\n     rel<|>\n'), 'releaseName'), '  environment'),
      '  environment: staging\n  releaseName: cart-20260110-2\n',
    );
    const text = accepted(
      doc('x.yaml', 'kind: ReleaseBinding\nmetadata: { name: x }\nspec:\n    environment: staging\n  sta<|>\n'),
      'state',
    );
    assert.equal(tail(text, 'spec:'), 'spec:\n    environment: staging\n    state: Active\n');
  });

  it('takes an empty line in the middle of a map for that map', () => {
    const text = accepted(
      doc('x.yaml', 'kind: ReleaseBinding\nmetadata: { name: x }\nspec:\n<|>\n  environment: staging\n'),
      'state',
    );
    assert.equal(tail(text, 'spec:'), 'spec:\n  state: Active\n  environment: staging\n');
  });

  it('writes the blank that is missing behind a colon', () => {
    assert.equal(
      tail(accepted(binding('  environment:<|>\n'), 'staging'), '  environment'),
      '  environment: staging\n',
    );
  });

  it('stays inside quotes, and closes open ones', () => {
    assert.equal(
      tail(accepted(binding(`  environment: 'st<|>'\n`), 'staging'), '  environment'),
      `  environment: 'staging'\n`,
    );
    assert.equal(
      tail(accepted(binding('  environment: "st<|>\n'), 'staging'), '  environment'),
      '  environment: "staging"\n',
    );
  });

  it('completes the second document, and an item of a List', () => {
    const second = `kind: Environment\nmetadata: { name: e }\nspec: {}\n---\napiVersion: openchoreo.dev/v1alpha1\n${BINDING}  releaseName: <|>\n---\na: b\n`;
    assert.equal(labelsAt(doc('x.yaml', second)).length, 2);
    const list = `${SHOP}#- x.yaml\napiVersion: v1\nkind: List\nitems:\n  - apiVersion: openchoreo.dev/v1alpha1\n    kind: ReleaseBinding\n    spec:\n      owner: { projectName: shop, componentName: cart }\n      releaseName: <|>\n`;
    assert.equal(labelsAt(list).length, 2);
  });

  it('keeps its place with Windows line ends', () => {
    const windows = (text: string) => text.replaceAll('\n', '\r\n');
    const text = accepted(binding('  environment: staging\n  rel<|>\n  state: Active\n'), 'releaseName', windows);
    assert.equal(
      tail(text, '  environment'),
      '  environment: staging\r\n  releaseName: cart-20260110-2\r\n  state: Active\r\n',
    );
  });

  it('keeps its place behind other than ASCII characters and a byte order mark', () => {
    const text = accepted(
      binding('  # Größe: 😀 größer\n  environment: "" # 😀\n  releaseName: <|> # 😀\n'),
      'cart-20260110-2',
      (part) => (part.startsWith('apiVersion') ? `\ufeff${part}` : part),
    );
    assert.equal(tail(text, '  releaseName'), '  releaseName: cart-20260110-2 # 😀\n');
  });

  it('reads anchors and aliases around the cursor', () => {
    const anchored =
      'kind: ReleaseBinding\nmetadata: { name: x, namespace: default }\nspec:\n  owner: &o { projectName: shop, componentName: cart }\n  releaseName: <|>\n';
    assert.equal(labelsAt(doc('x.yaml', anchored)).length, 2);
  });

  for (const [what, text] of Object.entries({
    'a comment': '  # env<|>\n',
    'a block of text': '  releaseName: |\n    ca<|>\n',
    'an expression': '  releaseName: ${na<|>}\n',
    'the blanks in front of a value': '  releaseName: <|>  cart\n',
    'the space behind a value': '  releaseName: cart <|>\n',
  }))
    it(`offers nothing in ${what}`, () => assert.deepEqual(labelsAt(binding(text)), []));

  for (const [what, text] of Object.entries({
    'other manifests': 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  <|>\n',
    'a workflow of a forge': 'name: ci\non:\n  push:\n    <|>\n',
    'a template':
      'apiVersion: openchoreo.dev/v1alpha1\nkind: Component\nmetadata:\n  name: {{ .Values.name }}\nspec:\n  <|>\n',
    'the place in front of a comment':
      'apiVersion: openchoreo.dev/v1alpha1\nkind: Component\nspec:\n  <|># note\n  a\n',
    'an empty line of comments': '# one\n<|># two\nap\n',
    'a file with merge conflicts':
      'apiVersion: openchoreo.dev/v1alpha1\nkind: Component\nspec:\n  <|>\n<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n',
    'an unknown kind': 'apiVersion: openchoreo.dev/v1alpha1\nkind: Nonsense\nspec:\n  <|>\n',
  }))
    it(`offers nothing in ${what}`, () => assert.deepEqual(labelsAt(`${SHOP}#- x.yaml\n${text}`), []));
});

describe('completion of what a document is', () => {
  it('offers the apiVersion where nothing speaks against it', () => {
    assert.deepEqual(labelsAt(`${SHOP}#- x.yaml\napiVersion: <|>\n`), ['openchoreo.dev/v1alpha1']);
    assert.deepEqual(labelsAt(`${SHOP}#- x.yaml\napiVersion: ap<|>\nkind: Deployment\n`), []);
    assert.deepEqual(labelsAt(`${SHOP}#- x.yaml\nkind: Component\n<|>\n`), ['apiVersion']);
  });

  it('offers the kind, which says what else there is, and then that', () => {
    assert.equal(tail(accepted(doc('x.yaml', 'ki<|>\n'), 'kind'), 'kind'), 'kind: \n');
    assert.deepEqual(labelsAt(doc('x.yaml', '<|>\nmetadata: { name: x }\n')), ['kind']);
    assert.deepEqual(labelsAt(doc('x.yaml', 'kind: Environment\nme<|>\n')), ['metadata', 'spec']);
    assert.deepEqual(labelsAt(doc('x.yaml', 'kind: Environment\nmetadata: { name: x }\n<|>\n')), ['spec']);
  });

  it('offers the kinds of the platform version', () => {
    const kinds = labelsAt(doc('x.yaml', 'kind: <|>\n'));
    assert.ok(kinds.includes('ProjectType') && !kinds.includes('ReleasePin') && !kinds.includes('ReleaseConfig'));
    const older = labelsAt(
      `#- .openchoreo-gitops.yaml\nplatformVersion: "1.0"\n#- x.yaml\napiVersion: openchoreo.dev/v1alpha1\nkind: <|>\n`,
    );
    assert.ok(older.includes('Component') && !older.includes('ProjectType') && !older.includes('Resource'));
  });
});

describe('completion of comments that silence', () => {
  it('names the comment once it has begun, and the codes in it', () => {
    assert.deepEqual(labelsAt(binding('  # openchoreo-gitops-dis<|>\n')), [
      'openchoreo-gitops-disable-next-line',
      'openchoreo-gitops-disable-file',
    ]);
    const codes = labelsAt(binding('  # openchoreo-gitops-disable-next-line unresolved-reference, <|>\n'));
    assert.ok(codes.includes('unknown-field') && !codes.includes('unresolved-reference'));
    assert.deepEqual(
      labelsAt(binding('  # openchoreo-gitops-disable-next-line unresolved-reference -- because <|>\n')),
      [],
    );
  });
});

describe('completion of the configuration', () => {
  const config = (text: string) => `${SHOP}#- .openchoreo-gitops.yaml\n${text}`;

  it('offers keys, values and rules', () => {
    assert.deepEqual(labelsAt(config('platformVersion: auto\nre<|>\n')).includes('retention'), true);
    assert.deepEqual(labelsAt(config('platformVersion: auto\n<|>\n')).includes('platformVersion'), false);
    assert.equal(accepted(config('platformVersion: <|>\n'), '1.2'), 'platformVersion: "1.2"\n');
    assert.equal(
      accepted(config('rules:\n  unres<|>\n'), 'unresolved-reference'),
      'rules:\n  unresolved-reference: error\n',
    );
    assert.equal(accepted(config('rules:\n  unknown-field: <|>\n'), 'off'), 'rules:\n  unknown-field: off\n');
  });

  it('names environments and kinds', () => {
    assert.ok(labelsAt(config('promotion:\n  review: [development, <|>]\n')).includes('production'));
    assert.ok(!labelsAt(config('promotion:\n  review: [development, <|>]\n')).includes('development'));
    assert.equal(
      accepted(config('external:\n  - <|>\n'), 'ClusterDataPlane/'),
      'external:\n  - "ClusterDataPlane/*"\n',
    );
  });
});
