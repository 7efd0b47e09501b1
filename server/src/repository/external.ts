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
    const patterns = entry.split('/');
    return (
      matchesAll(patterns, [kind, name]) || (namespace !== undefined && matchesAll(patterns, [kind, namespace, name]))
    );
  });
}

function matchesAll(patterns: readonly string[], texts: readonly string[]): boolean {
  return patterns.length === texts.length && patterns.every((pattern, i) => matches(pattern, texts[i]!));
}

/** Without regular expressions, which can take for ever on many wildcards: each piece is found at its first place. */
function matches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
