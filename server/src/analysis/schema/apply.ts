import { deepCopy, deepEqual, isMap, own, setOwn, type JsonMap } from './json';

/**
 * What the server holds after `kubectl apply` of a changed manifest: a three-way merge of the old manifest, the new one and the
 * live object (the old one with its defaults). A field that left the manifest goes, null removes a field, a list is
 * replaced as a whole and loses nulls inside its maps on the way.
 */
export function applied(live: unknown, oldManifest: unknown, newManifest: unknown): unknown {
  if (!isMap(live) || !isMap(newManifest)) return deepCopy(newManifest);
  return merge(live, isMap(oldManifest) ? oldManifest : {}, newManifest);
}

function merge(live: JsonMap, before: JsonMap, after: JsonMap): JsonMap {
  const result: JsonMap = {};
  for (const key of Object.keys(live)) {
    const leftOut = Object.hasOwn(before, key) && !Object.hasOwn(after, key);
    const setToNull = own(after, key) === null && live[key] !== null;
    if (!leftOut && !setToNull) setOwn(result, key, deepCopy(live[key]));
  }
  for (const key of Object.keys(after)) {
    const next = after[key];
    if (next === null) continue;
    const current = own(live, key);
    const previous = own(before, key);
    if (isMap(next) && isMap(current)) setOwn(result, key, merge(current, isMap(previous) ? previous : {}, next));
    else setOwn(result, key, deepEqual(current, next) ? deepCopy(current) : withoutNulls(next));
  }
  return result;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  const copy: JsonMap = {};
  for (const key of Object.keys(value)) if (value[key] !== null) setOwn(copy, key, withoutNulls(value[key]));
  return copy;
}
