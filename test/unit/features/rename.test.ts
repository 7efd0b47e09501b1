import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CONFIG_FILE } from '../../../server/src/repository/config';
import { openFixture } from '../../support/fixture';
import { REFUSED_RENAMES } from '../../support/refusedRenames';
import { describeRename, renamedFiles, renameIn } from '../../support/rename';

/** What a rename at the cursor changes, line by line. `edit` changes the text of all files first. */
function changes(fixture: string, to: string, edit: (text: string) => string = (text) => text): string[] | string {
  const opened = openFixture(fixture);
  const { file, offset } = opened.cursor!;
  const files = new Map([...opened.files].map(([name, text]) => [name, edit(text)]));
  for (const [name, text] of files) {
    if (opened.repository.reads(name) && name !== CONFIG_FILE)
      opened.checker.fileChanged(name, opened.repository.setFile(name, text));
  }
  const result = renameIn({ ...opened, files }, file, edit(opened.files.get(file)!.slice(0, offset)).length, to);
  return typeof result === 'string' ? result : describeRename(files, result);
}

/** The cursor's file after a rename. */
function after(fixture: string, to: string): string {
  const opened = openFixture(fixture);
  const { file, offset } = opened.cursor!;
  const result = renameIn(opened, file, offset, to);
  if (typeof result === 'string') return result;
  assert.deepEqual(result.moves, []);
  return renamedFiles(opened.files, result).get(file)!;
}

const HEAD = 'apiVersion: openchoreo.dev/v1alpha1';

