import { readPipeline } from '../analysis/pipelines';
import { manifestOfOwner, ownerLabel } from '../analysis/owners';
import { pinTable, type Pin, type ReleaseHistory } from '../analysis/pins';
import type { FileLine, PinLabels, PinRow, PinTable } from '../protocol';
import type { Manifest } from '../repository/manifest';
import type { Repository } from '../repository/repository';

/** What Git adds to the table; absent: nothing is uncommitted, releases without a date have no order. */
export interface PinFacts extends ReleaseHistory {
  isUncommitted(file: string): boolean;
}

/** The pin table in the form that the CLI prints and the client asks for, with labels for views. */
export function describePins(
  repository: Repository,
  git?: PinFacts,
): { table: PinTable; labels: readonly PinLabels[] } {
  const { view } = repository;
  const pins = pinTable(view, git);
  const pipelines = view.ofKind('DeploymentPipeline').map((manifest) => ({
    name: manifest.name,
    namespace: manifest.inNamespace ?? '',
    environments: readPipeline(manifest).environments,
  }));
  const line = (manifest: Manifest): FileLine => lineOf(repository, manifest);
  return {
    table: { version: 1, pipelines, pins: pins.map((pin) => toRow(pin, line, git)) },
    labels: pins.map((pin) => {
      const owner = manifestOfOwner(view, pin.owner);
      return {
        owner: ownerLabel(pin.owner),
        source: pin.source,
        releaseFile: pin.releaseManifest && line(pin.releaseManifest),
        ownerFile: owner ? line(owner) : null,
      };
    }),
  };
}

function toRow(pin: Pin, line: (manifest: Manifest) => FileLine, git: PinFacts | undefined): PinRow {
  return {
    family: pin.owner.family.family,
    namespace: pin.owner.namespace ?? '',
    project: pin.owner.project,
    name: pin.owner.name,
    environment: pin.environment,
    release: pin.release,
    state: pin.state,
    behind: pin.behind,
    image: pin.image,
    binding: pin.binding && { name: pin.binding.name, ...line(pin.binding) },
    uncommitted: pin.binding !== null && (git?.isUncommitted(pin.binding.file) ?? false),
  };
}

/** The 1-based line on which a manifest begins. */
function lineOf(repository: Repository, manifest: Manifest): FileLine {
  const lines = repository.files.factsOf(manifest.file)?.lines;
  return { file: manifest.file, line: (lines?.position(manifest.span.start).line ?? 0) + 1 };
}
