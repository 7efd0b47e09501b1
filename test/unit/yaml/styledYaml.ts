import fc from 'fast-check';

/**
 * Files as people write them, for properties of edits: any nesting of block and flow, quotes, comments, blank lines, block
 * scalars, empty values, anchors, several documents, both line ends, a byte order mark, with and without a final break.
 */

/** A node as text: what stands on the line of its key or dash, and the lines below. */
interface Written {
  readonly inline: string;
  readonly lines: readonly string[];
  /** A block map or list, whose lines may begin on the line of a dash. */
  readonly compact?: readonly string[];
}

type Node =
  | { readonly kind: 'inline'; readonly text: string; readonly comment: string }
  | { readonly kind: 'text'; readonly header: string; readonly content: readonly string[]; readonly blanks: number }
  | { readonly kind: 'map'; readonly step: number; readonly comment: string; readonly entries: readonly Entry[] }
  | { readonly kind: 'list'; readonly step: number; readonly comment: string; readonly items: readonly Entry[] };

interface Entry {
  readonly key: string;
  readonly value: Node;
  /** Blank lines and comments above; a comment's first character says how deep it stands. */
  readonly above: readonly string[];
  readonly compact: boolean;
}

/** Keys as written; all of them mean themselves, so that a path's step is the key without its quotes. */
const KEYS = ['a', 'b-c', 'd/e.f', '"on"', "'1'", '"x: y"', 'releaseName', 'spec', 'ü😀', "'it''s'", '"q\\"r"'];

const SCALARS = [
  'web-1',
  'v1.2',
  'a b  c',
  '1',
  'true',
  '~',
  'null',
  '',
  '2026-11-22',
  'http://x/y?z=1',
  '☃😀',
  "'s'",
  "'it''s # no'",
  '""',
  '"d\\t\\"e"',
  '"# no"',
  "'{'",
];

const comment = fc.constantFrom('', '', '', ' # note', '\t#', ' # a: "b" \'c {');

const flow: fc.Arbitrary<string> = fc
  .letrec<{ node: string }>((tie) => {
    const scalar = fc.constantFrom(...SCALARS.filter((text) => !/[?{]/.test(text) && text !== ''));
    const layout = fc.record({
      pad: fc.constantFrom('', ' '),
      trailing: fc.constantFrom('', ',', ' ,'),
      lines: fc.boolean(),
      note: fc.constantFrom('', ' # n, m'),
    });
    const join = (
      open: string,
      close: string,
      parts: readonly string[],
      { pad, trailing, lines, note }: { pad: string; trailing: string; lines: boolean; note: string },
    ) => {
      if (parts.length === 0) return `${open}${lines ? `${note}\n          ` : pad}${close}`;
      if (!lines) return `${open}${pad}${parts.join(`,${pad || ' '}`)}${trailing}${pad}${close}`;
      return `${open}\n${parts.map((part, i) => `            ${part}${i < parts.length - 1 ? ',' : trailing}${note}`).join('\n')}\n          ${close}`;
    };
    const pair = fc.tuple(
      fc.constantFrom(...KEYS),
      fc.oneof({ weight: 4, arbitrary: tie('node').map((value) => `: ${value}`) }, fc.constantFrom('', ': ')),
    );
    return {
      node: fc.oneof(
        { maxDepth: 2 },
        scalar,
        fc.tuple(fc.array(tie('node'), { maxLength: 3 }), layout).map(([items, style]) => join('[', ']', items, style)),
        fc.tuple(fc.uniqueArray(pair, { maxLength: 3, selector: ([key]) => key }), layout).map(([pairs, style]) =>
          join(
            '{',
            '}',
            pairs.map(([key, value]) => `${key}${value}`),
            style,
          ),
        ),
      ),
    };
  })
  .node.filter((text) => !text.includes('{{'));

const { node } = fc.letrec<{ node: Node; entry: Entry }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.record({ kind: fc.constant('inline' as const), text: fc.constantFrom(...SCALARS), comment }),
    fc.record({ kind: fc.constant('inline' as const), text: flow, comment }),
    fc.record({
      kind: fc.constant('text' as const),
      header: fc.constantFrom('|', '|-', '|+', '>', '>-', '>+'),
      content: fc
        .array(fc.constantFrom('x', '- y: z', '', '# no comment', '  deep'), { maxLength: 3 })
        .map((lines) => ['t', ...lines]),
      blanks: fc.nat({ max: 2 }),
    }),
    fc.record({
      kind: fc.constant('map' as const),
      step: fc.constantFrom(2, 2, 4),
      comment,
      entries: fc.uniqueArray(tie('entry'), { minLength: 1, maxLength: 4, selector: ({ key }) => key }),
    }),
    fc.record({
      kind: fc.constant('list' as const),
      step: fc.constantFrom(0, 2),
      comment,
      items: fc.array(tie('entry'), { minLength: 1, maxLength: 3 }),
    }),
  ),
  entry: fc.record({
    key: fc.constantFrom(...KEYS),
    value: tie('node'),
    above: fc.oneof(
      { weight: 3, arbitrary: fc.constant<string[]>([]) },
      fc.array(fc.constantFrom('', '0# top', '1# level', '1#'), { maxLength: 2 }),
    ),
    compact: fc.boolean(),
  }),
}));

