/**
 * Whether the configuration lists a manifest as existing outside the repository: `Kind/name` or `Kind/namespace/name`,
 * where `*` stands for any characters but `/`.
 */
export function isExternal(
  entries: readonly string[],
  kind: string,
  namespace: string | undefined,
  name: string,
): boolean {
  return entries.some((entry) => {
    const pattern = wildcard(entry);
    return pattern.test(`${kind}/${name}`) || (namespace !== undefined && pattern.test(`${kind}/${namespace}/${name}`));
  });
}

const patterns = new Map<string, RegExp>();

function wildcard(entry: string): RegExp {
  let pattern = patterns.get(entry);
  if (!pattern) {
    const source = entry
      .split('*')
      .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
      .join('[^/]*');
    patterns.set(entry, (pattern = new RegExp(`^${source}$`)));
  }
  return pattern;
}
