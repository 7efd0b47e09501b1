import type { Span } from '../../base/span';
import type { CursorContext } from './context';
import type { CompletionEntry, Offer, WritePlace } from './item';
import { columnOf, lineStartOf } from './layout';

/**
 * How an offer fits into the line of the cursor: `key` and `value` take the place of what is typed; `item` may need a dash;
 * `map` and `list` are the values of a key that has none yet, and begin in a line of their own.
 */
export type SlotKind = 'key' | 'value' | 'item' | 'map' | 'list';

/** What fits into a slot. */
export interface SlotOffers {
  readonly kind: SlotKind;
  readonly offers: readonly Offer[];
}

interface Fit {
  readonly span: Span;
  readonly before: string;
  readonly after: string;
  readonly place: WritePlace;
}

/** The entries for offers at a cursor, in order. */
export function entriesFor(context: CursorContext, kind: SlotKind, offers: readonly Offer[]): CompletionEntry[] {
  const fit = fitFor(context, kind);
  const ordered = offers.map((offer, i) => ({ offer, i })).sort((a, b) => rank(a.offer) - rank(b.offer) || a.i - b.i);
  return ordered.map(({ offer: { write, rank: _, ...offer } }, i) => {
    const filter = filterPrefix(context, fit.span) + (offer.filterText ?? offer.label);
    return {
      ...offer,
      text: fit.before + write(fit.place) + fit.after,
      span: fit.span,
      sortText: String(i).padStart(4, '0'),
      ...(filter !== offer.label && { filterText: filter }),
    };
  });
}

function rank(offer: Offer): number {
  return offer.rank ?? 0;
}

/** What has been typed in front of the entry's own text, so that an editor compares like with like. */
function filterPrefix({ text, span, quote }: CursorContext, replaced: Span): string {
  return replaced.start < span.start ? text.slice(replaced.start, span.start - quote.length) + quote : '';
}

function fitFor(context: CursorContext, kind: SlotKind): Fit {
  return context.flow ? flowFit(context, kind) : FITS[kind](context);
}

const blanks = (n: number) => ' '.repeat(Math.max(0, n));

/** The characters of the scalar with its quotes. */
function whole({ span, quote, unclosed }: CursorContext): Span {
  return { start: span.start - quote.length, end: span.end + (quote === '' || unclosed ? 0 : 1) };
}

/** From the first blank of the line, where it is indented otherwise than it should be. */
function reindented(context: CursorContext, column: number): { span: Span; before: string } {
  const span = whole(context);
  if (!context.startsLine || columnOf(context.text, span.start) === column) return { span, before: '' };
  const lineStart = lineStartOf(context.text, span.start);
  const start = context.text[lineStart] === '\ufeff' ? lineStart + 1 : lineStart;
  return { span: { start, end: span.end }, before: blanks(column) };
}

/** Behind the colon, without the blanks that follow it. */
function behindColon(context: CursorContext): Span {
  const span = whole(context);
  let { start } = span;
  while (start > 0 && /[ \t]/.test(context.text[start - 1]!)) start--;
  return { start, end: span.end };
}

const FITS: Readonly<Record<SlotKind, (context: CursorContext) => Fit>> = {
  key: (context) => {
    const { span, before } = reindented(context, context.column);
    return { span, before, after: '', place: { column: context.column, flow: false } };
  },
  value: ({ span, quote, unclosed, glued, column }) => ({
    span,
    before: glued ? ' ' : '',
    after: unclosed ? quote : '',
    place: { column, flow: false, quote },
  }),
  item: (context) => {
    if (context.hasDash) {
      const column = columnOf(context.text, whole(context).start) + (context.glued ? 1 : 0);
      const value = FITS.value(context);
      return { ...value, place: { ...value.place, column } };
    }
    const { span, before } = reindented(context, context.column);
    return { span, before: `${before}- `, after: '', place: { column: context.column + 2, flow: false } };
  },
  map: (context) => {
    if (context.startsLine) return FITS.key(context);
    const { column } = context;
    return { span: behindColon(context), before: `\n${blanks(column)}`, after: '', place: { column, flow: false } };
  },
  list: (context) => {
    const { column, indentation, startsLine } = context;
    const dash = startsLine ? column : column - indentation.unit + indentation.list;
    const { span, before } = startsLine
      ? reindented(context, dash)
      : { span: behindColon(context), before: `\n${blanks(dash)}` };
    return { span, before: `${before}- `, after: '', place: { column: dash + 2, flow: false } };
  },
};

/** Inside braces and brackets everything stays in the line. */
function flowFit(context: CursorContext, kind: SlotKind): Fit {
  const place = { column: 0, flow: true } as const;
  const glue = context.glued ? ' ' : '';
  if (kind === 'value' || (kind === 'item' && context.quote !== '')) {
    const value = FITS.value(context);
    return { ...value, place: { ...value.place, flow: true } };
  }
  if (kind === 'map') return { span: whole(context), before: `${glue}{ `, after: ' }', place };
  if (kind === 'list') return { span: whole(context), before: `${glue}[`, after: ']', place };
  return { span: whole(context), before: '', after: '', place };
}
