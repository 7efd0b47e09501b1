import { comparePaths } from '../base/filePath';
import { valueAt } from '../base/path';
import { ERA_SIGNS, eraSignsOf, type EraSign } from '../model/eraSigns';
import { isClusterScoped } from '../model/kinds';
import type { FileFacts, Reference } from '../model/manifest';
import { RELEASE_FAMILIES } from '../model/releaseFamilies';
import { manifestKey, placeManifest, type Manifest, type Use } from './manifest';

/** Facts about which something may have been concluded; whoever looked one up must look again when it changes. */
export type FactKey = string;

/** The keys under which a manifest can be looked up. */
const keyOf = {
  manifest: (kind: string, namespace: string | undefined, name: string): FactKey =>
    `m:${manifestKey(kind, namespace, name)}`,
  kind: (kind: string): FactKey => `k:${kind}`,
  crds: (): FactKey => 'crds',
  owned: (kind: string, namespace: string | undefined, owner: string): FactKey =>
    `o:${manifestKey(kind, namespace, owner)}`,
  uses: (kind: string, namespace: string | undefined, name: string): FactKey =>
    `u:${manifestKey(kind, namespace, name)}`,
  sign: (sign: EraSign): FactKey => `s:${sign}`,
  committed: (key: string): FactKey => `h:${key}`,
};
export { keyOf };

/** Where manifests say whose they are, for looking them up by owner. Bindings and releases come from their families. */
const OWNER_PATHS = new Map<string, readonly string[]>([
  ['Workload', ['spec', 'owner', 'componentName']],
  ['Component', ['spec', 'owner', 'projectName']],
  ['ComponentV2', ['spec', 'owner', 'projectName']],
  ['Resource', ['spec', 'owner', 'projectName']],
  ['EnvSettings', ['spec', 'owner', 'componentName']],
  ...RELEASE_FAMILIES.flatMap((family): [string, readonly string[]][] => [
    [family.binding, family.bindingOwner.name.split('.')],
    [family.release, family.releaseOwner.name.split('.')],
  ]),
]);

/** A file with CustomResourceDefinitions of the group, as plain values. */
export interface CrdFile {
  readonly file: string;
  readonly values: readonly unknown[];
}

/** Lists longer than this are worth keeping sorted; most have one entry. */
const LONG_LIST = 16;

/** Declarations and uses of the whole repository. Holds state; everything else about it is functions. */
export class RepositoryIndex {
  private readonly files = new Map<string, { readonly facts: FileFacts; readonly manifests: readonly Manifest[] }>();
  private readonly lists = new Map<FactKey, Set<Manifest>>();
  /** Long lists as they were last asked for, until they change. */
  private readonly sorted = new Map<FactKey, readonly Manifest[]>();
  private readonly users = new Map<FactKey, Map<Reference, Use>>();
  /** The same for long lists of uses. */
  private readonly sortedUsers = new Map<FactKey, readonly Use[]>();
  private readonly hidden = new Map<string, number>();
  private readonly signs = new Map<EraSign, number>();
  private crds: readonly CrdFile[] | undefined;
  private count = 0;

  constructor(private readonly defaultNamespace: string) {}

  /** An index of its own with what this one holds now; facts and manifests are shared, since nothing changes them. */
  fork(): RepositoryIndex {
    const copy = new RepositoryIndex(this.defaultNamespace);
    for (const [file, entry] of this.files) copy.files.set(file, entry);
    for (const [key, list] of this.lists) copy.lists.set(key, new Set(list));
    for (const [key, uses] of this.users) copy.users.set(key, new Map(uses));
    for (const [kind, count] of this.hidden) copy.hidden.set(kind, count);
    for (const [sign, count] of this.signs) copy.signs.set(sign, count);
    copy.crds = this.crds;
    copy.count = this.count;
    return copy;
  }

