/**
 * Writes the descriptions of schemas/descriptions.json into the schema files anew, without the CRDs:
 *
 *   node scripts/schemas/redescribe.mjs
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { described } from './described.mjs';

const schemas = fileURLToPath(new URL('../../schemas', import.meta.url));
for (const version of ['1.0', '1.1', '1.2', 'proposal'])
  for (const file of readdirSync(join(schemas, version))) {
    const path = join(schemas, version, file);
    const schema = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, `${JSON.stringify(described(schema, schema['x-kind'].kind, version))}\n`);
  }
