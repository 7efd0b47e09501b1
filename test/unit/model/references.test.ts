import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { resolve } from '../../../server/src/analysis/resolve';
import { knownKind } from '../../../server/src/model/kinds';
import { REFERENCES, referencesOf, type HolderRule, type ReferenceRule } from '../../../server/src/model/references';
import { Repository } from '../../../server/src/repository/repository';
import { manifestText, merged, valueWith } from '../../support/minimal';

/** Manifests that a reference inside a manifest needs around it, and what the manifest itself has to say beside. */
interface Surroundings {
  readonly beside: unknown;
  readonly manifests: readonly string[];
}

const TARGET = 'target-name';

/** Where something of a category is declared, for each way to find its holder. */
function surroundings(rule: ReferenceRule, of: HolderRule): Surroundings {
  const sibling = (key: string, name: string) => valueWith(rule.at.replace(/[^.]+$/, key), name);
  const holders: Record<HolderRule, () => Surroundings> = {
    'workload-of-dependency': () => ({
      beside: sibling(rule.at.includes('.params.') ? 'componentName' : 'component', 'api'),
      manifests: [
        manifestText('Workload', 'api', { spec: { owner: { componentName: 'api' }, endpoints: { [TARGET]: {} } } }),
      ],
    }),
    'secret-beside': () => ({
      beside: sibling('name', 'payment'),
      manifests: [manifestText('SecretReference', 'payment', { spec: { data: [{ secretKey: TARGET }] } })],
    }),
    'pinned-release': () => ({
      beside: { spec: { releaseName: 'web-1' } },
      manifests: [
        manifestText('ComponentRelease', 'web-1', {
          spec: { componentProfile: { traits: [{ instanceName: TARGET }] } },
        }),
      ],
    }),
    'component-of-settings': () => ({
      beside: { spec: { owner: { componentName: 'web' } } },
      manifests: [manifestText('Component', 'web', { spec: { addons: [{ name: 'cache', instanceId: TARGET }] } })],
    }),
    'type-of-resource': () => ({
      beside: valueWith(rule.at.replace(/[^.]+\{\}$/, 'ref'), 'db'),
      manifests: [
        manifestText('Resource', 'db', { spec: { type: { kind: 'ClusterResourceType', name: 'postgres' } } }),
        manifestText('ClusterResourceType', 'postgres', { spec: { outputs: [{ name: TARGET }] } }),
      ],
    }),
    'workload-of-binding': () => ({
      beside: { spec: { releaseName: 'web-1' } },
      manifests: [
        manifestText('ComponentRelease', 'web-1', {
          spec: { workload: { container: { env: [{ key: TARGET }], files: [{ key: TARGET }] } } },
        }),
      ],
    }),
    itself: () => ({ beside: { spec: { traits: [{ kind: 'Trait', name: TARGET }] } }, manifests: [] }),
  };
  return holders[of]();
}

interface Case {
  readonly kind: string;
  readonly rule: ReferenceRule;
  /** Kind of the target; undefined for something declared inside a manifest. */
  readonly target: string | undefined;
  readonly texts: readonly string[];
}

/** Every row for every kind that holds it and every kind that it may mean. */
const CASES: readonly Case[] = REFERENCES.flatMap((rule) =>
  rule.in.flatMap((kind): Case[] => {
    const { to } = rule;
    const written = rule.part === 'afterSlash' ? `deployment/${TARGET}` : TARGET;
    const own = valueWith(rule.at, written);
    if (to.kind === 'inside') {
      const { beside, manifests } = surroundings(rule, to.of);
      return [{ kind, rule, target: undefined, texts: [manifestText(kind, 'user', own, beside), ...manifests] }];
    }
    return to.kinds.map((target) => {
      const beside =
        to.kind === 'sibling-kind' && target !== to.fallback
          ? valueWith(rule.at.replace(/[^.]+$/, 'kind'), target)
          : {};
      const release = kind === 'Release' ? { spec: {} } : {};
      return {
        kind,
        rule,
        target,
        texts: [manifestText(kind, 'user', merged(own, beside), release), manifestText(target, TARGET)],
      };
    });
  }),
);

describe('the table of references', () => {
  for (const { kind, rule, target, texts } of CASES)
    it(`${kind} ${rule.at} → ${target ?? (rule.to.kind === 'inside' ? rule.to.category : '')}`, () => {
      const repository = new Repository();
      texts.forEach((text, i) => repository.setFile(`${i}.yaml`, text));
      const user = repository.files.manifestsOf('0.yaml')[0];
      assert.ok(user, `the minimal ${kind} is no manifest: ${texts[0]}`);
      const references = user.references.filter((reference) => reference.rule === rule);
      assert.equal(references.length, 1, texts[0]);
      const reference = references[0]!;
      assert.equal(reference.name, TARGET);
      assert.equal(texts[0]!.slice(reference.span.start, reference.span.end), TARGET);
      const resolution = resolve(repository.view, user, reference);
      assert.ok(resolution.kind === 'found', JSON.stringify(resolution));
      if (target === undefined) {
        assert.equal(resolution.declaration?.name, TARGET);
        const text = texts[Number.parseInt(resolution.manifest.file)]!;
        assert.equal(text.slice(resolution.declaration.span.start, resolution.declaration.span.end), TARGET);
      } else assert.deepEqual([resolution.manifest.kind.kind, resolution.manifest.name], [target, TARGET]);
    });

  it('names only kinds that exist', () => {
    for (const { in: kinds, to } of REFERENCES)
      [...kinds, ...(to.kind === 'inside' ? [] : to.kinds)].forEach(knownKind);
  });

  it('has each place of a kind once', () => {
    const places = REFERENCES.flatMap((rule) => rule.in.map((kind) => `${kind} ${rule.at}`));
    assert.deepEqual(
      places.filter((place, i) => places.indexOf(place) !== i),
      [],
    );
  });

  it('says what happens as the end of a sentence', () => {
    for (const { consequence } of REFERENCES) assert.match(consequence.english, /^[a-z].*[a-z]$/);
  });

  it('lets a release of a cluster-scoped type be navigated, never reported', () => {
    const frozen = referencesOf('ComponentRelease').filter(({ severity }) => severity === 'provenance');
    assert.ok(
      frozen.some(({ at }) => at === 'spec.componentType.name') && frozen.some(({ at }) => at === 'spec.traits[].name'),
    );
  });
});
