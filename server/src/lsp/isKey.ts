/** Whether a text became another by one character that was typed or taken away, which began no line and ended none. */
export function isKey(before: string, after: string): boolean {
  const [shorter, longer] = before.length < after.length ? [before, after] : [after, before];
  if (longer.length !== shorter.length + 1) return false;
  let same = 0;
  while (same < shorter.length && shorter.charCodeAt(same) === longer.charCodeAt(same)) same++;
  return !'\n\r'.includes(longer.charAt(same)) && longer.endsWith(shorter.slice(same));
}
