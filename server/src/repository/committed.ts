import type { Manifest } from './manifest';

/**
 * The repository as Git's HEAD has it, as far as the working tree differs from it: what the cluster runs, or will as soon as
 * it has caught up. Looked up by identity, so that a file that only moved is no edit.
 */
export interface CommittedManifests {
  /** The committed form of a manifest in a file that differs from HEAD; undefined where HEAD has none, or nothing differs. */
  manifest(key: string): Manifest | undefined;
  readonly keys: Iterable<string>;
}

export const NOTHING_COMMITTED: CommittedManifests = { manifest: () => undefined, keys: [] };

/** The committed manifests of the files that differ. Of an identity that was committed twice none counts. */
export function committedManifests(manifests: Iterable<Manifest>): CommittedManifests {
  const byKey = new Map<string, Manifest | undefined>();
  for (const manifest of manifests) byKey.set(manifest.key, byKey.has(manifest.key) ? undefined : manifest);
  return { manifest: (key) => byKey.get(key), keys: [...byKey.keys()] };
}
