import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { component, doc, file, outline, pin, pipeline, promote, release, SHOP, warnings } from '../../support/plans';

const NEW = 'cart-20261102-1';

describe('whom a promotion is about', () => {
  it('must be said', () => {
    assert.deepEqual(outline(promote(SHOP, { owners: [] })), ['! no-owner']);
  });

  it('must exist; a misspelt name is guessed, another project named', () => {
    const typo = promote(SHOP, { owners: [{ project: 'shop', name: 'crat' }] });
    assert.deepEqual(outline(typo), ['! unknown-owner']);
    assert.match(typo.blockers[0]!.message, /Did you mean "shop\/cart"/);
    const elsewhere = promote(SHOP, { owners: [{ project: 'store', name: 'cart' }] });
    assert.match(elsewhere.blockers[0]!.message, /belongs to project "shop", not to "store"/);
    assert.deepEqual(outline(promote(SHOP, { project: 'shp' })), ['! unknown-project']);
    const strange = promote(SHOP, { owners: [{ project: 'shop', name: 'telemetry' }] });
    assert.match(strange.blockers[0]!.message, /; there are shop\/\w+.*\.$/);
  });

  it('must be one where two namespaces have the name', () => {
    const both =
      SHOP + file('beta.yaml', doc('Component', 'cart', '{ owner: { projectName: shop } }').replace('acme', 'beta'));
    assert.deepEqual(outline(promote(both, { to: 'dev', release: NEW })), ['! ambiguous-owner']);
    assert.equal(promote(both, { to: 'dev', release: NEW, namespace: 'acme' }).status, 'ready');
  });
});

