/** Rows of a tree that stay the same objects while what they show changes. Knows nothing of VS Code. */

/** A row has the same id in every answer of the server. */
interface Row<N> {
  readonly id: string;
  readonly kind: string;
  readonly children?: readonly N[];
}

/**
 * The rows as they are shown. Drawing a whole tree anew makes VS Code forget its rows at once and ask for them level by level: a click
 * on one of them meanwhile reaches the extension as a click on nothing. Of a row that is drawn anew it forgets only those below.
 */
export class ShownRows<N extends Row<N>> {
  private rows: readonly N[] = [];
  private readonly looks = new WeakMap<N, string>();

  /** @param lookOf all that a row shows, its tooltip and menus included, as a text to compare */
  constructor(private readonly lookOf: (row: N) => string) {}

  /** These are the rows from now on; whole. */
  show(rows: readonly N[]): N[] {
    this.rows = rows;
    return [...rows];
  }

  /** A row is being drawn as it is now. */
  drawn(row: N): void {
    this.looks.set(row, this.lookOf(row));
  }

  /**
   * Turns the rows into what they have become, each in its place.
   *
   * @returns those to draw anew; undefined where all are, since there are others at the top
   */
  renew(rows: readonly N[]): N[] | undefined {
    if (this.rows.length === 0 || !sameIds(this.rows, rows)) {
      return undefined;
    }
    return rows.flatMap((row, index) => this.become(this.rows[index], row));
  }

  private become(old: N | undefined, row: N): readonly N[] {
    if (old === undefined) {
      return [];
    }
    const { children = [] } = old;
    const now = row.children ?? [];
    if (!sameIds(children, now)) {
      return [Object.assign(old, row)];
    }
    const below = now.flatMap((child, index) => this.become(children[index], child));
    Object.assign(old, row, old.children === undefined ? {} : { children });
    return this.looks.get(old) === this.lookOf(old) ? below : [old, ...below];
  }
}

function sameIds<N>(some: readonly Row<N>[], others: readonly Row<N>[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ id, kind }, index) => id === others[index]?.id && kind === others[index].kind)
  );
}
