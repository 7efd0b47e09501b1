import { resolve } from '../../analysis/resolve';
import type { Problem } from '../../analysis/problem';
import { t } from '../../base/l10n';
import { valueAt } from '../../base/path';
import { nearestAll } from '../../base/suggest';
import type { Reference } from '../../model/manifest';
import { familyOfBinding } from '../../model/releaseFamilies';
import type { Manifest } from '../../repository/manifest';
import type { Fix, FixContext } from './fix';
import { changeTo } from './replace';
import { manifestOf } from './subject';

/** How many names are offered at most. */
const MOST = 5;

/** Names that are there and that look like the one that leads nowhere. Pins have fixes of their own. */
export function nearbyNames(context: FixContext, problem: Problem): readonly Fix[] {
  const manifest = manifestOf(context, problem);
  const reference = manifest && referenceOf(manifest, problem);
  if (!manifest || !reference || isPin(manifest, reference)) return [];
  const resolution = resolve(context.view, manifest, reference);
  if (resolution.kind !== 'missing') return [];
  const names = nearestAll(reference.name, resolution.candidates).slice(0, MOST);
  const path = [...manifest.base, ...reference.path];
  const at = { document: manifest.document, path, on: reference.on };
  return names.flatMap((name) =>
    changeTo(context, problem, prefixOf(manifest, reference) + name, {
      at,
      title: t`Change to "${name}"`,
      choice: true,
      ...(names.length === 1 && { preferred: true }),
    }),
  );
}

/** The reference that a problem is about. */
export function referenceOf(manifest: Manifest, { place }: Problem): Reference | undefined {
  if (place.kind !== 'span') return undefined;
  const { start, end } = place.span;
  return manifest.references.find(({ span }) => span.start === start && span.end === end);
}

/** Whether a reference is the pin of a binding. */
export function isPin(manifest: Manifest, { path }: Reference): boolean {
  return familyOfBinding(manifest.kind.kind)?.pin === path.join('.');
}

/** What stands before a name in its scalar: the workload type of `deployment/web`. */
function prefixOf(manifest: Manifest, { path, on, name, rule }: Reference): string {
  const whole = valueAt(manifest.value, path);
  const isPart = on === 'value' && rule.part === 'afterSlash' && typeof whole === 'string' && whole.endsWith(name);
  return isPart ? whole.slice(0, whole.length - name.length) : '';
}
