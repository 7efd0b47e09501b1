import type { PlanItem } from '../../protocol';

/** `PROJECT/NAME`; without a project or for a project itself, the name. */
function scopeOf(item: PlanItem): string {
  return item.project === null || item.family === 'project' ? item.name : `${item.project}/${item.name}`;
}

/**
 * The message of a promotion's commit: a subject by the template, and trailers that tools can read back, one pair per
 * item. Placeholders: `{owner}`, `{project}`, `{name}`, `{release}`, `{environment}`, `{from}`, `{count}`.
 */
export function promotionMessage(items: readonly PlanItem[], template: string | undefined): string {
  const changing = items.filter((item) => item.action !== 'none');
  const [first] = changing;
  if (!first) return '';
  const subject = template === undefined ? defaultSubject(changing) : fill(template, changing);
  const trailers = changing.flatMap((item) => [
    `OpenChoreo-Promotion: ${scopeOf(item)} ${item.from ?? '-'} -> ${item.to}`,
    `OpenChoreo-Release: ${item.release}`,
  ]);
  return `${subject.trimEnd()}\n\n${trailers.join('\n')}\n`;
}

/** What happens to pins beside promotions. */
export type PinVerb = 'pin' | 'rollback' | 'undeploy' | 'redeploy';

/**
 * The message of a commit that changes one pin otherwise than by a promotion: a subject of the same form, and a trailer that
 * is named after what was done, `OpenChoreo-Rollback: shop/cart -> staging`.
 */
export function pinMessage(verb: PinVerb, items: readonly PlanItem[]): string {
  const item = items.find(({ action, to }) => action !== 'none' && to !== '');
  if (!item) return '';
  const what = verb === 'undeploy' ? `from ${item.to}` : [item.release, item.to].filter(Boolean).join(' in ');
  const trailers = [
    `OpenChoreo-${verb[0]!.toUpperCase()}${verb.slice(1)}: ${scopeOf(item)} -> ${item.to}`,
    ...(item.release === '' ? [] : [`OpenChoreo-Release: ${item.release}`]),
  ];
  return `${verb}(${scopeOf(item)}): ${what}\n\n${trailers.join('\n')}\n`;
}

function defaultSubject(items: readonly PlanItem[]): string {
  const first = items[0]!;
  if (items.length === 1) return `promote(${scopeOf(first)}): ${first.release} to ${first.to}`;
  const projects = new Set(items.map((item) => item.project ?? item.name));
  const scope = projects.size === 1 ? [...projects][0]! : 'all';
  return `promote(${scope}): ${items.length} releases to ${[...new Set(items.map((item) => item.to))].join(', ')}`;
}

function fill(template: string, items: readonly PlanItem[]): string {
  const first = items[0]!;
  const one = items.length === 1;
  const join = (values: readonly string[]) => [...new Set(values)].join(', ');
  const values: Readonly<Record<string, string>> = {
    owner: one ? scopeOf(first) : join(items.map(scopeOf)),
    project: join(items.map((item) => item.project ?? '')),
    name: join(items.map((item) => item.name)),
    release: join(items.map((item) => item.release)),
    environment: join(items.map((item) => item.to)),
    from: join(items.map((item) => item.from ?? '-')),
    count: String(items.length),
  };
  return template.replace(/\{(\w+)\}/g, (whole, key: string) => (Object.hasOwn(values, key) ? values[key]! : whole));
}
