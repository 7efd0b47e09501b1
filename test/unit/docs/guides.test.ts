import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { readYaml } from '../../../server/src/yaml/read';
import { toValue } from '../../../server/src/yaml/value';
import { openFiles, projectRoot, readFolder, sampleFolder } from '../../support/samples';

interface Named {
  readonly name: string;
}

/** What the examples hold of Flux's and Argo CD's kinds, as far as it is looked at here. */
interface Manifest {
  readonly kind: string;
  readonly metadata: Named & { readonly annotations: Readonly<Record<string, string>> };
  readonly spec: Spec;
}

interface Spec {
  readonly path: string;
  readonly prune: boolean;
  readonly targetNamespace?: string;
  readonly postBuild?: unknown;
  readonly sourceRef: Named;
  readonly dependsOn?: readonly Named[];
  readonly project: string;
  readonly source: { readonly path: string; readonly repoURL: string; readonly directory?: unknown };
  readonly sourceRepos: readonly string[];
  readonly syncPolicy: { readonly syncOptions: readonly string[] };
  readonly generators: readonly { readonly git: { readonly directories: readonly { readonly path: string }[] } }[];
  readonly template: { readonly spec: Spec };
}

const guides = path.join(projectRoot, 'docs/guides');
const sample = sampleFolder('current');

/** The files of an example, where the guide says to put them: `flux/platform.yaml` → text. */
function example(tool: string): ReadonlyMap<string, string> {
  const files = [...readFolder(path.join(guides, 'examples', tool))];
  return new Map(files.map(([file, text]) => [`${tool}/${file}`, text]));
}

/** The one manifest of each file; a second document, or YAML that does not parse, fails. */
function manifests(tool: string): readonly Manifest[] {
  return [...example(tool)].map(([file, text]) => {
    const { documents, problems } = readYaml(text);
    assert.deepEqual([problems, documents.length], [[], 1], file);
    return toValue(documents[0]?.root) as Manifest;
  });
}

const ofKind = (tool: string, kind: string): readonly Manifest[] =>
  manifests(tool).filter((each) => each.kind === kind);

/** Files of the sample with OpenChoreo manifests or the namespace, relative to its root. */
const synced = [...readFolder(sample)]
  .filter(([, text]) => /^apiVersion: (openchoreo\.dev\/v1alpha1|v1)\s*$/m.test(text))
  .map(([file]) => file);

const isKustomized = (folder: string): boolean => existsSync(path.join(sample, folder, 'kustomization.yaml'));

/** The files that are taken from a folder: those that its `kustomization.yaml` lists, else all below it. */
function takenFrom(folder: string): readonly string[] {
  if (!isKustomized(folder)) return synced.filter((file) => file.startsWith(`${folder}/`));
  const list = readYaml(readFileSync(path.join(sample, folder, 'kustomization.yaml'), 'utf8'));
  const { resources } = toValue(list.documents[0]?.root) as { readonly resources: readonly string[] };
  return resources.map((file) => `${folder}/${file}`);
}

function assertEachSyncedOnce(folders: readonly string[]): void {
  assert.ok(synced.length > 60);
  assert.deepEqual(folders.flatMap(takenFrom).sort(), [...synced].sort());
}

/** All problems of the sample with the files of an example instead of its own `flux/`. */
function problemsWith(files: ReadonlyMap<string, string>): readonly string[] {
  const own = [...readFolder(sample)].filter(([file]) => !file.startsWith('flux/'));
  const all = new Map([...own, ...files]);
  const { checker } = openFiles(all);
  return [...all.keys()].flatMap((file) => checker.problemsOf(file).map(({ code }) => `${file} ${code}`));
}

