import { phrase, say, t } from '../../base/l10n';
import { admit } from './admission';
import { problem } from './explain';
import { isMap } from './json';
import { reportViolations } from './report';
import type { SchemaSource } from './schemaNode';
import type { SchemaProblem } from './schemaProblem';

/** What `toValue` gives up on; Go's YAML reader calls it excessive aliasing. */
const EXPANDS_BEYOND_BOUNDS = phrase`The aliases of this manifest expand to so many values that no reader takes it, nor does Kubernetes. Write the values out, or use fewer aliases inside each other.`;

/**
 * What is wrong with a manifest of the schema's kind, one problem per cause. The API server refuses the manifest if and only
 * if there is a problem (serverErrors.ts gives its own list); but the server stops at the first stage that fails, and says
 * several things about one fault.
 *
 * `value` is plain data as the platform's YAML reader yields it; `old` is the manifest before an edit, as it is in the
 * cluster: with it, fields that cannot change are checked. Whether apiVersion and kind are right is not asked here.
 */
export function validateManifest(value: unknown, source: SchemaSource, old?: unknown): SchemaProblem[] {
  const { group, version, kind } = source.schema['x-kind'];
  if (value === undefined) return [problem('wrong-type', [], say(EXPANDS_BEYOND_BOUNDS))];
  if (!isMap(value)) return [problem('wrong-type', [], t`A manifest must be a map.`)];
  const manifest = { ...value, apiVersion: `${group}/${version}`, kind };
  const { unreadable, unknown, structure, rules, object, oldObject } = admit(manifest, source.schema, old);
  return reportViolations([...unreadable, ...unknown, ...structure], rules, { manifest, ...source, object, oldObject });
}