  /**
   * Takes the facts of a file in place of those that it had (none: the file is gone) and says which fact keys changed:
   * nothing is patched, the old facts go and the new ones come.
   */
  replace(file: string, facts: FileFacts | undefined): ReadonlySet<FactKey> {
    const before = this.files.get(file);
    const after = facts?.manifests.map((manifest) => placeManifest(file, manifest, this.defaultNamespace)) ?? [];
    const signsBefore = ERA_SIGNS.map((sign) => this.hasSign(sign));
    for (const manifest of before?.manifests ?? []) this.remove(manifest);
    for (const kind of before?.facts.hiddenKinds ?? []) tally(this.hidden, kind, -1);
    if (facts) this.files.set(file, { facts, manifests: after });
    else this.files.delete(file);
    for (const manifest of after) this.insert(manifest);
    for (const kind of facts?.hiddenKinds ?? []) tally(this.hidden, kind, 1);
    const changed = changedKeys(before?.manifests ?? [], after);
    for (const kind of [...(before?.facts.hiddenKinds ?? []), ...(facts?.hiddenKinds ?? [])])
      changed.add(keyOf.kind(kind));
    if (before?.facts.crds ?? facts?.crds) {
      this.crds = undefined;
      changed.add(keyOf.crds());
    }
    ERA_SIGNS.forEach((sign, i) => this.hasSign(sign) === signsBefore[i] || changed.add(keyOf.sign(sign)));
    return changed;
  }

  /** The CustomResourceDefinitions of all files, by path. The same array until one of them changes. */
  crdFiles(): readonly CrdFile[] {
    this.crds ??= [...this.files]
      .flatMap(([file, { facts }]) => (facts.crds ? [{ file, values: facts.crds }] : []))
      .sort((a, b) => comparePaths(a.file, b.file));
    return this.crds;
  }

  factsOf(file: string): FileFacts | undefined {
    return this.files.get(file)?.facts;
  }

  manifestsOf(file: string): readonly Manifest[] {
    return this.files.get(file)?.manifests ?? [];
  }

  /** All files that were handed in, with or without manifests. */
  fileNames(): IterableIterator<string> {
    return this.files.keys();
  }

  get manifestCount(): number {
    return this.count;
  }

  *manifests(): IterableIterator<Manifest> {
    // Without delegating to the lists, which costs more than all else that is done for most of them.
    for (const { manifests } of this.files.values()) for (const manifest of manifests) yield manifest;
  }

  /** The manifests under a key of `keyOf`, sorted by file and place, so that no answer depends on reading order. */
  list(key: FactKey): readonly Manifest[] {
    const known = this.sorted.get(key);
    if (known) return known;
    const found = this.lists.get(key);
    const list = found ? [...found].sort(byPlace) : [];
    if (list.length > LONG_LIST) this.sorted.set(key, list);
    return list;
  }

  has(key: FactKey): boolean {
    return this.lists.has(key);
  }

  /** The uses of a manifest's name, those included that cluster-scoped manifests make without saying its namespace. */
  usesOf(kind: string, namespace: string | undefined, name: string): readonly Use[] {
    const [uses = [], ...more] = useKeysOf(kind, namespace, name)
      .map((key) => this.sortedUses(key))
      .filter((list) => list.length > 0);
    return more.length === 0 ? uses : [uses, ...more].flat().sort(byUse);
  }

  private sortedUses(key: FactKey): readonly Use[] {
    const found = this.users.get(key);
    if (!found) return [];
    const known = this.sortedUsers.get(key);
    if (known) return known;
    const list = [...found.values()].sort(byUse);
    if (list.length > LONG_LIST) this.sortedUsers.set(key, list);
    return list;
  }

  /** Whether a file that cannot be read seems to declare manifests of a kind. */
  hides(kind: string): boolean {
    return this.hidden.has(kind);
  }

  /** Whether any manifest bears a sign of its era. */
  hasSign(sign: EraSign): boolean {
    return this.signs.has(sign);
  }

  private insert(manifest: Manifest): void {
    this.count++;
    for (const sign of eraSignsOf(manifest)) tally(this.signs, sign, 1);
    for (const key of listKeys(manifest)) {
      this.sorted.delete(key);
      const list = this.lists.get(key);
      if (list) list.add(manifest);
      else this.lists.set(key, new Set([manifest]));
    }
    for (const reference of manifest.references) {
      for (const key of useKeys(manifest, reference)) {
        const uses = this.users.get(key) ?? new Map<Reference, Use>();
        this.sortedUsers.delete(key);
        uses.set(reference, { manifest, reference });
        this.users.set(key, uses);
      }
    }
  }

