import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { documentLinks } from '../../../server/src/features/documentLinks';
import { LineIndex } from '../../../server/src/base/lineIndex';
import { openFixture } from '../../support/fixture';
import { readYaml } from '../../../server/src/yaml/read';

const API = 'apiVersion: openchoreo.dev/v1alpha1';

/** The links of the first file of a fixture, as `text → file:line`. */
function links(fixture: string, names = false): string[] {
  const { repository, files } = openFixture(fixture);
  const [file, text] = [...files][0]!;
  return documentLinks(repository, file, readYaml(text), { names }).map(({ span, target }) => {
    const line = new LineIndex(files.get(target.file)!).position(target.span.start).line + 1;
    return `${text.slice(span.start, span.end)} → ${target.file}:${line}`;
  });
}

describe('document links', () => {
  it('open what a kustomization takes in, where it is in the repository', () => {
    assert.deepEqual(
      links(`
#- team/kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ../platform
  - "./env 😀.yaml"
  - https://example.com/base.yaml
  - missing.yaml
  - ../../outside.yaml
patches: [{ path: patch.yaml }]
#- platform/kustomization.yaml
kind: Kustomization
#- team/env 😀.yaml
a: 1
#- team/patch.yaml
a: 1
`),
      [
        '../platform → platform/kustomization.yaml:1',
        '"./env 😀.yaml" → team/env 😀.yaml:1',
        'patch.yaml → team/patch.yaml:1',
      ],
    );
  });

  it('are none in a Kustomization of Flux, which means folders of another source', () => {
    assert.deepEqual(
      links(
        '#- a.yaml\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nresources: [b.yaml]\n#- b.yaml\na: 1\n',
      ),
      [],
    );
  });

  it('open the newest manifest of a folder of a ReleaseConfig', () => {
    assert.deepEqual(
      links(`
#- release-config.yaml
${API}
kind: ReleaseConfig
componentReleaseDefaults:
  defaultOutputDir: ./releases/
  projects: { shop: { defaultOutputDir: nowhere, components: { cart: releases } } }
#- releases/cart-20260101-1.yaml
${API}
kind: ComponentRelease
metadata: { name: cart-20260101-1 }
#- releases/cart-20260102-1.yaml
${API}
kind: ComponentRelease
metadata: { name: cart-20260102-1 }
#- releases/zzz.yaml
a: 1
`),
      ['./releases/ → releases/cart-20260102-1.yaml:1', 'releases → releases/cart-20260102-1.yaml:1'],
    );
  });

  it('open the file that a release of the proposal was cut from', () => {
    assert.deepEqual(
      links(`
#- r.yaml
${API}
kind: Release
metadata: { name: r }
spec:
  component: { name: c, gitRef: { repository: "https://x", revision: abc, path: projects/c.yaml } }
  addons: [{ name: a, gitRef: { path: gone.yaml } }]
#- projects/c.yaml
a: 1
`),
      ['projects/c.yaml → projects/c.yaml:1'],
    );
  });

  it('are names as well for editors that want them, down to the place inside a manifest', () => {
    const fixture = `
#- web.yaml
${API}
kind: Workload
metadata: { name: web }
spec: { owner: { projectName: nowhere }, dependencies: { endpoints: [{ component: api, name: 'http' }] } }
#- api.yaml
${API}
kind: Component
metadata: { name: api }
---
${API}
kind: Workload
metadata: { name: api }
spec:
  owner: { componentName: api }
  endpoints:
    http: {}
`;
    assert.deepEqual(links(fixture), []);
    assert.deepEqual(links(fixture, true), ['api → api.yaml:3', 'http → api.yaml:11']);
  });

  it('stand on no alias, and survive what is broken', () => {
    const kustomization = (rest: string) =>
      `#- k.yaml\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${rest}#- a.yaml\nx: 1\n`;
    assert.deepEqual(links(kustomization('resources: [&a a.yaml]\nbases: [*a]\n')), ['a.yaml → a.yaml:1']);
    assert.deepEqual(links(kustomization('resources: [a.yaml\n')), ['a.yaml → a.yaml:1']);
    assert.deepEqual(links(kustomization('resources: { a.yaml: 1 }\n')), []);
  });
});
