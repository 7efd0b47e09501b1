import { SUCCESSORS } from '../../model/kinds';
import { familyOfRelease } from '../../model/releaseFamilies';
import { pathFilter } from '../../repository/ignore';
import type { Manifest } from '../../repository/manifest';
import type { CrdFile } from '../../repository/repositoryIndex';
import type { RepositoryView } from '../../repository/view';
import { platformVersion, type PlatformVersion } from '../platformVersion';
import { schemaOfCrd } from './crd';
import type { SchemaSource } from './schemaNode';
import type { SchemaProblem } from './schemaProblem';
import { schemaStore, type SchemaFiles, type SchemaStore } from './schemaStore';
import { validateManifest } from './validateManifest';

const NEWEST: PlatformVersion = '1.2';

/** What the schemas say about each manifest, worked out once per manifest and version however many rules ask. */
export class Schemas {
  private readonly judged = new WeakMap<
    Manifest,
    {
      readonly version: PlatformVersion;
      readonly store: SchemaStore;
      readonly before: Manifest | undefined;
      readonly problems: readonly SchemaProblem[];
    }
  >();

  private readonly builtIn: SchemaStore;
  private readonly withCrds = new WeakMap<readonly CrdFile[], SchemaStore>();

  /** @param takesCrds whether a repository's own CustomResourceDefinitions count: not in one that nobody trusts */
  constructor(
    private readonly files: SchemaFiles,
    private readonly takesCrds: () => boolean = () => true,
  ) {
    this.builtIn = schemaStore(files);
  }

  /** The built-in schemas, those replaced for which the repository has CustomResourceDefinitions. */
  private storeFor(view: RepositoryView): SchemaStore {
    const crdFiles = view.crdFiles();
    if (crdFiles.length === 0 || !this.takesCrds()) return this.builtIn;
    let store = this.withCrds.get(crdFiles);
    if (!store) {
      const wanted = pathFilter(view.config.crds);
      const found = crdFiles
        .filter(({ file }) => wanted(file))
        .flatMap(({ values }) => values.flatMap((value) => schemaOfCrd(value)?.schema ?? []));
      store = schemaStore(this.files, new Map(found.map((schema) => [schema['x-kind'].kind, schema])));
      this.withCrds.set(crdFiles, store);
    }
    return store;
  }

  /** The schema of a manifest's kind in the version in force; undefined for kinds that have none. */
  sourceOf(view: RepositoryView, kind: string): SchemaSource | undefined {
    const version = platformVersion(view);
    const store = this.storeFor(view);
    const schema = store.get(version, kind);
    if (!schema) return undefined;
    const newest = version === NEWEST || version === 'proposal' ? undefined : this.builtIn.get(NEWEST, kind);
    return { schema, version, ...(newest && { newest }) };
  }

  /**
   * The schema problems of a manifest, beside what HEAD has of it where that differs: fields that cannot change are checked
   * against it. A release is frozen as a whole, which has a rule of its own. None for a kind without a schema in the
   * version in force.
   */
  problemsOf(view: RepositoryView, manifest: Manifest): readonly SchemaProblem[] {
    const version = platformVersion(view);
    const before = familyOfRelease(manifest.kind.kind) ? undefined : view.committed(manifest);
    const known = this.judged.get(manifest);
    const store = this.storeFor(view);
    if (known?.version === version && known.store === store && known.before === before) return known.problems;
    const source = this.sourceOf(view, manifest.kind.kind);
    const problems = source ? this.judge(manifest, source, before?.value) : [];
    this.judged.set(manifest, { version, store, before, problems });
    return problems;
  }

  /**
   * The proposal never had a release that fixed its fields, and repositories of its layout hold manifests of the released
   * form beside those of the proposal's: a manifest is judged as what it is nearer to.
   */
  private judge(manifest: Manifest, source: SchemaSource, before: unknown): readonly SchemaProblem[] {
    const problems = validateManifest(manifest.value, source, before);
    if (source.version !== 'proposal' || problems.length === 0) return problems;
    const { kind } = manifest.kind;
    const released = this.builtIn.get(NEWEST, SUCCESSORS[kind] ?? kind);
    if (!released) return problems;
    const others = validateManifest(manifest.value, { schema: released, version: NEWEST }, before);
    return others.length < problems.length ? others : problems;
  }
}
