import { phrase, t } from '../../base/l10n';
import { familyOfBinding, RELEASE_FAMILIES } from '../../model/releaseFamilies';
import type { Manifest } from '../../repository/manifest';
import { bindingsOf, ownerLabel, ownerOfBinding } from '../owners';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { pathOf, textAt } from '../values';

/** Several bindings of one owner to one environment: the platform renders both under one name. */
export const ambiguousPin: ManifestRule = {
  kind: 'manifest',
  code: 'ambiguous-pin',
  category: 'rule',
  severity: 'error',
  summary: phrase`Several bindings pin one owner in one environment.`,
  kinds: RELEASE_FAMILIES.map((family) => family.binding),
  check(view, manifest, report) {
    const family = familyOfBinding(manifest.kind.kind);
    const owner = family && ownerOfBinding(view, family, manifest);
    const environment = family && textAt(manifest, family.environment);
    if (!owner || !environment) return;
    // Equal names are a duplicate manifest, which is reported as that.
    const others = bindingsOf(view, owner, environment).filter((other) => other.key !== manifest.key);
    if (others.length === 0 || manifest.doubtful || others.some((other) => other.doubtful)) return;
    // One of two that is named after another environment is the one that was written wrongly.
    const conventional = (binding: Manifest) => binding.name === `${owner.name}-${environment}`;
    if (conventional(manifest) && !others.some(conventional)) return;
    report({
      place: atPath(manifest, pathOf(family.environment)),
      message: t`${ownerLabel(owner)} has ${others.length + 1} bindings for "${environment}"; the platform accepts one, and dependants wait until there is one.`,
      related: others.map((other) => ({
        kind: 'manifest',
        manifest: other,
        message: t`"${other.name}" binds it as well.`,
      })),
    });
  },
};
