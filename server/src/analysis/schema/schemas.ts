import { familyOfRelease } from '../../model/releaseFamilies';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { platformVersion, type PlatformVersion } from '../platformVersion';
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
      readonly before: Manifest | undefined;
      readonly problems: readonly SchemaProblem[];
    }
  >();

  private readonly store: SchemaStore;

  constructor(files: SchemaFiles) {
    this.store = schemaStore(files);
  }

  /** The schema of a manifest's kind in the version in force; undefined for kinds that have none. */
  sourceOf(view: RepositoryView, kind: string): SchemaSource | undefined {
    const version = platformVersion(view);
    const schema = this.store.get(version, kind);
    if (!schema) return undefined;
    const newest = version === NEWEST || version === 'proposal' ? undefined : this.store.get(NEWEST, kind);
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
    if (known?.version === version && known.before === before) return known.problems;
    const source = this.sourceOf(view, manifest.kind.kind);
    const problems = source ? validateManifest(manifest.value, source, before?.value) : [];
    this.judged.set(manifest, { version, before, problems });
    return problems;
  }
}
