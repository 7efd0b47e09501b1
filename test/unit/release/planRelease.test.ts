import assert from 'node:assert/strict';
import { phrase } from '../../../server/src/base/l10n';
import { describe, it } from 'mocha';
import { atPath } from '../../../server/src/analysis/problem';
import type { Rule } from '../../../server/src/analysis/rule';
import { openFixture } from '../../support/fixture';
import {
  after,
  component,
  cut,
  doc,
  file,
  outline,
  pin,
  pipeline,
  promote,
  release,
  warnings,
} from '../../support/plans';

const TYPE = file(
  'web.yaml',
  doc(
    'ComponentType',
    'web',
    '{ workloadType: deployment, resources: [{ id: deployment, template: { apiVersion: apps/v1, kind: Deployment, metadata: { name: x } } }] }',
  ),
);
const workload = (name: string, image = `reg/${name}:1`) =>
  file(
    `shop/${name}/workload.yaml`,
    doc('Workload', name, `{ owner: { projectName: shop, componentName: ${name} }, container: { image: '${image}' } }`),
  );
const SHOP = pipeline('dev > stg', 'stg > prod') + TYPE + component('cart') + workload('cart');

/** The file of the release that is cut now, as part of a fixture: under any name and path, changed at will. */
function cutFile(name: string, path = `shop/cart/releases/${name}.yaml`, change = (text: string) => text): string {
  const text = Object.values(after(cut(SHOP)))[0]!;
  return file(path, change(text.replace('name: cart-20261122-1', `name: ${name}`)));
}

const RELEASES = 'shop/cart/releases';

