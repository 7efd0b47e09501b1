import { RE2JS } from 're2js';

/** Compiled patterns, by their text. There are a few dozen in all schemas; a repository adds those of its parameter schemas. */
const compiled = new Map<string, RE2JS | undefined>();
const MOST_PATTERNS = 2_000;

/**
 * Whether a text contains a match of an RE2 pattern, which is what Go's `regexp` reads: `\s` and `\d` are ASCII, `$` is the
 * end of the text, no look-around. A pattern that RE2 does not accept matches nothing, as in Kubernetes. Time is linear in
 * the text whatever the pattern.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  return compile(pattern)?.test(text) ?? false;
}

/** Whether RE2 accepts a pattern. */
export function isPattern(pattern: string): boolean {
  return compile(pattern) !== undefined;
}

function compile(pattern: string): RE2JS | undefined {
  if (!compiled.has(pattern)) {
    if (compiled.size >= MOST_PATTERNS) compiled.clear();
    compiled.set(pattern, tryCompile(pattern));
  }
  return compiled.get(pattern);
}

function tryCompile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}
