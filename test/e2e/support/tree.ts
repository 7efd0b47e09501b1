import type { Locator, Page } from 'playwright-core';
import { until } from '../../testbed';

/** A row of a tree view as it is shown. */
export interface TreeRow {
  /** 1 for the top. */
  readonly level: number;
  readonly label: string;
  /** The dimmed text behind the label. */
  readonly description: string;
  /** Undefined for a row without children. */
  readonly expanded: boolean | undefined;
  /** What a screen reader says: the item's `accessibilityInformation`, else its tooltip or label. */
  readonly spoken: string;
}

interface PlacedRow extends TreeRow {
  /** Place among all rows, those out of sight included. */
  readonly index: number;
}

/** Height of a row in pixels, the same in every tree of VS Code. */
const rowHeight = 22;

/** VS Code scrolls by 50 pixels for a wheel event of 120; an event made by a script counts upwards. */
const wheelPerPixel = 2.4;

/** The browser's own; the project is compiled without its types. */
declare const WheelEvent: new (type: string, options: object) => Event;

/** The tree of a view, by the view's name. */
export function tree(page: Page, view: string): Locator {
  return page.getByRole('tree', { name: view, exact: true });
}

/** All rows of a view from top to bottom; those under a collapsed row are not there. */
export async function rows(page: Page, view: string): Promise<TreeRow[]> {
  const found = await placedRows(tree(page, view));
  return found.map(({ index: _, ...row }) => row);
}

/**
 * The row at a path of labels, each row on the way expanded, scrolled into sight.
 *
 * @param path labels from the top: `['doclet', 'postgres', 'staging']`
 * @throws after a minute without such a row, with the rows there are
 */
export async function row(page: Page, view: string, path: readonly string[]): Promise<Locator> {
  const container = tree(page, view);
  let shown: readonly TreeRow[] = [];
  try {
    return await until(`the row ${path.join(' › ')}`, async () => {
      const all = await placedRows(container);
      shown = all;
      let from = 0;
      for (const [depth, label] of path.entries()) {
        const place = childPlace(all, from, depth + 1, label);
        const found = all[place];
        if (found === undefined) return undefined;
        const last = depth === path.length - 1;
        if (last || found.expanded === false) {
          await scrollTo(container, found.index * rowHeight);
          const element = container.locator(`.monaco-list-row[data-index="${found.index}"]`);
          // The tree may have changed since its rows were read.
          if ((await element.locator('.label-name').textContent({ timeout: 5000 })) !== label) return undefined;
          if (last) return element;
          await element.locator('.monaco-tl-twistie').click({ timeout: 5000 });
          return undefined;
        }
        from = place + 1;
      }
      return undefined;
    });
  } catch (error) {
    const text = shown
      .map(({ level, label, description }) => `${'  '.repeat(level)}${label} ${description}`)
      .join('\n');
    throw new Error(`${view} has no row ${path.join(' › ')}, but:\n${text}`, { cause: error });
  }
}

/** Where the child with a label is among the rows that follow its parent, before the parent's next sibling; else -1. */
function childPlace(all: readonly TreeRow[], from: number, level: number, label: string): number {
  for (let place = from; place < all.length; place++) {
    const each = all[place];
    if (each === undefined || each.level < level) return -1;
    if (each.level === level && each.label === label) return place;
  }
  return -1;
}

/** Reads the rows page by page, since VS Code only keeps those in sight in the document. */
async function placedRows(container: Locator): Promise<PlacedRow[]> {
  const { content, sight } = await extent(container);
  const found = new Map<number, PlacedRow>();
  const pageOfRows = Math.max(1, Math.floor(sight / rowHeight));
  for (let first = 0; first === 0 || first * rowHeight < content; first += pageOfRows) {
    if (content > sight) await scrollTo(container, first * rowHeight);
    for (const each of await rowsInSight(container)) found.set(each.index, each);
  }
  return [...found.values()].sort((a, b) => a.index - b.index);
}

/** Brings the row whose upper edge is `top` pixels below that of the tree to the top of what is in sight, or near it. */
async function scrollTo(container: Locator, top: number): Promise<void> {
  const { content, sight, hidden } = await extent(container);
  if (top >= hidden && top + rowHeight <= hidden + sight) return;
  const place = Math.max(0, Math.min(top, content - sight));
  // One event for the whole way: many turns of a real wheel make Chromium wait for the page.
  await container
    .locator('.monaco-scrollable-element')
    .evaluate(
      (element, deltaY) => element.dispatchEvent(new WheelEvent('wheel', { deltaY, bubbles: true, cancelable: true })),
      (hidden - place) * wheelPerPixel,
    );
  const arrived = async (): Promise<boolean> => Math.abs((await extent(container)).hidden - place) <= 1;
  await until(`the tree to scroll to ${place}`, arrived, 10_000);
}

/** Heights in pixels: of all rows, of the window on them, and of the rows above that window. */
async function extent(container: Locator): Promise<{ content: number; sight: number; hidden: number }> {
  const [content, sight, style] = await container.evaluate((element) => [
    element.querySelector('.monaco-list-rows')?.clientHeight ?? 0,
    element.querySelector('.monaco-scrollable-element')?.clientHeight ?? 0,
    element.querySelector('.monaco-list-rows')?.getAttribute('style') ?? '',
  ]);
  return { content, sight, hidden: Number(/(?:^|[ ;])top: -(\d+)px/.exec(style)?.[1] ?? 0) };
}

async function rowsInSight(container: Locator): Promise<PlacedRow[]> {
  const items = await container.locator('.monaco-list-row').evaluateAll((elements) =>
    elements.map((element) => ({
      index: Number(element.getAttribute('data-index')),
      level: Number(element.getAttribute('aria-level')),
      label: element.querySelector('.label-name')?.textContent ?? '',
      description: element.querySelector('.label-description')?.textContent ?? '',
      spoken: element.getAttribute('aria-label') ?? '',
      expanded: element.getAttribute('aria-expanded'),
    })),
  );
  return items.map((item) => ({ ...item, expanded: item.expanded === null ? undefined : item.expanded === 'true' }));
}
