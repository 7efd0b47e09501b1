import type { PlanItem, PlanRequest } from '../../protocol';

/** As `promotion.branch` where that says nothing else. */
const DEFAULT_TEMPLATE = 'promote/{environment}-{date}';
/** Longer names are cut: they become file names in every clone. */
const LONGEST = 120;

/**
 * The name of the branch that a plan is delivered by. Placeholders: `{environment}`, `{date}` (20260131), `{action}`
 * (promote, rollback…), `{owner}`, `{project}`, `{name}`, `{release}`, `{count}`. Always a name that Git takes.
 *
 * @param day `YYYY-MM-DD`
 */
export function branchName(
  items: readonly PlanItem[],
  template: string | undefined,
  action: PlanRequest['kind'],
  day: string,
): string {
  const changing = items.filter((item) => item.action !== 'none');
  const values: Readonly<Record<string, string>> = {
    environment: oneOf(changing.map((item) => item.to)) || action,
    date: day.replaceAll('-', ''),
    action,
    owner: oneOf(changing.map((item) => (item.project === null ? item.name : `${item.project}/${item.name}`))),
    project: oneOf(changing.map((item) => item.project ?? '')),
    name: oneOf(changing.map((item) => item.name)),
    release: oneOf(changing.map((item) => item.release)),
    count: String(changing.length),
  };
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, key: string) => (Object.hasOwn(values, key) ? values[key]! : whole));
  return refName(fill(template ?? DEFAULT_TEMPLATE)) || refName(fill(DEFAULT_TEMPLATE));
}

/** The one value, or how many there are. */
function oneOf(values: readonly string[]): string {
  const different = [...new Set(values.filter((value) => value !== ''))];
  return different.length > 1 ? `${different.length}` : (different[0] ?? '');
}

/** The nearest name by the rules of `git check-ref-format`; empty where nothing is left. */
function refName(text: string): string {
  const parts = text
    .slice(0, LONGEST)
    .split('/')
    .flatMap((part) => {
      const clean = part

        .replace(/[\u0000-\u0020\u007f~^:?*[\]\\{}@"'`$<>|&;()!#%]+/g, '-')
        .replace(/\.{2,}/g, '.')
        .replace(/^[.-]+|[.-]+$/g, '')
        .replace(/(\.lock)+$/, '');
      return clean === '' ? [] : [clean];
    });
  return parts.join('/');
}