describe('rename', () => {
  it('changes every form of reference, in every file', () => {
    assert.deepEqual(
      changes(
        `
#- types/web.yaml
${HEAD}
kind: ClusterComponentType
metadata: { name: web<|> }
spec: { workloadType: deployment }
#- a.yaml
${HEAD}
kind: Component
metadata: { name: shop, namespace: one }
spec: { componentType: { kind: ClusterComponentType, name: deployment/web } }
---
${HEAD}
kind: Component
metadata: { name: other, namespace: two }
spec:
  componentType:
    kind: ClusterComponentType
    name: 'deployment/web' # the usual one
---
${HEAD}
kind: Component
metadata: { name: third }
spec: { componentType: { name: deployment/web } }
`,
        'site',
      ),
      [
        'a.yaml:4:71 web → site',
        'a.yaml:12:23 web → site',
        'types/web.yaml:3:19 web → site',
        'types/web.yaml → types/site.yaml',
      ],
    );
  });

  it('carries over to names, files and folders by the conventions, and to the lists of kustomize', () => {
    assert.deepEqual(
      changes(
        `
#- apps/cart/component.yaml
${HEAD}
kind: Component
metadata:
  name: cart
  labels: { openchoreo.dev/name: cart }
spec: { owner: { projectName: shop } }
#- apps/cart/workload.yaml
${HEAD}
kind: Workload
metadata: { name: cart-workload, labels: { openchoreo.dev/component: cart } }
spec: { owner: { projectName: shop, componentName: ca<|>rt } }
#- apps/cart/releases/cart-20260101-1.yaml
${HEAD}
kind: ComponentRelease
metadata: { name: cart-20260101-1 }
spec: { owner: { projectName: shop, componentName: cart } }
#- apps/cart/releases/nightly.yaml
${HEAD}
kind: ComponentRelease
metadata: { name: nightly }
spec: { owner: { projectName: shop, componentName: cart } }
#- apps/bindings/cart-dev.yaml
${HEAD}
kind: ReleaseBinding
metadata: { name: cart-dev }
spec: { owner: { projectName: shop, componentName: cart }, environment: dev, releaseName: nightly }
#- apps/kustomization.yaml
resources:
  - cart
  - ./bindings/cart-dev.yaml
  - carton
patches:
  - path: p.yaml
    target: { kind: ReleaseBinding, name: cart-dev }
#- apps/cart/kustomization.yaml
resources: [component.yaml, releases/cart-20260101-1.yaml, ../bindings/cart-dev.yaml]
#- flux/cart.yaml
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
spec: { path: ./apps/cart }
#- release-config.yaml
${HEAD}
kind: ReleaseConfig
componentReleaseDefaults:
  projects:
    shop:
      components:
        cart: apps/cart/releases
`,
        'basket',
      ),
      [
        'apps/bindings/cart-dev.yaml:3:19 cart-dev → basket-dev',
        'apps/bindings/cart-dev.yaml:4:52 cart → basket',
        'apps/bindings/cart-dev.yaml:4:91 nightly → nightly-2',
        'apps/cart/component.yaml:4:9 cart → basket',
        'apps/cart/component.yaml:5:34 cart → basket',
        'apps/cart/kustomization.yaml:1:29 releases/cart-20260101-1.yaml → releases/basket-20260101-1.yaml',
        'apps/cart/kustomization.yaml:1:60 ../bindings/cart-dev.yaml → ../bindings/basket-dev.yaml',
        'apps/cart/releases/cart-20260101-1.yaml:3:19 cart-20260101-1 → basket-20260101-1',
        'apps/cart/releases/cart-20260101-1.yaml:4:52 cart → basket',
        'apps/cart/releases/nightly.yaml:3:19 nightly → nightly-2',
        'apps/cart/releases/nightly.yaml:4:52 cart → basket',
        'apps/cart/workload.yaml:3:19 cart-workload → basket-workload',
        'apps/cart/workload.yaml:3:70 cart → basket',
        'apps/cart/workload.yaml:4:52 cart → basket',
        'apps/kustomization.yaml:2:5 cart → basket',
        'apps/kustomization.yaml:3:5 ./bindings/cart-dev.yaml → ./bindings/basket-dev.yaml',
        'apps/kustomization.yaml:7:43 cart-dev → basket-dev',
        'flux/cart.yaml:3:15 ./apps/cart → ./apps/basket',
        'release-config.yaml:7:9 cart → basket',
        'release-config.yaml:7:15 apps/cart/releases → apps/basket/releases',
        'apps/bindings/cart-dev.yaml → apps/bindings/basket-dev.yaml',
        'apps/cart/component.yaml → apps/basket/component.yaml',
        'apps/cart/kustomization.yaml → apps/basket/kustomization.yaml',
        'apps/cart/releases/cart-20260101-1.yaml → apps/basket/releases/basket-20260101-1.yaml',
        'apps/cart/releases/nightly.yaml → apps/basket/releases/nightly-2.yaml',
        'apps/cart/workload.yaml → apps/basket/workload.yaml',
      ],
    );
  });

  it('renames a folder only when everything in it belongs to what carries its name', () => {
    const component = (file: string, name: string) => `
#- ${file}
${HEAD}
kind: Component
metadata: { name: ${name} }
spec: {}`;
    const folders = (fixture: string) => {
      const found = changes(fixture, 'basket');
      assert.ok(Array.isArray(found), String(found));
      return found.filter((line) => !line.includes(':'));
    };
    assert.deepEqual(folders(component('cart/component.yaml', '<|>cart')), [
      'cart/component.yaml → basket/component.yaml',
    ]);
    assert.deepEqual(
      folders(component('cart/component.yaml', '<|>cart') + component('cart/deep/other.yaml', 'other')),
      [],
    );
    assert.deepEqual(folders(component('cart/cart/component.yaml', '<|>cart')), [
      'cart/cart/component.yaml → cart/basket/component.yaml',
    ]);
  });

  it('renames an environment in the configuration, and at the end of the names that carry it', () => {
    assert.deepEqual(
      changes(
        `
#- .openchoreo-gitops.yaml
promotion: { review: [prod, "dev"] }
#- prod.yaml
${HEAD}
kind: Environment
metadata: { name: prod<|> }
#- bindings.yaml
${HEAD}
kind: ReleaseBinding
metadata: { name: prod-prod }
spec: { owner: { componentName: prod }, environment: prod }
---
${HEAD}
kind: ReleaseBinding
metadata: { name: prod-dev }
spec: { owner: { componentName: prod }, environment: dev }
---
${HEAD}
kind: ObservabilityAlertsNotificationChannel
metadata: { name: prod-pager }
spec: { environment: prod }
`,
        'live',
      ),
      [
        '.openchoreo-gitops.yaml:1:23 prod → live',
        'bindings.yaml:3:19 prod-prod → prod-live',
        'bindings.yaml:4:54 prod → live',
        'bindings.yaml:13:19 prod-pager → live-pager',
        'bindings.yaml:14:22 prod → live',
        'prod.yaml:3:19 prod → live',
        'prod.yaml → live.yaml',
      ],
    );
  });

  it('keeps what releases froze, and replaces those that a change of theirs cannot leave', () => {
    assert.deepEqual(
      changes(
        `
${HEAD}
kind: SecretReference
metadata: { name: pay }
spec: { data: [{ secretKey: <|>token, remoteRef: { key: x } }] }
---
${HEAD}
kind: ComponentRelease
metadata: { name: web-20260101-1 }
spec:
  workload: { container: { env: [{ key: A, valueFrom: { secretKeyRef: { name: pay, key: token } } }] } }
---
${HEAD}
kind: ComponentRelease
metadata: { name: web-20260101-2 }
spec:
  workload: { container: { env: [{ key: A, valueFrom: { secretKeyRef: { name: pay, key: token } } }] } }
---
${HEAD}
kind: ReleaseBinding
metadata: { name: web-dev }
spec: { releaseName: web-20260101-1 }
`,
        'api_token',
      ),
      [
        'manifest.yaml:4:29 token → api_token',
        'manifest.yaml:8:19 web-20260101-1 → web-20260101-3',
        'manifest.yaml:10:89 token → api_token',
        'manifest.yaml:14:19 web-20260101-2 → web-20260101-4',
        'manifest.yaml:16:89 token → api_token',
        'manifest.yaml:21:22 web-20260101-1 → web-20260101-3',
      ],
    );
  });

  it('is exact about characters: flow, quotes, other documents, what is not ASCII, Windows line ends', () => {
    const fixture = `
# Straße 🚀 staging
${HEAD}
kind: Environment
metadata: { name: "staging" } # 🚀 staging
---
${HEAD}
kind: ReleaseBinding
metadata: { "name": 'ä-binding', annotations: { note: "🚀🚀 Größe" } }
spec: { owner: { componentName: web }, environment: '<|>staging', releaseName: }
`;
    const expected = ['manifest.yaml:4:20 staging → qa', 'manifest.yaml:9:54 staging → qa'];
    assert.deepEqual(changes(fixture, 'qa'), expected);
    assert.deepEqual(
      changes(fixture, 'qa', (text) => text.replaceAll('\n', '\r\n')),
      expected,
    );
  });

  it('puts a name in quotes that would mean something else without, and keeps those that are there', () => {
    const environment = (name: string) => `${HEAD}\nkind: Environment\nmetadata: { name: ${name} }\n`;
    for (const [before, to, expected] of [
      ['sta<|>ging', 'on', '"on"'],
      ['sta<|>ging', '1e3', '"1e3"'],
      ['sta<|>ging', '007', '"007"'],
      ["'sta<|>ging'", '1e3', "'1e3'"],
      ['"sta<|>ging"', 'off', '"off"'],
      ['"o<|>n"', 'staging', '"staging"'],
    ] as const)
      assert.equal(after(environment(before), to), environment(expected), `${before} → ${to}`);
  });

  it('renames a key of a map, and quotes it where it has to', () => {
    assert.equal(
      after(
        `
${HEAD}
kind: Workload
metadata: { name: api }
spec: { endpoints: { <|>http: { port: 80 } } }
`,
        'y',
      ),
      `${HEAD}\nkind: Workload\nmetadata: { name: api }\nspec: { endpoints: { "y": { port: 80 } } }\n`,
    );
  });

  it('works beside what is half typed', () => {
    assert.deepEqual(
      changes(
        `
#- a.yaml
${HEAD}
kind: Environment
metadata: { name: sta<|>ging }
---
${HEAD}
kind: ReleaseBinding
metadata: { name: web-dev }
spec:
  environment: staging
  releaseN
`,
        'qa',
      ),
      'a.yaml: The document has a YAML syntax error, so no place in it can be trusted. Fix the error first.',
    );
    assert.deepEqual(
      changes(
        `
#- a.yaml
${HEAD}
kind: Environment
metadata: { name: sta<|>ging }
---
${HEAD}
kind: ReleaseBinding
metadata: { name: web-dev }
spec:
  environment: staging
  releaseName:
`,
        'qa',
      ),
      ['a.yaml:3:19 staging → qa', 'a.yaml:9:16 staging → qa'],
    );
  });

  it('follows an alias where all its places mean the same', () => {
    const fixture = `
#- a.yaml
${HEAD}
kind: Environment
metadata: { name: sta<|>ging }
#- b.yaml
${HEAD}
kind: DeploymentPipeline
metadata: { name: standard }
spec:
  promotionPaths:
    - sourceEnvironmentRef: { name: dev }
      targetEnvironmentRefs: [{ name: &next staging }]
    - sourceEnvironmentRef: { name: *next }
`;
    assert.deepEqual(changes(fixture, 'qa'), ['a.yaml:3:19 staging → qa', 'b.yaml:7:45 staging → qa']);
  });

  it('does nothing when the name stays', () => {
    assert.deepEqual(changes(`${HEAD}\nkind: Environment\nmetadata: { name: sta<|>ging }\n`, 'staging'), []);
  });
});

describe('rename refuses, and says why,', () => {
  for (const [what, fixture, to, why] of REFUSED_RENAMES)
    it(what, () => {
      const answer = changes(`\n${fixture}`, to);
      if (typeof why === 'string') assert.equal(answer, why);
      else assert.match(String(answer), why);
    });

  it('nothing of others', () => {
    assert.equal(changes('\nkind: Conf<|>igMap\nmetadata: { name: a }\n', 'x'), 'nothing of ours');
  });
});
