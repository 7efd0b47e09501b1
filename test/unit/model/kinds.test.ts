import assert from 'node:assert/strict';
import type { Phrase } from '../../../server/src/base/l10n';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { isSuppliedByInstallation } from '../../../server/src/model/installation';
import { isClusterScoped, kindOf, KINDS, knownKind, REMOVED_KINDS } from '../../../server/src/model/kinds';
import {
  familyNamed,
  familyOfBinding,
  familyOfRelease,
  RELEASE_FAMILIES,
} from '../../../server/src/model/releaseFamilies';
import { projectRoot } from '../../support/samples';

const VERSIONS = ['1.0', '1.1', '1.2'] as const;

/** Kind → scope, as the schemas of a version have it. */
function published(version: string): Map<string, string> {
  const folder = path.join(projectRoot, 'schemas', version);
  return new Map(
    readdirSync(folder).map((file) => {
      const { kind, scope } = JSON.parse(readFileSync(path.join(folder, file), 'utf8'))['x-kind'];
      return [kind, scope];
    }),
  );
}

describe('kinds', () => {
  it('of the current era are the 37 that OpenChoreo 1.2 publishes, with their scopes', () => {
    const current = KINDS.filter(({ eras }) => eras.includes('current'));
    assert.equal(current.length, 37);
    assert.deepEqual(
      Object.fromEntries(current.map(({ kind, scope }) => [kind, scope])),
      Object.fromEntries([...published('1.2')].map(([kind, scope]) => [kind, scope.toLowerCase()])),
    );
  });

  it('say which version brought them', () => {
    for (const { kind, since } of KINDS.filter(({ eras }) => eras.includes('current')))
      assert.equal(
        since,
        VERSIONS.find((version) => published(version).has(kind)),
        kind,
      );
  });

  it('of the proposal are those of October 2025', () => {
    const proposal = KINDS.filter(({ eras }) => eras.includes('proposal')).map(({ kind }) => kind);
    for (const kind of ['Release', 'ReleasePin', 'EnvSettings', 'ComponentEnvSnapshot', 'ComponentV2'])
      assert.ok(proposal.includes(kind), kind);
    for (const kind of ['ComponentTypeDefinition', 'Addon', 'ConfigurationGroup', 'Component', 'Environment'])
      assert.ok(proposal.includes(kind), kind);
    assert.ok(KINDS.every(({ eras, since }) => eras.includes('current') === (since !== undefined)));
  });

  it('are told apart by their shape where two have one name', () => {
    assert.equal(kindOf('Release', { spec: { component: { name: 'web' } } })?.kind, 'Release');
    assert.equal(kindOf('Release', { spec: { owner: {}, resources: [] } }), undefined);
    assert.equal(kindOf('Release', { spec: { resources: [] } }), undefined);
    assert.equal(kindOf('Release', {})?.kind, 'Release');
    assert.equal(kindOf('Release')?.kind, 'Release');
  });

  it('are unknown when nobody has them, also when objects inherit the name', () => {
    for (const kind of ['', 'component', 'toString', '__proto__', 'constructor']) {
      assert.equal(kindOf(kind), undefined);
      assert.equal(isClusterScoped(kind), false);
      assert.throws(() => knownKind(kind));
    }
  });

  it('that OpenChoreo once had are none that it has, but for the Release of two worlds', () => {
    const names = KINDS.map(({ kind }) => kind);
    assert.deepEqual(
      Object.keys(REMOVED_KINDS).filter((kind) => names.includes(kind)),
      ['Release'],
    );
    for (const [kind, { removedIn, now }] of Object.entries(REMOVED_KINDS)) {
      assert.match(removedIn, /^\d+\.\d+$/, kind);
      assert.match(inEnglish(now), /^[A-Za-z].*[a-zA-Z"]$/, kind);
      assert.ok(!published('1.0').has(kind), kind);
    }
  });

  it('that replace removed ones exist', () => {
    const named = Object.values(REMOVED_KINDS).flatMap(
      ({ now }) => inEnglish(now).match(/\b[A-Z][a-z]+(?:[A-Z][a-z]+)*\b/g) ?? [],
    );
    for (const kind of named) if (kind !== 'Namespace') assert.ok(kindOf(kind), kind);
  });
});

describe('release families', () => {
  it('are four, and each has its kinds to itself', () => {
    assert.deepEqual(
      RELEASE_FAMILIES.map(({ family }) => family),
      ['component', 'project', 'resource', 'proposal'],
    );
    for (const family of RELEASE_FAMILIES) {
      assert.equal(familyOfBinding(family.binding), family);
      assert.equal(familyOfRelease(family.release), family);
      assert.equal(familyNamed(family.family), family);
      [family.binding, family.release, ...family.ownerKinds].forEach(knownKind);
    }
    assert.equal(familyOfBinding('ComponentRelease'), undefined);
    assert.equal(familyOfRelease('ReleaseBinding'), undefined);
    assert.equal(familyNamed('service'), undefined);
  });
});

describe('what the default installation supplies', () => {
  it('is cluster-scoped anywhere, and namespaced only in namespace default', () => {
    assert.ok(isSuppliedByInstallation('ClusterDataPlane', undefined, 'default'));
    assert.ok(isSuppliedByInstallation('DeploymentPipeline', 'default', 'default'));
    assert.ok(!isSuppliedByInstallation('DeploymentPipeline', 'team', 'default'));
    assert.ok(!isSuppliedByInstallation('DeploymentPipeline', 'default', 'standard'));
    assert.ok(!isSuppliedByInstallation('Component', 'default', 'default'));
    assert.ok(!isSuppliedByInstallation('constructor', undefined, 'name'));
  });
});

function inEnglish(words: string | Phrase): string {
  return typeof words === 'string' ? words : words.english;
}
