import type { Path } from '../base/path';
import type { Manifest } from '../repository/manifest';
import type { RepositoryView } from '../repository/view';
import { resolve } from './resolve';

/**
 * Whether the reference at a path leads nowhere. That is reported as what it is; a rule that compares what two manifests
 * say has nothing to add to it.
 */
export function isDangling(view: RepositoryView, manifest: Manifest, path: Path): boolean {
  const reference = manifest.references.find(
    (candidate) => candidate.path.length === path.length && candidate.path.every((step, i) => step === path[i]),
  );
  return reference !== undefined && resolve(view, manifest, reference).kind === 'missing';
}
