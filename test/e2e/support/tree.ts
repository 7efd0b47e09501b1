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
  readonly index: number;
}

/** The tree of a view, by the view's name. */
export function tree(page: Page, view: string): Locator {
  return page.getByRole('tree', { name: view, exact: true });
}

/** The rows of a view from top to bottom, as far as they are scrolled into sight. */
export async function rows(page: Page, view: string): Promise<TreeRow[]> {
  const found = await placedRows(tree(page, view));
  return found.map(({ index: _, ...row }) => row);
}

/**
 * The row at a path of labels, each row on the way expanded.
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
        const locator = container.locator(`.monaco-list-row[data-index="${found.index}"]`);
        if (depth === path.length - 1) return locator;
        if (found.expanded === false) {
          await locator.locator('.monaco-tl-twistie').click({ timeout: 5000 });
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

async function placedRows(container: Locator): Promise<PlacedRow[]> {
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
  return items
    .map((item) => ({ ...item, expanded: item.expanded === null ? undefined : item.expanded === 'true' }))
    .sort((a, b) => a.index - b.index);
}
