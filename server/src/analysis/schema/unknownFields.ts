import type { Path } from '../../base/path';
import { isMap } from './json';
import { memberOf, type SchemaNode } from './schemaNode';

const TYPE_AND_METADATA = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * The fields that the schema does not have, as the API server finds them with strict field validation: before nulls are
 * dropped, below values of the wrong type too (all keys of a map in place of a text are unknown fields), and not inside what
 * the schema keeps as it is. `metadata` of the object itself is left to objectMeta.ts.
 */
export function unknownFields(value: unknown, schema: SchemaNode): Path[] {
  const found: Path[] = [];
  collect(value, { ...schema, 'x-kubernetes-embedded-resource': true }, false, [], found);
  return found;
}

/** `kept`: the value is an item of a list that keeps unknown fields. */
function collect(value: unknown, node: SchemaNode | undefined, kept: boolean, path: Path, found: Path[]): void {
  const keepsUnknown = kept || node?.['x-kubernetes-preserve-unknown-fields'] === true;
  if (Array.isArray(value)) {
    if (keepsUnknown && !node?.items) return;
    value.forEach((item, i) => collect(item, node?.items, keepsUnknown, [...path, i], found));
  } else if (isMap(value)) {
    for (const key of Object.keys(value)) {
      if (node?.['x-kubernetes-embedded-resource'] && TYPE_AND_METADATA.has(key)) continue;
      const child = node && memberOf(node, key);
      if (child || node?.additionalProperties === true) collect(value[key], child, false, [...path, key], found);
      else if (!keepsUnknown) found.push([...path, key]);
    }
  }
}
