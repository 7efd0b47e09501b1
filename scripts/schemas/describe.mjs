/**
 * Looks up what the platform does with a field, in our own words: schemas/descriptions.json says how its table is read.
 */
import { readFileSync } from 'node:fs';

/** The table as it is stored; the tests and coverage.mjs walk it. */
export const table = JSON.parse(readFileSync(new URL('../../schemas/descriptions.json', import.meta.url), 'utf8'));

/**
 * The description of a field of a kind, or of the kind itself when the path is empty.
 *
 * @param {string} kind e.g. `ReleaseBinding`
 * @param {string | readonly string[]} path keys from the root, `[]` for an item of a list and `{}` for a value of a map:
 *   `['spec', 'traits', '[]', 'name']` or `'spec.traits[].name'`
 * @param {string} version `1.2`, `v1.2.3` or `proposal`
 * @returns {string | undefined} undefined for a kind or a field that the table does not know
 */
export function describe(kind, path, version) {
  const kinds = version === 'proposal' ? table.proposalKinds : table.kinds;
  const node = kinds[kind];
  if (!node) return undefined;
  return say(find({ like: 'Manifest', ...node }, typeof path === 'string' ? path : dotted(path), kinds), version);
}

/** `['spec', 'traits', '[]', 'name']` as the table writes it: `spec.traits[].name`. */
export function dotted(path) {
  return path.reduce((text, key) => (text === '' || key === '[]' || key === '{}' ? text + key : `${text}.${key}`), '');
}

/** A block by its name, or a kind of the same era: a Release of the proposals holds whole objects. */
export function blockOrKind(name, kinds) {
  return table.blocks[name] ?? (kinds[name] && { like: 'Manifest', ...kinds[name] });
}

function find(node, path, kinds) {
  if (path === '' && node.description !== undefined) return node.description;
  if (node.fields?.[path] !== undefined) return node.fields[path];
  const mounts = Object.entries(node.blocks ?? {}).sort(([a], [b]) => b.length - a.length);
  for (const [mount, name] of mounts) {
    const rest = below(path, mount);
    const found = rest === undefined ? undefined : find(blockOrKind(name, kinds), rest, kinds);
    if (found !== undefined) return found;
  }
  return node.like === undefined ? undefined : find(blockOrKind(node.like, kinds), path, kinds);
}

/** What is left of a path below a mount, undefined when it lies elsewhere: `specs` is not below `spec`. */
function below(path, mount) {
  if (path === mount) return '';
  if (!path.startsWith(mount)) return undefined;
  const rest = path.slice(mount.length);
  if (rest.startsWith('.')) return rest.slice(1);
  return /^(\[\]|\{\})/.test(rest) ? rest : undefined;
}

/** A sentence for all releases, or the one for this release. */
function say(sentence, version) {
  if (sentence === undefined || typeof sentence === 'string') return sentence;
  return sentence[/\d+\.\d+/.exec(version)?.[0]] ?? sentence.otherwise;
}
