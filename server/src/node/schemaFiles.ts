import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KindSchema, SchemaStore } from '../analysis/schema/schemaNode';

/** A version or kind comes from a manifest: nothing but a plain name may reach the disk. */
const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9.]*$/;

/**
 * The schemas in a folder as `<version>/<Kind>.json`, each read when it is first asked for and kept. The folder is part of the
 * product: a file that is there but broken is a defect of ours and throws.
 */
export function schemaFiles(folder: string): SchemaStore {
  const read = new Map<string, KindSchema | undefined>();
  return {
    get(version, kind) {
      const name = `${version}/${kind}`;
      if (!read.has(name)) read.set(name, readSchema(folder, version, kind));
      return read.get(name);
    },
  };
}

function readSchema(folder: string, version: string, kind: string): KindSchema | undefined {
  if (!PLAIN_NAME.test(version) || !PLAIN_NAME.test(kind)) return undefined;
  let text: string;
  try {
    text = readFileSync(join(folder, version, `${kind}.json`), 'utf8');
  } catch {
    return undefined;
  }
  return JSON.parse(text) as KindSchema;
}
