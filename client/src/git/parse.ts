/** Parsers of Git's NUL-separated output: `status --porcelain=v2 -z`, `ls-files --stage -v -z` and `diff-tree -r -z`. */

export interface StatusEntry {
  readonly kind: 'changed' | 'unmerged' | 'untracked';
  /** Relative to the root of the working tree. */
  readonly path: string;
  /** Index and working tree, `.` for unchanged; `.A` is an entry made by `git add --intent-to-add`. */
  readonly xy: string;
}

export interface Status {
  /** Null while the branch has no commit. */
  readonly head: string | null;
  /** Null when HEAD is detached. */
  readonly branch: string | null;
  readonly upstream: string | null;
  readonly ahead: number | null;
  readonly behind: number | null;
  readonly entries: readonly StatusEntry[];
}

/** Fields before the path, by the type of the record. */
const statusFields: Readonly<Record<string, { readonly kind: StatusEntry['kind']; readonly before: number }>> = {
  '1': { kind: 'changed', before: 8 },
  u: { kind: 'unmerged', before: 10 },
  '?': { kind: 'untracked', before: 1 },
};

/** Parse `git status --porcelain=v2 --branch -z --no-renames`. */
export function parseStatus(output: Buffer): Status {
  const headers = new Map<string, string>();
  const entries: StatusEntry[] = [];
  for (const record of records(output)) {
    const header = /^# (branch\.\w+) (.*)$/s.exec(record);
    if (header) headers.set(header[1] ?? '', header[2] ?? '');
    const format = statusFields[record.charAt(0)];
    if (header || !format || record.charAt(1) !== ' ') continue;
    const fields = splitAt(record, format.before);
    const xy = format.kind === 'untracked' ? '??' : (fields[1] ?? '');
    entries.push({ kind: format.kind, path: fields[format.before] ?? '', xy });
  }
  const counts = /^\+(\d+) -(\d+)$/.exec(headers.get('branch.ab') ?? '');
  const head = headers.get('branch.oid');
  const branch = headers.get('branch.head');
  return {
    head: head === undefined || head === '(initial)' ? null : head,
    branch: branch === undefined || branch === '(detached)' ? null : branch,
    upstream: headers.get('branch.upstream') ?? null,
    ahead: counts ? Number(counts[1]) : null,
    behind: counts ? Number(counts[2]) : null,
    entries,
  };
}

export interface IndexEntry {
  readonly path: string;
  readonly mode: string;
  readonly oid: string;
  /** 0, or 1–3 of a conflict. */
  readonly stage: number;
  /** Marked "assume unchanged" or "skip worktree". */
  readonly hidden: boolean;
}

/** Parse `git ls-files --stage -v -z --full-name`. */
export function parseIndex(output: Buffer): IndexEntry[] {
  return records(output).flatMap((record) => {
    const match = /^(\S) (\d+) ([0-9a-f]+) (\d)\t(.*)$/s.exec(record);
    if (!match) return [];
    const [, tag = '', mode = '', oid = '', stage = '', path = ''] = match;
    return [{ path, mode, oid, stage: Number(stage), hidden: tag === 'S' || tag !== tag.toUpperCase() }];
  });
}

export interface TreeChange {
  readonly path: string;
  readonly oldMode: string;
  readonly newMode: string;
  /** Null where the file does not exist on that side. */
  readonly oldOid: string | null;
  readonly newOid: string | null;
}

/** Parse the raw output of `git diff-tree -r -z --no-renames`. */
export function parseTreeChanges(output: Buffer): TreeChange[] {
  const fields = records(output);
  const changes: TreeChange[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const match = /^:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) \w/.exec(fields[at] ?? '');
    if (!match) continue;
    const [, oldMode = '', newMode = '', oldOid, newOid] = match;
    const path = fields[at + 1] ?? '';
    changes.push({ path, oldMode, newMode, oldOid: presentOid(oldOid), newOid: presentOid(newOid) });
  }
  return changes;
}

/** The parts of NUL-terminated output. */
export function records(output: Buffer): string[] {
  const parts = output.toString('utf8').split('\0');
  if (parts.at(-1) === '') parts.pop();
  return parts;
}

/** Split at the first `count` spaces; the rest, with its own spaces, is the last part. */
function splitAt(text: string, count: number): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let index = 0; index < count; index++) {
    const space = text.indexOf(' ', from);
    parts.push(text.slice(from, space));
    from = space + 1;
  }
  return [...parts, text.slice(from)];
}

function presentOid(oid: string | undefined): string | null {
  return oid === undefined || /^0+$/.test(oid) ? null : oid;
}
