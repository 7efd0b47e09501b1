import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { codeLenses, lensText } from '../../../server/src/features/codeLens/codeLenses';
import { LineIndex } from '../../../server/src/base/lineIndex';
import { openFixture } from '../../support/fixture';
import { openFiles, readFolder, sampleFolder, SAMPLES } from '../../support/samples';

/** Those that not every manifest of their kind has something to say on. */
const TOPICS = ['binding', 'release', 'owner'] as const;

const API = 'apiVersion: openchoreo.dev/v1alpha1';
const manifest = (kind: string, name: string, spec: string) =>
  `${API}\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
const PLATFORM = `#- platform.yaml
${manifest('Environment', 'dev', '{}')}---
${manifest('Environment', 'staging', '{}')}---
${manifest('Environment', 'prod', '{}')}---
${manifest('DeploymentPipeline', 'p', '{ promotionPaths: [{ sourceEnvironmentRef: { name: dev }, targetEnvironmentRefs: [{ name: staging }] }, { sourceEnvironmentRef: { name: staging }, targetEnvironmentRefs: [{ name: prod }] }] }')}---
${manifest('Project', 'shop', '{ deploymentPipelineRef: { name: p } }')}`;
const OWNER = 'owner: { projectName: shop, componentName: web }';
const component = manifest('Component', 'web', '{ owner: { projectName: shop } }');
const release = (n: number) => manifest('ComponentRelease', `web-2026010${n}-1`, `{ ${OWNER} }`);
const pin = (environment: string, n: number, more = '') =>
  manifest(
    'ReleaseBinding',
    `web-${environment}`,
    `{ ${OWNER}, environment: ${environment}, releaseName: web-2026010${n}-1${more} }`,
  );

/** The lenses of the file `a.yaml`, as `line: title → the places that it leads to`. */
function lenses(text: string, around = ''): string[] {
  const { repository, files } = openFixture(`#- a.yaml\n${text}${around}${PLATFORM}`);
  const lines = (file: string) => new LineIndex(files.get(file)!);
  return codeLenses(repository, 'a.yaml').map((lens) => {
    const said = lensText({ view: repository.view }, repository, 'a.yaml', lens);
    const places = (said?.places ?? []).map(
      ({ file, span }) =>
        `${file}:${lines(file).position(span.start).line + 1} ${files.get(file)!.slice(span.start, span.end)}`,
    );
    const line = lines('a.yaml').position(lens.span.start).line + 1;
    return `${line}: ${said?.title ?? '-'}${places.length > 0 ? ` → ${places.join(', ')}` : ''}`;
  });
}

const releases = (...numbers: readonly number[]) => `#- releases.yaml\n${numbers.map(release).join('---\n')}`;