describe('a promotion of many', () => {
  const many =
    pipeline('dev > stg', 'stg > prod') +
    ['api', 'cart', 'web'].map((name) => component(name) + release(`${name}-20261101-1`)).join('') +
    pin('api', 'dev', 'api-20261101-1') +
    pin('web', 'dev', 'web-20261101-1');

  it('takes all of a project along, sorted, and says whom it leaves out', () => {
    const plan = promote(many, { project: 'shop', to: 'stg' });
    assert.deepEqual(outline(plan), [
      'create-pin api dev > stg api-20261101-1',
      'create-pin web dev > stg web-20261101-1',
    ]);
    assert.equal(plan.notes.length, 1);
    assert.match(plan.notes[0]!, /^shop\/cart pins no release in dev/);
    assert.deepEqual(promote(many, { all: true, to: 'stg' }).files, plan.files);
  });

  it('is all or nothing', () => {
    const broken = many + pin('cart', 'dev', 'cart-20261101-9');
    const plan = promote(broken, { project: 'shop', to: 'stg' });
    assert.equal(plan.status, 'blocked');
    assert.deepEqual(
      plan.blockers.map((blocker) => [blocker.code, blocker.owner]),
      [['missing-release', 'shop/cart']],
    );
  });

  it('says of each that was named what is in its way', () => {
    const owners = ['web', 'cart', 'api'].map((name) => ({ project: 'shop', name }));
    assert.deepEqual(outline(promote(many, { owners, to: 'stg' })), ['! source-not-deployed']);
  });

  it('is the same plan every time, in whatever order files and owners come', () => {
    const owners = ['web', 'api'].map((name) => ({ project: 'shop', name }));
    const files = many.split(/^(?=#- )/m);
    const plan = promote(many, { owners, to: 'stg' });
    assert.deepEqual(promote([...files].reverse().join(''), { owners: [...owners].reverse(), to: 'stg' }), plan);
    assert.deepEqual(
      plan.files.map((planned) => planned.file),
      ['shop/api/release-bindings/api-stg.yaml', 'shop/web/release-bindings/web-stg.yaml'],
    );
  });

  it('has one subject and a pair of trailers each', () => {
    assert.equal(
      promote(many, { all: true, to: 'stg' }).commitMessage,
      `promote(shop): 2 releases to stg

OpenChoreo-Promotion: shop/api dev -> stg
OpenChoreo-Release: api-20261101-1
OpenChoreo-Promotion: shop/web dev -> stg
OpenChoreo-Release: web-20261101-1
`,
    );
  });
});

describe('the families', () => {
  const project =
    pipeline('dev > stg') +
    file(
      'releases/shop-abc.yaml',
      doc(
        'ProjectRelease',
        'shop-abc',
        '{ owner: { projectName: shop }, projectType: { kind: ProjectType, name: t, spec: {} } }',
      ),
    ) +
    file(
      'rb/shop-dev.yaml',
      doc(
        'ProjectReleaseBinding',
        'shop-dev',
        '{ owner: { projectName: shop }, environment: dev, projectRelease: shop-abc }',
      ),
    );

  it('project: its own kind of binding and pin', () => {
    const plan = promote(project, { owners: [{ family: 'project', project: 'shop', name: 'shop' }] });
    assert.deepEqual(outline(plan), ['create-pin shop dev > stg shop-abc']);
    assert.equal(
      plan.files[0]!.after,
      `apiVersion: openchoreo.dev/v1alpha1
kind: ProjectReleaseBinding
metadata:
  name: shop-stg
  namespace: acme
spec:
  environment: stg
  owner:
    projectName: shop
  projectRelease: shop-abc
`,
    );
    assert.equal(plan.files[0]!.file, 'rb/shop-stg.yaml');
    assert.match(plan.commitMessage, /^promote\(shop\): shop-abc to stg\n\nOpenChoreo-Promotion: shop dev -> stg\n/);
  });

  it('resource: a release that only the cluster has counts as there', () => {
    const fixture =
      pipeline('dev > stg') +
      file('db/resource.yaml', doc('Resource', 'db', '{ owner: { projectName: shop }, type: { name: pg } }')) +
      file(
        'db/dev.yaml',
        doc(
          'ResourceReleaseBinding',
          'db-dev',
          '{ owner: { projectName: shop, resourceName: db }, environment: dev, resourceRelease: db-77 }',
        ),
      );
    const owners = [{ project: 'shop', name: 'db' }];
    const plan = promote(fixture, { owners });
    assert.deepEqual(outline(plan), ['create-pin db dev > stg db-77']);
    assert.match(plan.files[0]!.after!, /resourceRelease: db-77/);
    assert.deepEqual(outline(promote(fixture, { owners, to: 'dev', release: 'db-78' })), ['set-pin db - > dev db-78']);
  });

  it('a project means its components, unless a family is named', () => {
    const both = project + component('cart') + release(NEW) + pin('cart', 'dev', NEW);
    assert.deepEqual(outline(promote(both, { project: 'shop', to: 'stg' })), [`create-pin cart dev > stg ${NEW}`]);
    assert.deepEqual(outline(promote(both, { project: 'shop', to: 'stg', family: 'project' })), [
      'create-pin shop dev > stg shop-abc',
    ]);
  });

  it('a component in an environment without its project is warned of', () => {
    const both = project + component('cart') + release(NEW) + pin('cart', 'dev', NEW);
    assert.ok(warnings(promote(both, { to: 'stg' })).includes('no-project-binding'));
  });

  it('proposal: a ReleasePin with its labels', () => {
    const plain = (kind: string, name: string, spec: string) =>
      `apiVersion: openchoreo.dev/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
    const fixture =
      file(
        'platform/p.yaml',
        plain(
          'DeploymentPipeline',
          'std',
          '{ promotionPaths: [{ sourceEnvironmentRef: dev, targetEnvironmentRefs: [{ name: prod }] }] }',
        ),
      ) +
      file('projects/shop/project.yaml', plain('Project', 'shop', '{ deploymentPipelineRef: std }')) +
      file(
        'projects/shop/components/cart/component.yaml',
        plain('Component', 'cart', '{ owner: { projectName: shop }, componentType: deployment/web }'),
      ) +
      file(
        'projects/shop/components/cart/releases/r.yaml',
        plain(
          'Release',
          'cart-v1',
          '{ component: { name: cart, content: {} }, componentTypeDefinition: { name: web, content: {} }, workload: {} }',
        ),
      ) +
      file(
        'projects/shop/components/cart/env-bindings/dev/release-pin.yaml',
        plain('ReleasePin', 'cart-dev', '{ component: cart, environment: dev, releaseName: cart-v1 }'),
      );
    const plan = promote(fixture);
    assert.deepEqual(
      plan.files.map((planned) => [planned.file, planned.after]),
      [
        [
          'projects/shop/components/cart/env-bindings/prod/release-pin.yaml',
          `apiVersion: openchoreo.dev/v1alpha1
kind: ReleasePin
metadata:
  labels:
    openchoreo.dev/component: cart
    openchoreo.dev/environment: prod
  name: cart-prod
spec:
  component: cart
  environment: prod
  releaseName: cart-v1
`,
        ],
      ],
    );
  });
});