function write(value: Node, indent: number): Written {
  if (value.kind === 'inline')
    return { inline: `${value.text === '' ? '' : ` ${value.text}`}${value.comment}`, lines: [] };
  if (value.kind === 'text') {
    const pad = ' '.repeat(indent + 2);
    return {
      inline: ` ${value.header}`,
      lines: [...value.content.map((line) => (line === '' ? '' : pad + line)), ...Array<string>(value.blanks).fill('')],
    };
  }
  const lines =
    value.kind === 'map'
      ? value.entries.flatMap((entry, i) => writePair(entry, indent + value.step, i))
      : value.items.flatMap((entry, i) => writeItem(entry, indent + value.step, i));
  return { inline: value.comment, lines, compact: lines };
}

function above(entry: Entry, indent: number, place: number): string[] {
  // Above a first entry stand no comments: on the line of a dash there is no room.
  return place === 0
    ? []
    : entry.above.map((line) =>
        line === '' ? '' : `${line.startsWith('1') ? ' '.repeat(indent) : ''}${line.slice(1)}`,
      );
}

function writePair(entry: Entry, indent: number, place: number): string[] {
  const { inline, lines } = write(entry.value, indent);
  return [...above(entry, indent, place), `${' '.repeat(indent)}${entry.key}:${inline}`, ...lines];
}

function writeItem(entry: Entry, indent: number, place: number): string[] {
  // The steps of what an item holds do not matter: it stands two columns behind the dash.
  const held = entry.value.kind === 'map' || entry.value.kind === 'list' ? { ...entry.value, step: 2 } : entry.value;
  const { inline, lines, compact } = write(held, indent);
  const pad = ' '.repeat(indent);
  if (!compact || !entry.compact) {
    // Behind a dash, the platform's reader refuses a tab.
    return [...above(entry, indent, place), `${pad}-${inline.replace(/^\t/, ' ')}`, ...lines];
  }
  return [...above(entry, indent, place), `${pad}- ${compact[0]!.trimStart()}`, ...compact.slice(1)];
}

export interface StyledFile {
  readonly text: string;
  /** Which of the file's documents to edit. */
  readonly index: number;
}

const ANCHORS = 'zz: &zz [1, {q: 2}]\nzy: &zy text\nzx: *zz\nzw: [*zy]\nzv: !t &unused tagged\n';

const documentText = fc
  .tuple(
    fc.uniqueArray(
      fc.record({
        key: fc.constantFrom(...KEYS),
        value: node,
        above: fc.constant<string[]>([]),
        compact: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4, selector: ({ key }) => key },
    ),
    fc.constantFrom('', '', ANCHORS),
    fc.constantFrom('', '# head\n', '\n'),
  )
  .map(
    ([entries, anchors, head]) =>
      `${head}${anchors}${entries.flatMap((entry, i) => writePair(entry, 0, i)).join('\n')}\n`,
  );

export const styledFile: fc.Arbitrary<StyledFile> = fc
  .record({
    documents: fc.array(documentText, { minLength: 1, maxLength: 3 }),
    pick: fc.nat(),
    marker: fc.constantFrom('---\n', '--- # next\n', '...\n---\n', '...\n# between\n---\n'),
    open: fc.constantFrom('', '---\n', '# first\n---\n'),
    bom: fc.boolean(),
    crlf: fc.boolean(),
    unfinished: fc.boolean(),
    end: fc.constantFrom('', '', '...\n', '\n', '# end\n'),
  })
  .map(({ documents, pick, marker, open, bom, crlf, unfinished, end }) => {
    const joined = `${bom ? '\ufeff' : ''}${open}${documents.join(marker)}${end}`;
    const finished = unfinished ? joined.replace(/\n$/, '') : joined;
    return { text: crlf ? finished.replaceAll('\n', '\r\n') : finished, index: pick % documents.length };
  });
