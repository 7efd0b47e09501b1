import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { inlayHints } from '../../../server/src/features/inlayHints';
import { openFixture } from '../../support/fixture';
import { readYaml } from '../../../server/src/yaml/read';

const API = 'apiVersion: openchoreo.dev/v1alpha1';
const RELEASE = `
${API}
kind: ComponentRelease
metadata: { name: web-1 }
spec: { owner: { componentName: web }, workload: { container: { image: "registry.example.com/web:1.4.2@sha256:0123" } } }
`;

/** A file with the hints put in, as `<label>`. */
function shown(text: string, from = 0, to = text.length): string {
  const { repository } = openFixture(`#- releases.yaml${RELEASE}`);
  repository.setFile('a.yaml', text);
  const hints = inlayHints(repository, 'a.yaml', readYaml(text), { start: from, end: to });
  return [...hints]
    .reverse()
    .reduce((s, { offset, label }) => `${s.slice(0, offset)}<${label}>${s.slice(offset)}`, text);
}

const binding = (spec: string) => `${API}\nkind: ReleaseBinding\nmetadata: { name: b }\n${spec}\n`;

describe('inlay hints', () => {
  it('are the tag of the image behind the name of a release', () => {
    assert.equal(
      shown(binding('spec:\n  releaseName: web-1 # now')),
      binding('spec:\n  releaseName: web-1<1.4.2> # now'),
    );
    assert.equal(shown(binding('spec: { releaseName: "web-1" }')), binding('spec: { releaseName: "web-1"<1.4.2> }'));
    assert.equal(
      shown(`\ufeff# 😀\r\n${binding('spec: { releaseName: &r web-1 }').replaceAll('\n', '\r\n')}`),
      `\ufeff# 😀\r\n${binding('spec: { releaseName: &r web-1<1.4.2> }').replaceAll('\n', '\r\n')}`,
    );
    assert.equal(
      shown(`a: 1\n---\n${binding('spec: { releaseName: web-1 }')}`),
      `a: 1\n---\n${binding('spec: { releaseName: web-1<1.4.2> }')}`,
    );
  });

  it('are none behind anything else', () => {
    for (const text of [
      binding('spec: { environment: web-1, owner: { componentName: web-1 } }'),
      binding('spec: { releaseName: web-2 }'),
      binding('spec: { releaseName: "" }'),
      binding('spec: { releaseName: [web-1] }'),
      `${API}\nkind: Component\nmetadata: { name: web-1 }\n`,
      'releaseName: web-1\n',
    ])
      assert.equal(shown(text), text);
  });

  it('are none behind an alias, whose name stands elsewhere', () => {
    const text = `${API}\nkind: ReleaseBinding\nmetadata: { name: &n web-1 }\nspec: { releaseName: *n }\n`;
    assert.equal(shown(text), text);
  });

  it('are those of the part of the file that is seen', () => {
    const text = `${binding('spec: { releaseName: web-1 }')}---\n${binding('spec: { releaseName: web-1 }')}`;
    assert.equal(shown(text).split('<1.4.2>').length, 3);
    assert.equal(shown(text, 0, text.indexOf('---')).split('<1.4.2>').length, 2);
  });
});
