import { manifestOfOwner, ownerOf } from '../../analysis/owners';
import { resolve } from '../../analysis/resolve';
import { asMap, at } from '../../analysis/values';
import type { Path } from '../../base/path';
import { declarationsOf } from '../../model/declarations';
import type { Declaration, Reference } from '../../model/manifest';
import { NAME_LABELS, namingRole, OWN_NAME_LABEL } from '../../model/naming';
import { matchesPath, pathPattern } from '../../model/pathPattern';
import { familyOfRelease } from '../../model/releaseFamilies';
import type { Manifest } from '../../repository/manifest';
import type { Repository } from '../../repository/repository';
import type { NamePlace } from '../../yaml/editName';
import { usesInside, usesOf } from '../references';
import { carried, replacementName } from './derivedName';
import { isFrozen } from './frozen';

/** A name that changes at a place of a manifest. */
export interface NameChange extends NamePlace {
  readonly manifest: Manifest;
  /** Which places of such a manifest mean the same: where an alias shares the characters, all have to be among them. */
  readonly pattern: string;
  readonly from: string;
  readonly to: string;
}

/** A manifest under a new name. */
export interface RenamedManifest {
  readonly manifest: Manifest;
  readonly to: string;
}

/** Everything that a rename changes inside manifests. */
export interface Collected {
  readonly changes: readonly NameChange[];
  /** The manifest that was asked for first, then those that are named after it, then releases that had to be replaced. */
  readonly renamed: readonly RenamedManifest[];
  /** Releases that keep the old name in what they froze, those left out that are renamed themselves. */
  readonly frozen: number;
}

/** What changes when a manifest is called otherwise: its name, all uses, what is named after it, and what is named after that. */
export function collectManifest(repository: Repository, manifest: Manifest, to: string): Collected {
  const collector = new Collector(repository);
  collector.rename(manifest, to);
  return collector.finish();
}

/** What changes when a name that a manifest declares is another: the declaration and all uses. */
export function collectDeclaration(
  repository: Repository,
  holder: Manifest,
  declaration: Declaration,
  to: string,
): Collected {
  const collector = new Collector(repository);
  collector.renameDeclaration(holder, declaration, to);
  for (const { manifest, reference } of usesInside(repository, declaration))
    collector.renameUse(manifest, reference, to);
  collector.renameInReleases(holder, declaration, to);
  return collector.finish();
}

class Collector {
  private readonly changes: NameChange[] = [];
  private readonly renamed = new Map<Manifest, string>();
  private readonly frozen = new Set<Manifest>();

  constructor(private readonly repository: Repository) {}

  rename(manifest: Manifest, to: string): void {
    if (this.renamed.has(manifest)) return;
    this.renamed.set(manifest, to);
    const from = manifest.name;
    this.change(manifest, ['metadata', 'name'], 'metadata.name', 'value', from, to);
    this.renameLabels(manifest, to);
    const followers: RenamedManifest[] = [];
    for (const { manifest: user, reference } of usesOf(this.repository.view, manifest)) {
      this.renameUse(user, reference, to);
      const role = namingRole(user.kind.kind, reference.rule.at);
      const derived = role && carried(user.name, from, to, role);
      if (derived !== undefined) followers.push({ manifest: user, to: derived });
    }
    for (const follower of followers) this.rename(follower.manifest, follower.to);
  }

  renameUse(manifest: Manifest, reference: Reference, to: string): void {
    if (isFrozen(manifest, reference)) this.frozen.add(manifest);
    else this.change(manifest, reference.path, reference.rule.at, reference.on, reference.name, to);
  }

  renameDeclaration(holder: Manifest, declaration: Declaration, to: string): void {
    const { category, path, name } = declaration;
    const rule = declarationsOf(holder.kind.kind).find(
      (candidate) => candidate.category === category && matchesPath(pathPattern(candidate.at), path),
    );
    if (rule) this.change(holder, path, rule.at, rule.at.endsWith('{}') ? 'key' : 'value', name, to);
  }

  /**
   * A binding addresses what the pinned release froze, so a name that it uses can change only together with the release's.
   * Releases that no binding uses it of keep theirs.
   */
  renameInReleases(holder: Manifest, declaration: Declaration, to: string): void {
    const { view } = this.repository;
    for (const user of view.manifests()) {
      for (const reference of user.references) {
        const target = reference.rule.to;
        if (reference.name !== declaration.name || target.kind !== 'inside') continue;
        if (target.category !== declaration.category) continue;
        const found = resolve(view, user, reference);
        const family = found.kind === 'found' ? familyOfRelease(found.manifest.kind.kind) : undefined;
        if (found.kind !== 'found' || !found.declaration || !family) continue;
        const owner = ownerOf(view, family, found.manifest, family.releaseOwner);
        if (!owner || manifestOfOwner(view, owner)?.key !== holder.key) continue;
        this.renameUse(user, reference, to);
        this.renameDeclaration(found.manifest, found.declaration, to);
      }
    }
  }

  /** Labels that repeat the name: a manifest's own, and those by which others are selected. */
  private renameLabels(manifest: Manifest, to: string): void {
    const keys = Object.entries(NAME_LABELS).filter(([, kinds]) => kinds.includes(manifest.kind.kind));
    this.renameLabel(manifest, OWN_NAME_LABEL, manifest.name, to);
    if (keys.length === 0) return;
    for (const other of this.repository.view.manifests())
      if (other.inNamespace === manifest.inNamespace)
        for (const [key] of keys) this.renameLabel(other, key, manifest.name, to);
  }

  private renameLabel(manifest: Manifest, key: string, from: string, to: string): void {
    if (asMap(at(manifest, 'metadata.labels'))[key] !== from) return;
    this.change(manifest, ['metadata', 'labels', key], `metadata.labels[${key}]`, 'value', from, to);
  }

  private change(manifest: Manifest, path: Path, pattern: string, on: NamePlace['on'], from: string, to: string): void {
    const isKnown = this.changes.some(
      (known) =>
        known.manifest === manifest &&
        known.on === on &&
        known.path.length === path.length &&
        known.path.every((step, i) => step === path[i]),
    );
    if (!isKnown) this.changes.push({ manifest, path, pattern, on, from, to });
  }

  /** A release never changes: one that would is replaced by another, to which its pins go. */
  finish(): Collected {
    const { view } = this.repository;
    for (let i = 0; i < this.changes.length; i++) {
      const { manifest, path } = this.changes[i]!;
      if (path[0] !== 'spec' || this.renamed.has(manifest) || !familyOfRelease(manifest.kind.kind)) continue;
      const names = view.ofKind(manifest.kind.kind).map(({ name }) => name);
      this.rename(manifest, replacementName(manifest.name, names));
    }
    return {
      changes: this.changes,
      renamed: [...this.renamed].map(([manifest, to]) => ({ manifest, to })),
      frozen: [...this.frozen].filter((release) => !this.renamed.has(release)).length,
    };
  }
}
