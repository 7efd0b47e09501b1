import { phrase, t } from '../../base/l10n';
import { nearest } from '../../base/suggest';
import { familyOfBinding } from '../../model/releaseFamilies';
import { manifestOfOwner, ownerOfBinding, pipelineOf } from '../owners';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { asMap, at, textAt } from '../values';

/**
 * A binding that pins nothing, where the repository keeps releases that it could pin. The platform fills the pin itself only for a
 * component with autoDeploy, in the first environment; that of a project it seeds, so those are left alone. Source: domain/rules.md rb-release-exists, rrb-release-set,
 * rb-release-kept.
 */
export const bindingWithoutRelease: ManifestRule = {
  kind: 'manifest',
  code: 'binding-without-release',
  category: 'rule',
  severity: 'warning',
  summary: phrase`A binding pins no release, and nothing will fill it in.`,
  kinds: ['ReleaseBinding', 'ResourceReleaseBinding'],
  check(view, manifest, report) {
    const family = familyOfBinding(manifest.kind.kind);
    const owner = family && ownerOfBinding(view, family, manifest);
    if (!owner || manifest.doubtful || textAt(manifest, 'spec.state') === 'Undeploy') return;
    if (!view.declares(family.release)) return;
    const written = at(manifest, family.pin);
    if (written !== undefined && written !== null && written !== '') return;
    // A misspelt key is a problem of its own: the pin stands behind it.
    const field = family.pin.slice('spec.'.length);
    if (nearest(field, Object.keys(asMap(at(manifest, 'spec')))) !== undefined) return;
    const component = manifestOfOwner(view, owner);
    if (family.family === 'component') {
      const isAutomatic = component ? at(component, 'spec.autoDeploy') === true : undefined;
      const roots = pipelineOf(view, owner)?.roots;
      const environment = textAt(manifest, family.environment);
      if (isAutomatic === undefined || (isAutomatic && (!roots || roots[0] === environment))) return;
    }
    report({
      place: atPath(manifest, ['spec'], 'key'),
      message: t`The binding pins no release: nothing is deployed until ${field} names one.`,
    });
  },
};
