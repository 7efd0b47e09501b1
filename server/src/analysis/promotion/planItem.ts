import type { PlanItem } from '../../protocol';
import type { Owner } from '../owners';

/** What of an item is not said by its owner; `action` is known last. */
type About = Pick<PlanItem, 'from' | 'to' | 'release' | 'previous'>;

/** What a plan does for an owner, before it is known how. */
export function planItem({ family, namespace, project, name }: Owner, about: About): Omit<PlanItem, 'action'> {
  const { from, to, release, previous } = about;
  return { family: family.family, namespace: namespace ?? '', project, name, from, to, release, previous };
}
