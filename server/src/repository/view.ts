import type { EraSign } from '../model/eraSigns';
import { isClusterScoped } from '../model/kinds';
import { NOTHING_COMMITTED, type CommittedManifests } from './committed';
import type { RepositoryConfig } from './config';
import type { Manifest, Use } from './manifest';
import { type CrdFile, type FactKey, keyOf, type RepositoryIndex, useKeysOf } from './repositoryIndex';

/**
 * What analysis sees of a repository: look-ups. A view with a recorder notes the fact key of every look-up, found or
 * not, so that a rule is run again when, and only when, an answer that it got has changed.
 */
export class RepositoryView {
  constructor(
    private readonly index: RepositoryIndex,
    readonly config: RepositoryConfig,
    private readonly record: (key: FactKey) => void = () => undefined,
    private readonly head: CommittedManifests = NOTHING_COMMITTED,
  ) {}

  /** A view of the same repository that notes its look-ups. */
  recording(record: (key: FactKey) => void): RepositoryView {
    return new RepositoryView(this.index, this.config, record, this.head);
  }

  /** All manifests with an identity: none, one, or duplicates. The namespace of cluster-scoped kinds is ignored. */
  all(kind: string, namespace: string | undefined, name: string): readonly Manifest[] {
    return this.list(keyOf.manifest(kind, isClusterScoped(kind) ? undefined : namespace, name));
  }

  /** The manifest with an identity; of duplicates the first by path. */
  find(kind: string, namespace: string | undefined, name: string): Manifest | undefined {
    return this.all(kind, namespace, name)[0];
  }

  ofKind(kind: string): readonly Manifest[] {
    return this.list(keyOf.kind(kind));
  }

  /** Whether any file declares a manifest of the kind: a kind that none declares lives elsewhere. */
  declares(kind: string): boolean {
    const key = keyOf.kind(kind);
    this.record(key);
    return this.index.has(key);
  }

  /** Whether a file that cannot be read seems to declare the kind. */
  hides(kind: string): boolean {
    this.record(keyOf.kind(kind));
    return this.index.hides(kind);
  }

  /** The CustomResourceDefinitions that replace built-in schemas: those under `crds`, without that setting all there are. */
  crdFiles(): readonly CrdFile[] {
    this.record(keyOf.crds());
    return this.index.crdFiles();
  }

  /** Manifests of a kind by their owner's name: workloads, releases and bindings of a component, components of a project. */
  ownedBy(kind: string, namespace: string | undefined, owner: string): readonly Manifest[] {
    return this.list(keyOf.owned(kind, namespace, owner));
  }

  usesOf(manifest: Manifest): readonly Use[] {
    const kind = manifest.kind.kind;
    for (const key of useKeysOf(kind, manifest.inNamespace, manifest.name)) this.record(key);
    return this.index.usesOf(kind, manifest.inNamespace, manifest.name);
  }

  /** Whether any manifest bears a sign of its era. */
  hasSign(sign: EraSign): boolean {
    this.record(keyOf.sign(sign));
    return this.index.hasSign(sign);
  }

  /** A manifest as HEAD has it, where its file differs from HEAD; undefined without Git, or where nothing is known. */
  committed(manifest: Manifest): Manifest | undefined {
    this.record(keyOf.committed(manifest.key));
    return this.head.manifest(manifest.key);
  }

  /** Every manifest. Not recorded: for whole-repository answers such as the pin table, never for rules. */
  manifests(): IterableIterator<Manifest> {
    return this.index.manifests();
  }

  private list(key: FactKey): readonly Manifest[] {
    this.record(key);
    return this.index.list(key);
  }
}
