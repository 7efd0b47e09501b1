/** Reads CODEOWNERS as GitHub, GitLab and Bitbucket do: whose review a file of a pull request needs. Pure. */

interface OwnerRule {
  readonly section: string;
  readonly matches: (path: string) => boolean;
  readonly owners: readonly string[];
}

/** Where such a file may be, the first that exists counts; paths relative to the root of the Git tree. */
export const codeOwnersFiles = [
  '.github/CODEOWNERS',
  '.gitlab/CODEOWNERS',
  '.bitbucket/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
];

/**
 * The owners of each of these files. In every section (GitLab's; elsewhere there is one) the last rule that matches
 * counts; a rule without owners takes them away again.
 */
export function codeOwnersOf(text: string, paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const rules = readRules(text);
  const sections = [...new Set(rules.map(({ section }) => section))];
  return new Map(
    paths.map((path) => {
      const owners = sections.flatMap(
        (section) => rules.findLast((rule) => rule.section === section && rule.matches(path))?.owners ?? [],
      );
      return [path, [...new Set(owners)]] as const;
    }),
  );
}

function readRules(text: string): readonly OwnerRule[] {
  const rules: OwnerRule[] = [];
  let section = '';
  let fallback: readonly string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const clean = line.trim();
    if (clean === '' || clean.startsWith('#')) continue;
    const header = /^\^?\[([^\]]+)\](?:\[\d+\])?\s*(.*)$/.exec(clean);
    if (header) {
      section = (header[1] ?? '').toLowerCase();
      fallback = ownersIn(header[2] ?? '');
      continue;
    }
    const [pattern = '', ...rest] = clean.match(/(?:\\.|\S)+/g) ?? [];
    const own = ownersIn(rest.join(' '));
    const owners = own.length > 0 ? own : fallback;
    rules.push({ section, owners, matches: matcher(pattern.replace(/\\(.)/g, '$1')) });
  }
  return rules;
}

function ownersIn(text: string): readonly string[] {
  const words = text.split(/\s+/);
  const comment = words.findIndex((word) => word.startsWith('#'));
  return (comment < 0 ? words : words.slice(0, comment)).filter((word) => /^@{1,2}\S|^\S+@\S+\.\S/.test(word));
}

/** A pattern as in `.gitignore`: without a slash before its end it counts at any depth, a folder means all below it. */
function matcher(pattern: string): (path: string) => boolean {
  const isAnchored = /\/./.test(pattern);
  const parts = pattern.split('/').filter((part) => part !== '');
  const from = isAnchored ? parts : ['**', ...parts];
  const last = parts.at(-1) ?? '';
  // `docs/*` means the files of the folder, not what lies deeper; `docs` and `docs/` mean everything.
  const isShallow = isAnchored && last === '*' && !pattern.endsWith('/');
  return (path) => {
    const names = path.split('/');
    if (pattern.endsWith('/')) return matchesFrom([...from, '**', '*'], names);
    return matchesFrom(from, names) || (!isShallow && matchesFrom([...from, '**', '*'], names));
  };
}

function matchesFrom(parts: readonly string[], names: readonly string[]): boolean {
  // Which of the first n parts match which of the first m names: no pattern takes longer than their product.
  let reached = names.map(() => false);
  reached = [true, ...reached];
  for (const part of parts) {
    const next = reached.map(() => false);
    for (let at = 0; at <= names.length; at++) {
      if (part === '**') next[at] = reached[at] === true || (at > 0 && next[at - 1] === true);
      else if (at > 0) next[at] = reached[at - 1] === true && matchesName(part, names[at - 1] ?? '');
    }
    reached = next;
  }
  return reached.at(-1) === true;
}

/** `*` and `?` within one name; each piece between stars is found at its first place, so that it never takes long. */
function matchesName(pattern: string, name: string): boolean {
  const pieces = pattern.split('*');
  const [first = ''] = pieces;
  if (pieces.length === 1) return first.length === name.length && fits(first, name, 0);
  if (!fits(first, name, 0)) return false;
  let from = first.length;
  for (const piece of pieces.slice(1, -1)) {
    while (from + piece.length <= name.length && !fits(piece, name, from)) from++;
    if (from + piece.length > name.length) return false;
    from += piece.length;
  }
  const end = pieces.at(-1) ?? '';
  return name.length - end.length >= from && fits(end, name, name.length - end.length);
}

function fits(piece: string, name: string, at: number): boolean {
  return (
    at + piece.length <= name.length &&
    [...piece].every((character, i) => character === '?' || character === name[at + i])
  );
}
