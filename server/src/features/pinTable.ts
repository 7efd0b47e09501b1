import { readPipeline } from '../analysis/pipelines';
import { manifestOfOwner, ownerLabel } from '../analysis/owners';
import { lastChange, type PinHistory } from '../analysis/history/pinHistory';
import { pinTable, type Pin } from '../analysis/pins';
import type { FileLine, PinLabels, PinRow, PinTable } from '../protocol';
import type { Manifest } from '../repository/manifest';
import type { GitFacts } from '../repository/ports';
import type { Repository } from '../repository/repository';
import { lineOf } from './lineOf';

/**
 * The pin table in the form that the CLI prints and the client asks for, with labels for views. Without Git nothing is
 * uncommitted, and releases whose names carry no date have no order.
 */
export function describePins(
  repository: Repository,
  git?: GitFacts,
  history?: PinHistory,
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
      const change = history && lastChange(history, pin);
      return {
        owner: ownerLabel(pin.owner),
        source: pin.source,
        targets: pin.pipeline?.targets.get(pin.environment) ?? [],
        releaseFile: pin.releaseManifest && line(pin.releaseManifest),
        ownerFile: owner ? line(owner) : null,
        ...(change && { since: change.commit.time }),
      };
    }),
  };
}

function toRow(pin: Pin, line: (manifest: Manifest) => FileLine, git: GitFacts | undefined): PinRow {
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
