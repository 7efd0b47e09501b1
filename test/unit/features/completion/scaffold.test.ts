import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { plainText } from '../../../../server/src/features/completion/snippet';
import { snippetFile } from '../../../../server/src/features/scaffold/snippetFile';
import { scaffoldsFor } from '../../../../server/src/features/scaffold/scaffold';
import { Repository } from '../../../../server/src/repository/repository';
import { ask, emptyServices, labelsAt, languageServices, offered } from '../../../support/language';
import { openFiles, readFolder, SAMPLES, sampleFolder } from '../../../support/samples';

/** The first scaffold for a file of a sample repository, as text. */
function first(sample: (typeof SAMPLES)[number], file: string): string {
  const { repository } = openFiles(readFolder(sampleFolder(sample)));
  return plainText(scaffoldsFor(languageServices(repository), file)[0]?.text ?? '');
}

describe('scaffolds', () => {
  it('are offered in an empty file, in an empty document, and nowhere else', () => {
    const repository =
      '#- a.yaml\napiVersion: openchoreo.dev/v1alpha1\nkind: Project\nmetadata: { name: p }\n#- b.yaml\n';
    assert.ok(labelsAt(`${repository}<|>\n`).includes('Component'));
    assert.ok(labelsAt(`${repository}a: b\n---\n<|>\n---\nc: d\n`).includes('Component'));
    assert.ok(labelsAt(`${repository}# text\n\nComp<|>\n`).includes('Component'));
    assert.deepEqual(labelsAt(`${repository}a: b\n<|>\n`), []);
    // Nobody else has them.
    assert.deepEqual(
      offered(ask(`${repository}<|>\n`), { namesOnly: true }).map(({ label }) => label),
      labelsAt(`${repository}<|>\n`),
    );
  });

  it('know owner and environment of a binding from its path, and its releases', () => {
    assert.equal(
      first(
        'current',
        'namespaces/default/projects/shop/components/storefront/release-bindings/storefront-load-test.yaml',
      ),
      [
        'apiVersion: openchoreo.dev/v1alpha1',
        'kind: ReleaseBinding',
        'metadata:',
        '  name: storefront-load-test',
        '  namespace: default',
        'spec:',
        '  owner:',
        '    projectName: shop',
        '    componentName: storefront',
        '  environment: load-test',
        '  releaseName: storefront-20261118-2',
        '',
      ].join('\n'),
    );
  });

  it('know a new component by its folder', () => {
    const text = first('current', 'namespaces/default/projects/shop/components/search/workload.yaml');
    assert.match(text, /kind: Workload\nmetadata:\n {2}name: search\n/);
    assert.match(text, /projectName: shop\n {4}componentName: search\n/);
  });

  it('know the proposal’s layout', () => {
    const text = first('proposal', 'projects/messaging/components/digest/env-bindings/production/release-pin.yaml');
    assert.match(text, /kind: ReleasePin\nmetadata:\n {2}name: digest-production\n/);
    assert.match(text, /component: digest\n {2}environment: production\n/);
    assert.doesNotMatch(text, /namespace/);
  });

  for (const sample of SAMPLES)
    it(`have no problem in ${sample} but what nobody has typed yet`, () => {
      const files = readFolder(sampleFolder(sample));
      const { repository } = openFiles(files);
      const services = languageServices(repository);
      for (const { kind, text } of scaffoldsFor(services, 'new.yaml')) {
        // What is left empty is typed: a number where a number belongs, a word elsewhere.
        const typed = plainText(text)
          .replaceAll(/(port|threshold): $/gm, '$1: 80')
          .replaceAll(/url: $/gm, 'url: https://example.com')
          .replaceAll(/(: |- )$/gm, '$1word')
          .replaceAll(/^( +)$/gm, '$1word: word');
        const copy = new Repository();
        copy.setFile('new.yaml', typed);
        const [manifest] = copy.files.manifestsOf('new.yaml');
        assert.equal(manifest?.kind.kind, kind, typed);
        const problems = services.schemas.problemsOf(repository.view, manifest).map(({ message }) => message);
        assert.deepEqual(problems, [], typed);
      }
    });

  it('are the snippets that come with the extension ("npx tsx test/support/writeSnippets.ts" writes them)', () => {
    const file = path.resolve(import.meta.dirname, '../../../../snippets/openchoreo.json');
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), snippetFile(emptyServices()));
  });

  it('have a snippet for every kind that people write', () => {
    const kinds = Object.keys(snippetFile(emptyServices())).map((name) => name.replace('OpenChoreo ', ''));
    for (const kind of ['Project', 'Component', 'Workload', 'ReleaseBinding', 'ComponentType', 'Trait', 'Environment'])
      assert.ok(kinds.includes(kind), kind);
    assert.equal(new Set(kinds).size, kinds.length);
  });
});
