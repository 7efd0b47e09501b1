import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { openFiles, readFolder, SAMPLES, sampleFolder } from '../../support/samples';
import { renamedFiles, renameIn } from '../../support/rename';

/**
 * Kinds that others are named after, and kinds that are named after others. Not those whose rename replaces releases that do not
 * carry the name: no way leads back from that.
 */
const KINDS: readonly string[] = ['Component', 'Environment', 'ComponentRelease', 'ClusterTrait', 'Release', 'Addon'];

for (const sample of SAMPLES)
  describe(`a rename and its way back in the sample repository ${sample}`, function () {
    this.timeout(60_000);
    const files = readFolder(sampleFolder(sample));
    const { repository } = openFiles(files);
    const ofKinds = new Map([...repository.files.manifests()].map((manifest) => [manifest.kind.kind, manifest]));

    for (const [kind, manifest] of ofKinds) {
      if (!KINDS.includes(kind)) continue;
      it(`leave every byte of a ${kind} and its uses as it was`, () => {
        const there = rename(files, manifest.file, manifest.nameSpan.start, 'other-name');
        assert.notDeepEqual(there, files);
        const renamed = [...openFiles(there).repository.files.manifests()].find(
          (other) => other.kind.kind === kind && other.name === 'other-name',
        )!;
        const back = rename(there, renamed.file, renamed.nameSpan.start, manifest.name);
        assert.deepEqual([...back].sort(), [...files].sort());
      });
    }
  });

function rename(files: ReadonlyMap<string, string>, file: string, offset: number, to: string): Map<string, string> {
  const result = renameIn({ files, ...openFiles(files) }, file, offset, to);
  if (typeof result === 'string') assert.fail(result);
  return renamedFiles(files, result);
}
