import type { PlanItem } from '../../protocol';
import { promotionMessage } from '../promotion/commitMessage';

/**
 * The message of a commit that cuts releases: a subject, and trailers that tools can read back, one `OpenChoreo-Release` a
 * release, before it the promotion where the release is pinned as well. Where nothing new is cut, the commit is a promotion.
 */
export function releaseMessage(items: readonly PlanItem[]): string {
  const cut = items.filter((item) => item.action === 'create-release');
  const [first] = cut;
  if (!first) return promotionMessage(items, undefined);
  const pins = items.filter((item) => item.action === 'set-pin' || item.action === 'create-pin');
  const trailers = [
    ...cut.flatMap((item) => {
      const pin = pins.find((candidate) => isSameOwner(candidate, item));
      return [...(pin ? [promotionTrailer(pin)] : []), `OpenChoreo-Release: ${item.release}`];
    }),
    ...pins
      .filter((pin) => !cut.some((item) => isSameOwner(pin, item)))
      .flatMap((pin) => [promotionTrailer(pin), `OpenChoreo-Release: ${pin.release}`]),
  ];
  return `${subject(cut)}\n\n${trailers.join('\n')}\n`;
}

function subject(cut: readonly PlanItem[]): string {
  const first = cut[0]!;
  if (cut.length === 1) return `release(${scopeOf(first)}): ${first.release}`;
  const projects = [...new Set(cut.map((item) => item.project ?? item.name))];
  return `release(${projects.length === 1 ? projects[0]! : 'all'}): ${cut.length} releases`;
}

function promotionTrailer(pin: PlanItem): string {
  return `OpenChoreo-Promotion: ${scopeOf(pin)} - -> ${pin.to}`;
}

function scopeOf(item: PlanItem): string {
  return item.project === null ? item.name : `${item.project}/${item.name}`;
}

function isSameOwner(a: PlanItem, b: PlanItem): boolean {
  return a.namespace === b.namespace && a.project === b.project && a.name === b.name && a.family === b.family;
}
