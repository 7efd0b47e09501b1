import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A version or kind comes from a manifest: nothing but a plain name may reach the disk. */
const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9.]*$/;

/** The JSON files of a folder as `<version>/<Kind>.json`. */
export interface SchemaFolder {
  /** The content of a file; undefined where there is none. Reads the disk at every call. */
  get(version: string, kind: string): unknown;
}

/**
 * The schema files that come with the product, or any folder laid out alike. A file that is there but broken is a defect of
 * the product and throws.
 */
export function schemaFiles(folder: string): SchemaFolder {
  return {
    get(version, kind) {
      if (!PLAIN_NAME.test(version) || !PLAIN_NAME.test(kind)) return undefined;
      let text: string;
      try {
        text = readFileSync(join(folder, version, `${kind}.json`), 'utf8');
      } catch {
        return undefined;
      }
      return JSON.parse(text) as unknown;
    },
  };
}
