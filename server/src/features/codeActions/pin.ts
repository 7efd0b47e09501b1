import { bindingsOf, ownerOfBinding, releasesOf } from '../../analysis/owners';
import { releaseOrderOf } from '../../analysis/pins';
import type { Problem } from '../../analysis/problem';
import { pathOf, textAt } from '../../analysis/values';
import { t } from '../../base/l10n';
import { nearest } from '../../base/suggest';
import { familyOfBinding } from '../../model/releaseFamilies';
import { setScalar } from '../../yaml/edit';
import type { Fix, FixContext } from './fix';
import { inDocument } from './inDocument';
import { isPin, referenceOf } from './reference';
import { manifestOf } from './subject';

/** How many releases are offered at most: for older ones there is "Pin Release…". */
const MOST = 5;

/** Pins a release that is there: the one whose name is nearest, then the owner's newest. */
export function pinRelease(context: FixContext, problem: Problem): readonly Fix[] {
  const { view, git } = context;
  const binding = manifestOf(context, problem);
  const family = binding && familyOfBinding(binding.kind.kind);
  const owner = family && ownerOfBinding(view, family, binding);
  if (!binding || !owner) return [];
  const reference = referenceOf(binding, problem);
  if (reference && !isPin(binding, reference)) return [];
  const releases = releasesOf(view, owner);
  const order = releaseOrderOf(owner, releases, git) ?? releases.map(({ name }) => name).sort();
  const newestFirst = [...new Set(order)].reverse();
  const pinned = textAt(binding, family.pin);
  const near = pinned === undefined ? undefined : nearest(pinned, newestFirst);
  const names = [...new Set([...(near === undefined ? [] : [near]), ...newestFirst])].filter((name) => name !== pinned);
  const path = [...binding.base, ...pathOf(family.pin)];
  return names.slice(0, MOST).flatMap((name) => {
    const runs = bindingsOf(view, owner)
      .filter((other) => other !== binding && textAt(other, family.pin) === name)
      .flatMap((other) => textAt(other, family.environment) ?? []);
    return inDocument(
      context,
      problem,
      titleOf(name, name === newestFirst[0], runs.join(', ')),
      (...place) => setScalar(...place, path, name),
      { choice: true, ...((name === near || names.length === 1) && { preferred: true }) },
    );
  });
}

function titleOf(name: string, isNewest: boolean, runs: string): string {
  if (isNewest && runs !== '') return t`Pin ${name} (newest; in ${runs})`;
  if (isNewest) return t`Pin ${name} (newest)`;
  return runs === '' ? t`Pin ${name}` : t`Pin ${name} (in ${runs})`;
}