describe('a new release', () => {
  it('is a file beside the component, and a commit that says so', () => {
    const plan = cut(SHOP);
    assert.deepEqual(
      [plan.status, outline(plan), Object.keys(after(plan))],
      ['ready', ['create-release cart - > - cart-20261122-1'], [`${RELEASES}/cart-20261122-1.yaml`]],
    );
    assert.equal(plan.files[0]!.before, null);
    assert.equal(plan.commitMessage, 'release(shop/cart): cart-20261122-1\n\nOpenChoreo-Release: cart-20261122-1\n');
  });

  it('is the same plan every time', () => {
    const reversed = SHOP.split(/^(?=#- )/m)
      .reverse()
      .join('');
    assert.deepEqual(cut(reversed), cut(SHOP));
  });

  it('is only imagined: nothing of it stays', () => {
    const opened = openFixture(SHOP);
    const before = [...opened.repository.files.fileNames()];
    cut(opened, { pin: true });
    assert.deepEqual([...opened.repository.files.fileNames()], before);
  });

  it('is none when one equals the current state, whatever its name and layout', () => {
    const odd = cutFile(
      'whatever',
      'x/y.yaml',
      (text) => `# kept\n${text.replace('image: reg/cart:1', 'image: "reg/cart:1" # pinned')}`,
    );
    const plan = cut(SHOP + odd);
    assert.deepEqual(
      [plan.status, outline(plan), plan.files, plan.commitMessage],
      ['nothing-to-do', ['none cart - > - whatever'], [], ''],
    );
    assert.deepEqual(plan.notes, ['shop/cart: whatever equals the current state already.']);
  });

  it('is one where a release of another owner equals only by name', () => {
    const stranger = cutFile('cart-20261122-1', 'api.yaml', (text) =>
      text.replace('componentName: cart', 'componentName: api'),
    );
    assert.deepEqual(outline(cut(SHOP + component('api') + stranger)), ['create-release cart - > - cart-20261122-2']);
  });

  it('is refused when the file would not be read', () => {
    const config = file(
      'release-config.yaml',
      'apiVersion: openchoreo.dev/v1alpha1\nkind: ReleaseConfig\ncomponentReleaseDefaults: { defaultOutputDir: node_modules }\n',
    );
    assert.deepEqual(outline(cut(SHOP + config)), ['! ignored-folder']);
  });

  it('is blocked by an error that it would add', () => {
    const refusing: Rule = {
      kind: 'manifest',
      code: 'no-releases-here',
      category: 'rule',
      severity: 'error',
      summary: phrase`A rule of this test.`,
      kinds: ['ComponentRelease'],
      check: (_, manifest, report) => report({ place: atPath(manifest, ['spec']), message: 'No releases here.' }),
    };
    const plan = cut(openFixture(SHOP, { rules: [refusing] }));
    assert.deepEqual(outline(plan), ['! would-break']);
    assert.match(plan.blockers[0]!.message, /No releases here\. \[no-releases-here, /);
  });

  it('is not blocked by an error that its type has already, but says so', () => {
    const picky: Rule = {
      kind: 'manifest',
      code: 'picky',
      category: 'rule',
      severity: 'error',
      summary: phrase`A rule of this test.`,
      kinds: ['ComponentType', 'ComponentRelease'],
      check: (_, manifest, report) => report({ place: atPath(manifest, ['spec']), message: 'Not so.' }),
    };
    const plan = cut(openFixture(SHOP, { rules: [picky] }));
    assert.deepEqual(
      [outline(plan), warnings(plan)],
      [['create-release cart - > - cart-20261122-1'], ['repeats-error']],
    );
  });
});

describe('the name of a release', () => {
  const next = (more: string, others: readonly string[] = []) =>
    cut(SHOP + more, { namespace: 'acme' }, others).items[0]?.release;

  it('counts on from the releases of the day, as numbers', () => {
    const ten = Array.from({ length: 10 }, (_, i) => release(`cart-20261122-${i + 1}`)).join('');
    assert.equal(next(ten), 'cart-20261122-11');
    assert.equal(next(release('cart-20261121-7')), 'cart-20261122-1');
    assert.equal(next(release('cart-20261122-007', 'cart')), 'cart-20261122-8');
  });

  it('counts releases of every namespace, owner and branch, but of no other prefix', () => {
    const beta = release('cart-20261122-3').replace('acme', 'beta');
    assert.equal(next(beta), 'cart-20261122-4');
    assert.equal(next(beta, ['cart-20261122-6', 'README']), 'cart-20261122-7');
    assert.equal(next(component('cart-zed') + release('cart-zed-20261122-5', 'cart-zed')), 'cart-20261122-1');
  });

  it('never meets a file that is there', () => {
    assert.equal(next(file(`${RELEASES}/cart-20261122-1.yaml`, 'something: else\n')), 'cart-20261122-2');
  });

  it('has the date of the request', () => {
    assert.equal(cut(SHOP, { date: '2027-01-02' }).items[0]?.release, 'cart-20270102-1');
    for (const date of ['2026-02-30', '20261122', 'today', '2026-13-01'])
      assert.deepEqual(outline(cut(SHOP, { date })), ['! invalid-date']);
    assert.equal(cut(SHOP, { date: '2028-02-29' }).status, 'ready');
  });

  it('can be chosen', () => {
    const plan = cut(SHOP, { name: 'my.rel' });
    assert.deepEqual(Object.keys(after(plan)), [`${RELEASES}/my.rel.yaml`]);
    assert.match(Object.values(after(plan))[0]!, /^ {2}name: my\.rel$/m);
  });

  it('must be one that Kubernetes takes, as a label too', () => {
    for (const name of ['UPPER_bad', '-a', 'a..b', '../x', 'a/b', 'a'.repeat(64), ''])
      assert.deepEqual(outline(cut(SHOP, { name })), ['! invalid-name'], name);
    assert.equal(cut(SHOP, { name: 'a'.repeat(63) }).status, 'ready');
    const long = 'c'.repeat(60);
    const fixture = (SHOP + file('x', '')).replaceAll('cart', long);
    assert.deepEqual(outline(cut(fixture, { owners: [{ project: 'shop', name: long }] })), ['! invalid-name']);
  });

  it('must be free, even when the release with it equals', () => {
    assert.deepEqual(outline(cut(SHOP + cutFile('my.rel'), { name: 'my.rel' })), ['! name-taken']);
    assert.deepEqual(outline(cut(SHOP, { name: 'my.rel' }, ['my.rel'])), ['! name-taken']);
    assert.deepEqual(outline(cut(SHOP + file(`${RELEASES}/my.rel.yaml`, 'a: b\n'), { name: 'my.rel' })), [
      '! file-exists',
    ]);
  });

  it('is not needed when another release equals', () => {
    assert.deepEqual(outline(cut(SHOP + cutFile('cart-20261122-1'), { name: 'cart-x' })), [
      'none cart - > - cart-20261122-1',
    ]);
  });

  it('cannot be given to several', () => {
    const both = SHOP + component('api') + workload('api');
    assert.deepEqual(outline(cut(both, { project: 'shop', name: 'x' })), ['! name-for-several']);
  });
});

describe('where a new release goes', () => {
  const config = (defaults: string, head = 'apiVersion: openchoreo.dev/v1alpha1\nkind: ReleaseConfig') =>
    file('release-config.yaml', `${head}\ncomponentReleaseDefaults: ${defaults}\n`);
  const cases: readonly [string, string, string][] = [
    [
      'beside the newest release of the owner',
      release('cart-20261101-1', 'cart', 'old') +
        release('cart-20261102-10', 'cart', 'new') +
        release('cart-20261102-9', 'cart', 'zzz'),
      'new',
    ],
    [
      'beside the first by path, where no name tells the order',
      release('b', 'cart', 'two') + release('a', 'cart', 'one'),
      'one',
    ],
    [
      'where the ReleaseConfig says, before that',
      release('cart-20261101-1', 'cart', 'old') +
        config('{ defaultOutputDir: a, projects: { Shop: { components: { CART: ./b/../c } } } }'),
      'c',
    ],
    [
      'into the folder of the project',
      config('{ defaultOutputDir: a, projects: { shop: { defaultOutputDir: b, components: { api: c } } } }'),
      'b',
    ],
    ['into the root', config('{ defaultOutputDir: . }'), ''],
  ];
  for (const [name, more, folder] of cases)
    it(name, () => {
      assert.deepEqual(Object.keys(after(cut(SHOP + more))), [`${folder}${folder && '/'}cart-20261122-1.yaml`]);
    });

  it('is never outside the repository', () => {
    for (const folder of ['..', '/etc', 'a/../../b', '"C:/x"', '"a\\\\b"'])
      assert.deepEqual(
        outline(cut(SHOP + config(`{ defaultOutputDir: ${folder} }`))),
        ['! outside-repository'],
        folder,
      );
  });

  it('is not guessed when the ReleaseConfig is none', () => {
    for (const head of ['apiVersion: openchoreo.dev/v1alpha1\nkind: Other', 'apiVersion: v1\nkind: ReleaseConfig'])
      assert.deepEqual(outline(cut(SHOP + config('{}', head))), ['! invalid-release-config']);
  });
});

describe('a ReleaseConfig that cannot be read', () => {
  const WRONG: Readonly<Record<string, RegExp>> = {
    '{ defaultOutputDir: [a] }': /^componentReleaseDefaults\.defaultOutputDir in /,
    '{ projects: { shop: { components: { cart: 1 } } } }':
      /^componentReleaseDefaults\.projects\.shop\.components\.cart in /,
    '{ projects: a }': /^componentReleaseDefaults\.projects in /,
    text: /^componentReleaseDefaults in /,
  };
  for (const [defaults, message] of Object.entries(WRONG))
    it(`blocks the release: ${defaults}`, () => {
      const head = 'apiVersion: openchoreo.dev/v1alpha1\nkind: ReleaseConfig';
      const plan = cut(SHOP + file('release-config.yaml', `${head}\ncomponentReleaseDefaults: ${defaults}\n`));
      assert.deepEqual(outline(plan), ['! invalid-release-config']);
      assert.match(plan.blockers[0]!.message, message);
    });
});

describe('a release that is pinned at once', () => {
  it('is one plan and one commit', () => {
    const plan = cut(SHOP, { pin: true });
    assert.deepEqual(outline(plan), [
      'create-release cart - > - cart-20261122-1',
      'create-pin cart - > dev cart-20261122-1',
    ]);
    assert.deepEqual(Object.keys(after(plan)), [
      'shop/cart/release-bindings/cart-dev.yaml',
      `${RELEASES}/cart-20261122-1.yaml`,
    ]);
    assert.equal(
      plan.commitMessage,
      'release(shop/cart): cart-20261122-1\n\nOpenChoreo-Promotion: shop/cart - -> dev\nOpenChoreo-Release: cart-20261122-1\n',
    );
  });

  it('changes an existing pin in place', () => {
    const plan = cut(SHOP + release('cart-20261101-1') + pin('cart', 'dev', 'cart-20261101-1'), { pin: true });
    assert.deepEqual(outline(plan)[1], 'set-pin cart - > dev cart-20261122-1');
  });

  it('is a promotion when the release exists', () => {
    const plan = cut(SHOP + cutFile('cart-20261122-1'), { pin: true });
    assert.deepEqual(outline(plan), ['create-pin cart - > dev cart-20261122-1']);
    assert.match(plan.commitMessage, /^promote\(shop\/cart\): cart-20261122-1 to dev\n/);
  });

  it('is nothing when it is pinned already', () => {
    const plan = cut(SHOP + cutFile('cart-20261122-1') + pin('cart', 'dev', 'cart-20261122-1'), { pin: true });
    assert.deepEqual([plan.status, outline(plan)], ['nothing-to-do', ['none cart - > dev cart-20261122-1']]);
  });

  it('needs a first environment, and which of several', () => {
    const without = SHOP.replace(/#- pipeline\.yaml[^]*?(?=#- web)/, '');
    assert.deepEqual(outline(cut(without, { pin: true })), ['! no-pipeline']);
    const circle = pipeline('dev > stg', 'stg > dev') + TYPE + component('cart') + workload('cart');
    assert.deepEqual(outline(cut(circle, { pin: true })), ['! no-first-environment']);
    const two = pipeline('a > c', 'b > d') + TYPE + component('cart') + workload('cart');
    const plan = cut(two, { pin: true });
    assert.deepEqual(
      [outline(plan), plan.blockers[0]!.choices?.map((choice) => choice.value)],
      [['! ambiguous-target'], ['a', 'b']],
    );
    assert.equal(outline(cut(two, { pin: true, to: 'b' }))[1], 'create-pin cart - > b cart-20261122-1');
    assert.deepEqual(outline(cut(two, { pin: true, to: 'd' })), ['! no-first-environment']);
  });

  it('asks for a review where the environment does', () => {
    const config = '#- .openchoreo-gitops.yaml\npromotion: { review: [dev] }\n';
    assert.deepEqual(outline(cut(config + SHOP, { pin: true, delivery: 'commit' })), ['! needs-review']);
    assert.equal(cut(config + SHOP, { delivery: 'commit' }).status, 'ready');
    assert.deepEqual(warnings(cut(config + SHOP, { pin: true, delivery: 'edit' })), ['needs-review']);
  });
});

describe('releases of many', () => {
  const MANY = SHOP + component('api') + workload('api') + component('web') + workload('web');

  it('are one plan, sorted; those that equal stay', () => {
    const plan = cut(MANY + cutFile('cart-x'), { project: 'shop' });
    assert.deepEqual(outline(plan), [
      'create-release api - > - api-20261122-1',
      'none cart - > - cart-x',
      'create-release web - > - web-20261122-1',
    ]);
    assert.equal(
      plan.commitMessage,
      'release(shop): 2 releases\n\nOpenChoreo-Release: api-20261122-1\nOpenChoreo-Release: web-20261122-1\n',
    );
    assert.deepEqual(cut(MANY + cutFile('cart-x'), { all: true }).files, plan.files);
  });

  it('are all or nothing', () => {
    const plan = cut(MANY.replace("'reg/api:1'", '5'), { all: true });
    assert.equal(plan.status, 'blocked');
    assert.deepEqual(
      plan.blockers.map((blocker) => [blocker.code, blocker.owner]),
      [['wrong-type', 'shop/api']],
    );
  });

  it('never share a name, not even of two namespaces', () => {
    const beta = MANY.replaceAll('acme', 'beta').replaceAll('#- ', '#- beta/');
    const plan = cut(SHOP + beta, { owners: [], all: true });
    const names = plan.items.filter((item) => item.name === 'cart').map((item) => [item.namespace, item.release]);
    assert.deepEqual(names, [
      ['acme', 'cart-20261122-1'],
      ['beta', 'cart-20261122-2'],
    ]);
  });

  it('leave out whom nothing here declares, unless it is named', () => {
    const gone = SHOP + release('gone-20261101-1', 'gone');
    assert.deepEqual(outline(cut(gone, { project: 'shop' })), ['create-release cart - > - cart-20261122-1']);
    assert.match(cut(gone, { project: 'shop' }).notes[0]!, /^shop\/gone is not declared/);
    assert.deepEqual(outline(cut(gone, { owners: [{ project: 'shop', name: 'gone' }] })), ['! missing-manifest']);
  });

  it('leave out what the platform cuts', () => {
    const resource =
      SHOP +
      file(
        'db.yaml',
        doc('Resource', 'db', '{ owner: { projectName: shop }, type: { name: pg } }'),
        doc('ResourceReleaseBinding', 'db-dev', '{ owner: { projectName: shop, resourceName: db }, environment: dev }'),
      );
    assert.deepEqual(outline(cut(resource, { owners: [{ project: 'shop', name: 'db' }] })), ['! cut-by-platform']);
    assert.deepEqual(outline(cut(resource, { all: true })), ['create-release cart - > - cart-20261122-1']);
  });

  it('must be said', () => {
    assert.deepEqual(outline(cut(SHOP, { owners: [] })), ['! no-owner']);
  });
});

describe('the release that equals the current state', () => {
  const first = (fixture: string) => outline(promote(fixture, { to: 'dev' }));

  it('is what a first environment gets', () => {
    assert.deepEqual(first(SHOP + release('cart-20261130-1') + cutFile('mine')), ['create-pin cart - > dev mine']);
  });

  it('is of several the one that is bound there, else the newest, else the last by name', () => {
    const equal = ['cart-20261122-9', 'cart-20261122-10', 'cart-20261121-99'].map((name) => cutFile(name)).join('');
    assert.deepEqual(first(SHOP + equal), ['create-pin cart - > dev cart-20261122-10']);
    assert.deepEqual(first(SHOP + equal + pin('cart', 'dev', 'cart-20261122-9')), [
      'none cart - > dev cart-20261122-9',
    ]);
    assert.deepEqual(first(SHOP + cutFile('b') + cutFile('c') + cutFile('a')), ['create-pin cart - > dev c']);
    assert.deepEqual(outline(cut(SHOP + equal + pin('cart', 'dev', 'cart-20261121-99'))), [
      'none cart - > - cart-20261121-99',
    ]);
  });

  it('is none after a change', () => {
    const plan = promote(SHOP.replace('reg/cart:1', 'reg/cart:2') + cutFile('old'), { to: 'dev' });
    assert.deepEqual(outline(plan), ['! choose-release']);
    assert.match(plan.blockers[0]!.message, /No release of shop\/cart equals its current state/);
  });

  it('is none when an older occ cut it, and then says so', () => {
    const old = (text: string) =>
      text.replace(/ {6}allowedTraits:\n(?: {6}[ -].*\n)+/, '').replace(/ {4}dependencies: \{\}\n/, '');
    const now = SHOP.replace(
      'workloadType: deployment',
      'workloadType: deployment, allowedTraits: [{ name: pvc }]',
    ).replace("'reg/cart:1' }", "'reg/cart:1' }, dependencies: {}");
    const text = Object.values(after(cut(now)))[0]!;
    assert.notEqual(old(text), text);
    const plan = promote(now + file('r.yaml', old(text)), { to: 'dev' });
    assert.deepEqual(outline(plan), ['! choose-release']);
    assert.match(plan.blockers[0]!.message, /older occ/);
    assert.deepEqual(outline(cut(now + file('r.yaml', old(text)))), ['create-release cart - > - cart-20261122-2']);
  });

  it('cannot be told when the state cannot be read', () => {
    const plan = promote(SHOP.replace("'reg/cart:1'", '8080') + cutFile('old'), { to: 'dev' });
    assert.deepEqual(outline(plan), ['! choose-release']);
    assert.match(plan.blockers[0]!.message, /must be text/);
  });
});