describe('docs/guides: the example for Flux', () => {
  const kustomizations = ofKind('flux', 'Kustomization');
  const names = new Set(kustomizations.map(({ metadata }) => metadata.name));
  const folders = kustomizations.map(({ spec }) => path.posix.normalize(spec.path));

  it('syncs every manifest of the sample once, from folders that exist', () => {
    for (const folder of folders) assert.ok(existsSync(path.join(sample, folder)), folder);
    assertEachSyncedOnce(folders);
  });

  it('reads from the source that it declares, after Kustomizations that it declares', () => {
    const sources = ofKind('flux', 'GitRepository').map(({ metadata }) => metadata.name);
    const done = new Set<string>();
    // Without a circle each round finishes at least one.
    for (const _ of kustomizations)
      for (const { metadata, spec } of kustomizations) {
        assert.deepEqual([spec.sourceRef.name], sources);
        const before = (spec.dependsOn ?? []).map(({ name }) => name);
        for (const name of before) assert.ok(names.has(name), `${metadata.name} depends on ${name}`);
        if (before.every((name) => done.has(name))) done.add(metadata.name);
      }
    assert.deepEqual(done, names);
  });

  it('sets a namespace only where manifests can have it, and never prunes the namespace', () => {
    for (const { metadata, spec } of kustomizations) {
      const shared = ['namespaces', 'platform-shared'].includes(metadata.name);
      assert.equal(spec.targetNamespace, shared ? undefined : 'default', metadata.name);
      assert.equal(spec.prune, metadata.name !== 'namespaces', metadata.name);
      assert.equal(spec.postBuild, undefined, 'it would eat expressions');
    }
  });
});

describe('docs/guides: the example for Argo CD', () => {
  const [root, ...applications] = [...ofKind('argocd', 'Application')].sort(
    (a, b) => a.metadata.name.length - b.metadata.name.length,
  ) as [Manifest, ...Manifest[]];
  const [set] = ofKind('argocd', 'ApplicationSet') as [Manifest];
  const projects = set.spec.generators
    .flatMap(({ git }) => git.directories.map((directory) => directory.path))
    .flatMap((pattern) => {
      const parent = path.posix.dirname(pattern);
      assert.equal(pattern, `${parent}/*`, 'the only pattern that is understood here');
      return readdirSync(path.join(sample, parent)).map((name) => `${parent}/${name}`);
    });

  it('syncs every manifest of the sample once, from folders that exist', () => {
    const folders = applications.map(({ spec }) => spec.source.path);
    for (const folder of folders) assert.ok(existsSync(path.join(sample, folder)), folder);
    assert.equal(projects.length, 2);
    assertEachSyncedOnce([...folders, ...projects]);
  });

  it('reads plain manifests recursively, and lets Kustomize read what has a kustomization.yaml', () => {
    for (const { metadata, spec } of applications) {
      assert.ok(isKustomized(spec.source.path), metadata.name);
      assert.equal(spec.source.directory, undefined, metadata.name);
    }
    assert.ok(projects.every((folder) => !isKustomized(folder)));
    assert.deepEqual(set.spec.template.spec.source.directory, { recurse: true });
  });

  it('is one repository and one project of Argo CD, in waves that follow each other', () => {
    const specs = [...applications.map(({ spec }) => spec), set.spec.template.spec];
    const [project] = ofKind('argocd', 'AppProject');
    for (const spec of specs) {
      assert.equal(spec.project, project?.metadata.name);
      assert.deepEqual([spec.source.repoURL], project?.spec.sourceRepos);
      assert.ok(spec.syncPolicy.syncOptions.includes('ServerSideApply=true'));
    }
    assert.ok([...example('argocd').keys()].some((file) => file.startsWith(`${root.spec.source.path}/`)));
    const wave = ({ metadata }: Manifest): number => Number(metadata.annotations['argocd.argoproj.io/sync-wave']);
    assert.deepEqual([...applications, set].map(wave).sort(), [0, 0, 1, 2]);
    assert.equal(wave(set), 2);
  });
});

for (const [tool, guide] of [
  ['flux', 'flux.md'],
  ['argocd', 'argocd.md'],
] as const)
  describe(`docs/guides/${guide}`, () => {
    const text = readFileSync(path.join(guides, guide), 'utf8');

    it('names every file of its example', () => {
      for (const file of example(tool).keys()) {
        const name = file.slice(tool.length + 1);
        assert.ok(text.includes(`\`${name}\``), name);
      }
    });

    it('shows YAML that parses', () => {
      const blocks = [...text.matchAll(/^( *)```yaml\n([\s\S]*?)^ *```$/gm)];
      assert.ok(blocks.length > 0);
      for (const [, indent = '', block = ''] of blocks)
        assert.deepEqual(readYaml(block.replaceAll(new RegExp(`^${indent}`, 'gm'), '')).problems, [], block);
    });

    it('has an example that leaves the sample as clean as it was', () => {
      assert.deepEqual(problemsWith(example(tool)), problemsWith(new Map()));
    });
  });
