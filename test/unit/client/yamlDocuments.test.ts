import assert from 'node:assert/strict';
import { schemaUriFor, schemaWanted, yamlDuty } from '../../../client/src/yamlDocuments';

const OURS = 'apiVersion: openchoreo.dev/v1alpha1\nkind: Component\nmetadata:\n  name: a\n';
const OTHER = 'apiVersion: apps/v1\nkind: Deployment\n';

describe('what the YAML extension is told', () => {
  it('is a schema that allows everything for files of OpenChoreo alone', () => {
    for (const text of [
      OURS,
      `# note\n---\n${OURS}`,
      `${OURS}---\n${OURS}`,
      OURS.replaceAll('\n', '\r\n'),
      OURS.replace('openchoreo.dev/v1alpha1', '"openchoreo.dev/v1alpha1"'),
    ])
      assert.equal(schemaUriFor('/repo/a.yaml', text, 'auto', 0), 'openchoreo-gitops://open/', text);
    assert.equal(schemaUriFor('/repo/.openchoreo-gitops.yaml', 'rules: {}\n', 'auto', 0), 'openchoreo-gitops://open/');
    assert.equal(schemaUriFor('/repo/a.yaml', OURS, 'own', 0), 'openchoreo-gitops://open/');
  });

  it('is nothing about files that hold something else', () => {
    for (const text of [
      OTHER,
      `${OURS}---\n${OTHER}`,
      '',
      'a: b\n',
      `a: |\n  ${OURS.replaceAll('\n', '\n  ')}`,
      'url: https://openchoreo.dev/\n',
    ])
      assert.equal(schemaUriFor('/repo/a.yaml', text, 'auto', 0), undefined, text);
  });

  it('is the kind of each document when it checks them', () => {
    const uri = schemaUriFor(
      '/re po/ä.yaml',
      `---\n${OURS}---\n# nothing\n---\n${OURS.replace('Component', 'Workload')}`,
      'delegate',
      0,
    );
    assert.deepEqual(uri && schemaWanted(uri), { path: '/re po/ä.yaml', kinds: ['Component', '', 'Workload'] });
    const config = schemaUriFor('/repo/.openchoreo-gitops.yaml', '', 'delegate', 0);
    assert.deepEqual(config && schemaWanted(config), { path: '/repo/.openchoreo-gitops.yaml', kinds: null });
    assert.equal(schemaWanted('openchoreo-gitops://open/'), undefined);
  });

  it('is asked for anew when a kind changes', () => {
    const uri = (text: string, generation = 0) => schemaUriFor('/a.yaml', text, 'delegate', generation);
    assert.notEqual(uri(OURS), uri(OURS.replace('Component', 'Workload')));
    assert.equal(uri(OURS), uri(`${OURS}spec: {}\n`));
    assert.notEqual(uri(OURS), uri(OURS, 1));
  });

  it('is known by its URI however often that is decoded or encoded', () => {
    for (const path of ['/re po/ä.yaml', '/100%/a%20b.yaml', '/a#b?c~d/😀&=,.yaml', '/c:/x.yaml']) {
      const uri = schemaUriFor(path, OURS, 'delegate', 7)!;
      for (const variant of [uri, decodeURIComponent(uri), encodeURI(uri)])
        assert.deepEqual(schemaWanted(variant), { path, kinds: ['Component'] });
    }
  });

  it('is of no kind while none is written, whatever stands in the next line', () => {
    const kinds = (text: string) => schemaWanted(schemaUriFor('/a.yaml', text, 'delegate', 0) ?? '')?.kinds;
    assert.equal(kinds('apiVersion: openchoreo.dev/v1alpha1\nkind:\nmetadata:\n  name: a\n'), undefined);
    assert.deepEqual(kinds(`${OURS}---\napiVersion: openchoreo.dev/v1alpha1\nkind: \nmetadata: {}\n`), [
      'Component',
      '',
    ]);
  });
});

describe('what is left to our server', () => {
  const there = { active: true, validates: true };

  it('is everything without the YAML extension, and where it is to be', () => {
    const everything = { syntax: true, fields: true, structure: true };
    for (const sharing of ['auto', 'own', 'delegate'] as const)
      assert.deepEqual(yamlDuty(sharing, { active: false, validates: true }), everything);
    assert.deepEqual(yamlDuty('own', there), everything);
  });

  it('is neither the syntax that the YAML extension reports, nor folds and an outline of keys', () => {
    assert.deepEqual(yamlDuty('auto', there), { syntax: false, fields: true, structure: false });
    assert.deepEqual(yamlDuty('auto', { active: true, validates: false }), {
      syntax: true,
      fields: true,
      structure: false,
    });
  });

  it('is not what the schemas say once they are given away', () => {
    assert.deepEqual(yamlDuty('delegate', there), { syntax: false, fields: false, structure: false });
  });
});
