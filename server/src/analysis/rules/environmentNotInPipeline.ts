import { phrase, t } from '../../base/l10n';
import { familyOfBinding, RELEASE_FAMILIES } from '../../model/releaseFamilies';
import { ownerLabel, ownerOfBinding, pipelineOf } from '../owners';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { pathOf, textAt } from '../values';

/** A binding into an environment that the project's pipeline never reaches: it runs, and nobody promotes it. */
export const environmentNotInPipeline: ManifestRule = {
  kind: 'manifest',
  code: 'environment-not-in-pipeline',
  category: 'rule',
  severity: 'warning',
  summary: phrase`A binding names an environment outside its project's pipeline.`,
  kinds: RELEASE_FAMILIES.map((family) => family.binding),
  check(view, manifest, report) {
    const family = familyOfBinding(manifest.kind.kind);
    const owner = family && ownerOfBinding(view, family, manifest);
    const environment = family && textAt(manifest, family.environment);
    const pipeline = owner && owner.project !== null ? pipelineOf(view, owner) : undefined;
    if (!owner || !environment || !pipeline || pipeline.environments.includes(environment)) return;
    // An environment that exists nowhere is a reference problem.
    if (!view.find('Environment', manifest.inNamespace, environment)) return;
    report({
      place: atPath(manifest, pathOf(family.environment)),
      message: t`"${environment}" is not in pipeline "${pipeline.manifest.name}" of ${ownerLabel(owner)} (${pipeline.environments.join(', ')}); nothing is ever promoted there.`,
      related: [{ kind: 'manifest', manifest: pipeline.manifest, message: t`The pipeline.` }],
    });
  },
};