describe('code lenses', () => {
  it('of a release say where it is pinned, in the order of the pipeline', () => {
    assert.deepEqual(
      lenses(
        `${release(1)}---\n${release(2)}---\n${release(3)}`,
        `#- b.yaml\n${pin('prod', 1)}---\n${pin('dev', 2)}---\n${pin('staging', 1)}`,
      ),
      [
        '1: Pinned in staging, prod → b.yaml:4 web-20260101-1, b.yaml:14 web-20260101-1',
        '6: Pinned in dev → b.yaml:9 web-20260102-1',
        '11: Pinned in no environment',
      ],
    );
  });

  it('of a binding say how its pin stands, and lead to the release and the pin that it follows', () => {
    const all = releases(1, 2, 3);
    assert.deepEqual(lenses(`# first\n${pin('dev', 3)}---\n${pin('staging', 1)}---\n${pin('prod', 1)}`, all), [
      '2: Newest release → releases.yaml:13 web-20260103-1',
      '7: 2 behind dev → releases.yaml:3 web-20260101-1, a.yaml:5 web-20260103-1',
      '12: Same release as staging → releases.yaml:3 web-20260101-1, a.yaml:10 web-20260101-1',
    ]);
    assert.deepEqual(lenses(pin('dev', 1), all), ['1: 2 newer releases → releases.yaml:3 web-20260101-1']);
    assert.deepEqual(lenses(pin('dev', 9), all), ['1: There is no release web-20260109-1']);
    assert.deepEqual(lenses(pin('dev', 1, ', state: Undeploy'), all), [
      '1: Undeployed → releases.yaml:3 web-20260101-1',
    ]);
    assert.deepEqual(lenses(manifest('ReleaseBinding', 'b', `{ ${OWNER}, environment: dev }`), all), [
      '1: No release pinned',
    ]);
    assert.deepEqual(lenses(`${pin('dev', 1)}---\n${pin('dev', 2).replace('web-dev', 'other')}`, all), [
      '1: One of 2 bindings for dev → releases.yaml:3 web-20260101-1, a.yaml:8 other',
      '6: One of 2 bindings for dev → releases.yaml:3 web-20260101-1, a.yaml:3 web-dev',
    ]);
  });

  it('of an owner say what is not as it should be, else where it is up to date; and who uses it', () => {
    const use = '1: Used by 5 manifests → ';
    const [stands, uses] = lenses(
      component,
      `${releases(1, 3)}#- b.yaml\n${pin('dev', 3)}---\n${pin('staging', 1)}---\n${pin('prod', 1, ', state: Undeploy')}`,
    );
    assert.equal(
      stands,
      '1: 1 behind in staging · Undeployed in prod → b.yaml:4 web-20260103-1, b.yaml:9 web-20260101-1, b.yaml:14 web-20260101-1',
    );
    assert.ok(uses?.startsWith(use), uses);
    assert.equal(
      lenses(
        component,
        `${releases(1)}#- b.yaml\n${pin('dev', 1)}---\n${pin('staging', 1)}---\n${pin('prod', 1)}`,
      )[0]?.split(' → ')[0],
      '1: Up to date in dev, staging, prod',
    );
    assert.equal(lenses(component, releases(1))[0], '1: Not deployed in dev, staging, prod');
  });

  it('of what can be named say how many manifests use it, copies in releases left out', () => {
    const type = manifest('ComponentType', 'service', '{ workloadType: deployment }');
    const frozen = manifest(
      'ComponentRelease',
      'r',
      '{ componentType: { kind: ComponentType, name: deployment/service } }',
    );
    assert.deepEqual(lenses(type, `#- r.yaml\n${frozen}`), ['1: Not used in this repository']);
    const user = manifest('Component', 'web', '{ componentType: { name: deployment/service } }');
    assert.deepEqual(lenses(type, `#- r.yaml\n${frozen}#- c.yaml\n${user}`), [
      '1: Used by 1 manifest → c.yaml:4 service',
    ]);
  });

  it('count uses of which nobody can know whether they must lead anywhere', () => {
    const secret = manifest('SecretReference', 'git', '{ data: [] }');
    const builder = manifest('Component', 'c', '{ workflow: { parameters: { repository: { secretRef: git } } } }');
    assert.deepEqual(lenses(secret, `#- c.yaml\n${builder}`), ['1: Used by 1 manifest → c.yaml:4 git']);
  });

  it('are none where there is nothing to say', () => {
    assert.deepEqual(lenses(`${API}\nkind: ReleaseBinding\nmetadata: { name: b }\n`), []);
    assert.deepEqual(lenses(manifest('ReleaseBinding', 'b', `{ ${OWNER} }`)), []);
    assert.deepEqual(lenses(manifest('ComponentRelease', 'r', '{}')), []);
    assert.deepEqual(lenses(component), ['1: Not used in this repository']);
  });

  for (const sample of SAMPLES)
    it(`all say something (${sample})`, () => {
      const { repository } = openFiles(readFolder(sampleFolder(sample)));
      const context = { view: repository.view };
      for (const file of new Set([...repository.view.manifests()].map((found) => found.file))) {
        const offered = codeLenses(repository, file);
        for (const lens of offered)
          assert.ok(lensText(context, repository, file, lens)?.title, `${file} ${lens.topic}`);
        // Nor is one left out that would.
        const wouldSay = repository.files
          .manifestsOf(file)
          .flatMap((_, index) => TOPICS.map((topic) => ({ topic, index })))
          .filter((lens) => lensText(context, repository, file, lens));
        assert.equal(wouldSay.length, offered.filter(({ topic }) => topic !== 'uses').length, file);
      }
    });

  it('are none above what nobody can name, nor in files of others', () => {
    assert.deepEqual(lenses(manifest('Workload', 'w', '{}')), []);
    assert.deepEqual(lenses('kind: Component\n'), []);
  });

  it('stand above each manifest of a list, in flow style, and where YAML is broken', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n  - ${JSON.stringify({ apiVersion: 'openchoreo.dev/v1alpha1', kind: 'Trait', metadata: { name: 'a' } })}\n  - ${API}\n    kind: Trait\n    metadata: { name: b }\n`;
    const unused = 'Not used in this repository';
    assert.deepEqual(lenses(list), [`4: ${unused}`, `5: ${unused}`]);
    assert.deepEqual(lenses(`${API}\nkind: Trait\nmetadata: { name: a }\nspec: [\n`), [`1: ${unused}`]);
  });
});
