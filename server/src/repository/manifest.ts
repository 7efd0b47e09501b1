import type { ManifestFacts, Reference } from '../model/manifest';

/** A manifest as the index holds it: its facts, and what only the repository around it can say. */
export interface Manifest extends ManifestFacts {
  /** Path of its file, relative to the repository, with `/`. */
  readonly file: string;
  /** The namespace that counts: as written, else the configured default; undefined for cluster-scoped kinds. */
  readonly inNamespace: string | undefined;
  /** Identity within the repository, see `manifestKey`. */
  readonly key: string;
}

/** A use of a name, and who uses it. */
export interface Use {
  readonly manifest: Manifest;
  readonly reference: Reference;
}

/** Identity of a manifest: kind, namespace (empty for cluster scope) and name. None of them can hold a `/`. */
export function manifestKey(kind: string, namespace: string | undefined, name: string): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

/** How people call a manifest in messages: `ReleaseBinding "nats-staging"`. */
export function describeManifest(manifest: Pick<Manifest, 'kind' | 'name'>): string {
  return `${manifest.kind.kind} "${manifest.name}"`;
}

/** The facts of a manifest in their file and repository. */
export function placeManifest(file: string, facts: ManifestFacts, defaultNamespace: string): Manifest {
  const inNamespace = facts.kind.scope === 'cluster' ? undefined : (facts.namespace ?? defaultNamespace);
  return { ...facts, file, inNamespace, key: manifestKey(facts.kind.kind, inNamespace, facts.name) };
}
