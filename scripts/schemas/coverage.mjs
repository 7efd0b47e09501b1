/**
 * Lists the fields of a folder of CustomResourceDefinitions, or of generated schemas, that have no description.
 *
 *   node scripts/schemas/coverage.mjs <folder> [version]      e.g. …/crds/v1.2.3, schemas/1.2, schemas/proposal
 *
 * The version is taken from the folder's name unless given. Exit 1 when a field lacks one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { describe, dotted } from './describe.mjs';

/** Every path of a schema, lists as `[]` and maps as `{}`, the root first. */
export function pathsOf(schema, path = []) {
  const children = [
    ...Object.entries(schema.properties ?? {}),
    ...(schema.items ? [['[]', schema.items]] : []),
    ...(typeof schema.additionalProperties === 'object' ? [['{}', schema.additionalProperties]] : []),
  ];
  return [path, ...children.flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

/** The kinds of a folder with their schemas; files of other kinds and formats are left out. */
export function schemasIn(folder) {
  return readdirSync(folder)
    .filter((file) => /\.(ya?ml|json)$/.test(file))
    .sort()
    .map((file) => parse(readFileSync(join(folder, file), 'utf8')))
    .flatMap((document) => {
      if (document['x-kind']) return [{ kind: document['x-kind'].kind, schema: document }];
      if (document.kind !== 'CustomResourceDefinition') return [];
      const { names, versions } = document.spec;
      return [{ kind: names.kind, schema: versions.at(-1).schema.openAPIV3Schema }];
    });
}

/** How many fields the folder has, and those without a description as `Kind path`. */
export function coverage(folder, version = basename(folder)) {
  const fields = schemasIn(folder).flatMap(({ kind, schema }) => pathsOf(schema).map((path) => ({ kind, path })));
  const missing = fields.filter(({ kind, path }) => describe(kind, path, version) === undefined);
  return { fields: fields.length, missing: missing.map(({ kind, path }) => `${kind} ${dotted(path)}`.trim()) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder, version] = process.argv.slice(2);
  if (!folder) {
    console.error('usage: coverage.mjs <folder> [version]');
    process.exit(2);
  }
  const { fields, missing } = coverage(folder, version);
  for (const field of missing) console.log(field);
  const share = fields === 0 ? 0 : (100 * (fields - missing.length)) / fields;
  console.error(`${folder}: ${fields - missing.length} of ${fields} fields described (${share.toFixed(1)} %)`);
  process.exit(missing.length > 0 ? 1 : 0);
}
