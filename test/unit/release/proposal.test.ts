import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { after, cut, file, outline, promote } from '../../support/plans';

const plain = (kind: string, name: string, spec: string) =>
  `apiVersion: openchoreo.dev/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
const HOME = 'projects/shop/components/cart';
const COMPONENT = file(
  `${HOME}/component.yaml`,
  plain(
    'Component',
    'cart',
    '{ owner: { projectName: shop }, componentType: deployment/web, addons: [{ name: cache, instanceId: c1 }, { name: cache, instanceName: c2 }] }',
  ),
);
const WORKLOAD = file(`${HOME}/workload.yaml`, plain('Workload', 'cart', '{ image: i:1 }\nstatus: { x: y }'));
const PLATFORM =
  file('platform/web.yaml', plain('ComponentTypeDefinition', 'web', '{ workloadType: deployment }')) +
  file('platform/cache.yaml', plain('Addon', 'cache', '{ creates: [] }')) +
  file(
    'platform/p.yaml',
    plain(
      'DeploymentPipeline',
      'std',
      '{ promotionPaths: [{ sourceEnvironmentRef: dev, targetEnvironmentRefs: [{ name: prod }] }] }',
    ),
  ) +
  file('projects/shop/project.yaml', plain('Project', 'shop', '{ deploymentPipelineRef: std }')) +
  file('other-pin.yaml', plain('ReleasePin', 'x-dev', '{ component: x, environment: dev }'));
const ALL = PLATFORM + COMPONENT + WORKLOAD;
const RELEASE = `${HOME}/releases/cart-20261122-1.yaml`;

describe('a Release of the proposal', () => {
  it('embeds everything by content, one addon a use', () => {
    const plan = cut(ALL);
    assert.equal(plan.status, 'ready', JSON.stringify(plan.blockers));
    assert.equal(
      after(plan)[RELEASE],
      `apiVersion: openchoreo.dev/v1alpha1
kind: Release
metadata:
  labels:
    openchoreo.dev/component: cart
  name: cart-20261122-1
spec:
  addons:
  - content:
      apiVersion: openchoreo.dev/v1alpha1
      kind: Addon
      metadata:
        name: cache
      spec:
        creates: []
    instanceId: c1
    name: cache
  - content:
      apiVersion: openchoreo.dev/v1alpha1
      kind: Addon
      metadata:
        name: cache
      spec:
        creates: []
    instanceId: c2
    name: cache
  component:
    content:
      apiVersion: openchoreo.dev/v1alpha1
      kind: Component
      metadata:
        name: cart
      spec:
        addons:
        - instanceId: c1
          name: cache
        - instanceName: c2
          name: cache
        componentType: deployment/web
        owner:
          projectName: shop
    name: cart
  componentTypeDefinition:
    content:
      apiVersion: openchoreo.dev/v1alpha1
      kind: ComponentTypeDefinition
      metadata:
        name: web
      spec:
        workloadType: deployment
    name: web
  workload:
    apiVersion: openchoreo.dev/v1alpha1
    kind: Workload
    metadata:
      name: cart
    spec:
      image: i:1
`,
    );
  });

  it('is reused when it equals, and pinned to the first environment', () => {
    const text = after(cut(ALL))[RELEASE]!;
    const again = ALL + file('r.yaml', `# kept\n${text.replace('cart-20261122-1', 'cart-v1')}`);
    assert.deepEqual(outline(cut(again)), ['none cart - > - cart-v1']);
    const pinned = cut(again, { pin: true });
    assert.deepEqual(outline(pinned), ['create-pin cart - > dev cart-v1']);
    assert.deepEqual(Object.keys(after(pinned)), [`${HOME}/env-bindings/dev/release-pin.yaml`]);
    assert.deepEqual(outline(promote(again, { to: 'dev' })), ['create-pin cart - > dev cart-v1']);
    assert.deepEqual(outline(cut(again.replace('image: i:1 }\nstatus', 'image: i:2 }\nstatus'))), [
      'create-release cart - > - cart-20261122-1',
    ]);
  });

  it('takes the workload that names the component, that has its name, or that is alone beside it', () => {
    const owned = file('w.yaml', plain('Workload', 'w', '{ owner: { componentName: cart }, image: owned }'));
    assert.match(after(cut(ALL + owned))[RELEASE]!, /image: owned/);
    const beside = file(`${HOME}/w.yaml`, plain('Workload', 'w', '{ image: beside }'));
    assert.match(after(cut(PLATFORM + COMPONENT + beside))[RELEASE]!, /image: beside/);
    assert.deepEqual(
      outline(cut(PLATFORM + COMPONENT + beside + file(`${HOME}/w2.yaml`, plain('Workload', 'w2', '{}')))),
      ['! ambiguous-manifest'],
    );
    assert.deepEqual(outline(cut(PLATFORM + COMPONENT)), ['! missing-manifest']);
  });

  it('needs its parts', () => {
    assert.deepEqual(outline(cut(ALL.replace('name: cache }\nspec', 'name: cash }\nspec'))), ['! missing-manifest']);
    assert.deepEqual(outline(cut(ALL.replace('name: web }', 'name: wab }'))), ['! missing-manifest']);
    assert.deepEqual(outline(cut(ALL.replace(', componentType: deployment/web', ''))), ['! invalid-type-name']);
    assert.deepEqual(outline(cut(ALL.replace('image: i:1', 'image: .nan'))), ['! unreadable-value']);
  });
});
