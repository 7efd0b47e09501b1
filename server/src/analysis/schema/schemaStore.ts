import { isMap } from './json';
import type { KindSchema } from './schemaNode';

/** Where schemas come from. Reads lazily, one kind at a time, and nothing before somebody asks. */
export interface SchemaStore {
  /** The schema of a kind in a version (`1.0`, `1.1`, `1.2`, `proposal`); undefined where that version lacks the kind. */
  get(version: string, kind: string): KindSchema | undefined;
}

/** The port behind a store: files beside the bundle (node/schemaFiles.ts) in production, a table in tests. */
export interface SchemaFiles {
  get(version: string, kind: string): unknown;
}

/** A store that reads each schema once. `replaced` (by kind) stands in for a file whatever the version: a repository's own CRDs. */
export function schemaStore(files: SchemaFiles, replaced: ReadonlyMap<string, KindSchema> = new Map()): SchemaStore {
  const known = new Map<string, KindSchema | undefined>();
  return {
    get(version, kind) {
      const own = replaced.get(kind);
      if (own) return own;
      const name = `${version}/${kind}`;
      if (!known.has(name)) known.set(name, asKindSchema(files.get(version, kind)));
      return known.get(name);
    },
  };
}

function asKindSchema(value: unknown): KindSchema | undefined {
  return isMap(value) && isMap(value['x-kind']) ? (value as unknown as KindSchema) : undefined;
}
