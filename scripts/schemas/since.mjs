import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes into the schema files of every version since when a field, a value of an enumeration or a whole kind exists
 * (`x-since`, `x-enum-since`). What the oldest version has carries no mark.
 */
export function markSince(schemas, versions) {
  const present = versions.filter((version) => existsSync(join(schemas, version)));
  for (const [order, version] of present.entries()) {
    const folder = join(schemas, version);
    for (const file of readdirSync(folder)) {
      const older = present.slice(0, order).map((name) => ({ version: name, node: read(join(schemas, name, file)) }));
      const schema = read(join(folder, file));
      mark(schema, older, version);
      writeFileSync(join(folder, file), `${JSON.stringify(schema)}\n`);
    }
  }
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Below a node that is marked itself only later versions count, so that the topmost node of a new branch carries the mark. */
function mark(node, older, version) {
  delete node['x-since'];
  delete node['x-enum-since'];
  const first = older.find((entry) => entry.node)?.version ?? version;
  const known = older.filter((entry) => entry.node);
  if (older.length > 0 && first !== older[0].version) node['x-since'] = first;
  const below = node['x-since'] === undefined ? older : known;

  if (node.enum && known.length > 0) {
    const since = {};
    for (const value of node.enum) {
      const firstWith = known.find((entry) => !entry.node.enum || entry.node.enum.includes(value))?.version ?? version;
      if (firstWith !== known[0].version) since[value] = firstWith;
    }
    if (Object.keys(since).length > 0) node['x-enum-since'] = since;
  }
  const step = (child, find) =>
    mark(
      child,
      below.map((entry) => ({ version: entry.version, node: entry.node && find(entry.node) })),
      version,
      true,
    );
  for (const [name, child] of Object.entries(node.properties ?? {})) step(child, (other) => other.properties?.[name]);
  if (node.items) step(node.items, (other) => other.items);
  if (typeof node.additionalProperties === 'object')
    step(node.additionalProperties, (other) =>
      typeof other.additionalProperties === 'object' ? other.additionalProperties : undefined,
    );
}
