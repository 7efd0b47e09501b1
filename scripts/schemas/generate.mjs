/**
 * Makes schemas/<version>/<Kind>.json from a folder of CustomResourceDefinitions.
 *
 *   node scripts/schemas/generate.mjs <folder of CRDs> <version>      e.g. …/crds/v1.2.3 1.2
 *
 * Takes structure and limits, no text: descriptions are ours (describe.mjs). Fails on a CEL rule that
 * server/src/analysis/schema/celRules.ts does not know. The folders of all versions are compared afterwards, so that a field
 * says since when it exists; run it for 1.0, 1.1 and 1.2 in any order.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { parse } from 'yaml';
import { described } from './described.mjs';
import { METADATA } from './metadata.mjs';
import { markSince } from './since.mjs';

const VERSIONS = ['1.0', '1.1', '1.2'];
const schemas = fileURLToPath(new URL('../../schemas', import.meta.url));
const { schemaOfCrd } = await tsImport('../../server/src/analysis/schema/crd.ts', import.meta.url);

const [folder, version] = process.argv.slice(2);
if (!folder || !VERSIONS.includes(version)) {
  console.error(`usage: generate.mjs <folder of CRDs> <${VERSIONS.join('|')}>`);
  process.exit(2);
}

const target = join(schemas, version);
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const file of readdirSync(folder)
  .filter((name) => /\.ya?ml$/.test(name))
  .sort())
  write(target, kindSchema(file));
markSince(schemas, VERSIONS);
console.log(`${target}: ${readdirSync(target).length} kinds`);

function kindSchema(file) {
  const crd = schemaOfCrd(parse(readFileSync(join(folder, file), 'utf8')));
  if (!crd) throw new Error(`${file} holds no CustomResourceDefinition`);
  for (const { path, expression } of crd.unknownRules)
    throw new Error(`${file}: the rule at ${path} is not in celRules.ts: ${expression}`);
  const { group, version: apiVersion, kind } = crd.schema['x-kind'];
  const properties = {
    apiVersion: { type: 'string', enum: [`${group}/${apiVersion}`] },
    kind: { type: 'string', enum: [kind] },
    metadata: METADATA,
    ...pick(crd.schema.properties, (name) => !['apiVersion', 'kind', 'metadata'].includes(name)),
  };
  return described({ ...crd.schema, properties }, kind, version);
}

function write(target, schema) {
  writeFileSync(join(target, `${schema['x-kind'].kind}.json`), `${JSON.stringify(schema)}\n`);
}

function pick(object, keep) {
  return Object.fromEntries(Object.entries(object ?? {}).filter(([name]) => keep(name)));
}