  private remove(manifest: Manifest): void {
    this.count--;
    for (const sign of eraSignsOf(manifest)) tally(this.signs, sign, -1);
    for (const key of listKeys(manifest)) {
      this.sorted.delete(key);
      const list = this.lists.get(key);
      list?.delete(manifest);
      if (list?.size === 0) this.lists.delete(key);
    }
    for (const reference of manifest.references) {
      for (const key of useKeys(manifest, reference)) {
        const uses = this.users.get(key);
        this.sortedUsers.delete(key);
        uses?.delete(reference);
        if (uses?.size === 0) this.users.delete(key);
      }
    }
  }
}

/** Counts up or down; what nothing counts any more leaves the map. */
function tally<K>(counts: Map<K, number>, key: K, by: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}

/** Order by file, then by place in it. */
export function byPlace(a: Manifest, b: Manifest): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.span.start - b.span.start;
}

function byUse(a: Use, b: Use): number {
  return byPlace(a.manifest, b.manifest) || a.reference.span.start - b.reference.span.start;
}

function listKeys(manifest: Manifest): FactKey[] {
  const kind = manifest.kind.kind;
  const keys = [keyOf.manifest(kind, manifest.inNamespace, manifest.name), keyOf.kind(kind)];
  const owner = ownerName(manifest);
  if (owner !== undefined) keys.push(keyOf.owned(kind, manifest.inNamespace, owner));
  return keys;
}

function ownerName(manifest: Manifest): string | undefined {
  const path = OWNER_PATHS.get(manifest.kind.kind);
  const owner = path && valueAt(manifest.value, path);
  return typeof owner === 'string' ? owner : undefined;
}

/** The keys under which the uses of a name are kept: with its namespace, and with none. */
export function useKeysOf(kind: string, namespace: string | undefined, name: string): FactKey[] {
  const namespaces = namespace === undefined ? [undefined] : [namespace, undefined];
  return namespaces.map((each) => keyOf.uses(kind, each, name));
}

/** The targets that a reference may mean, as keys of uses. */
export function useKeys(manifest: Manifest, reference: Reference): FactKey[] {
  if (reference.rule.to.kind === 'inside') return [];
  return reference.kinds.map((kind) =>
    keyOf.uses(kind, isClusterScoped(kind) ? undefined : (reference.namespace ?? manifest.inNamespace), reference.name),
  );
}

/**
 * The fact keys whose answer differs; a change of comments or layout alone changes none. Manifests that change places count
 * as changed: of duplicates the first is the one that is found.
 */
function changedKeys(before: readonly Manifest[], after: readonly Manifest[]): Set<FactKey> {
  const changed = new Set<FactKey>();
  const kept = new Set<Manifest>();
  let next = 0;
  for (const old of before) {
    const at = after.findIndex((manifest, i) => i >= next && isSame(manifest, old));
    if (at >= 0) {
      kept.add(after[at]!);
      next = at + 1;
    } else addKeys(old, before, after, changed);
  }
  for (const manifest of after) if (!kept.has(manifest)) addKeys(manifest, after, before, changed);
  return changed;
}

function isSame(a: Manifest, b: Manifest): boolean {
  return a.key === b.key && a.doubtful === b.doubtful && sameValue(a.value, b.value);
}

function addKeys(
  manifest: Manifest,
  own: readonly Manifest[],
  other: readonly Manifest[],
  changed: Set<FactKey>,
): void {
  const kind = manifest.kind.kind;
  for (const key of listKeys(manifest)) {
    // What a kind's list is looked up for is its names: an edit inside a manifest is not news to it.
    const nameKept =
      key === keyOf.kind(kind) &&
      other.some((m) => m.key === manifest.key) &&
      count(own, manifest) === count(other, manifest);
    if (!nameKept) changed.add(key);
  }
  for (const reference of manifest.references) for (const key of useKeys(manifest, reference)) changed.add(key);
}

function count(list: readonly Manifest[], manifest: Manifest): number {
  return list.filter((m) => m.key === manifest.key).length;
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(b, key) && sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}
