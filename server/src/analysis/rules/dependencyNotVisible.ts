import { phrase, t } from '../../base/l10n';
import { valueAt } from '../../base/path';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { asList, textAt } from '../values';
import { endpointDependencies, ownProject, workloadsOf } from '../workloads';

/**
 * An endpoint of another project that only its own project may call: addresses resolve, traffic is blocked. The platform lets
 * in what the endpoint offers, whatever the dependency asks. Source: domain/rules.md wl-dep-visibility, wl-endpoint-visibility.
 */
export const dependencyNotVisible: ManifestRule = {
  kind: 'manifest',
  code: 'dependency-not-visible',
  category: 'rule',
  severity: 'warning',
  summary: phrase`A dependency asks for a visibility that the endpoint does not offer.`,
  kinds: ['Workload'],
  check(view, manifest, report) {
    for (const dependency of endpointDependencies({ manifest, at: 'spec' })) {
      const { component, project, endpoint, visibility } = dependency;
      const workloads = workloadsOf(view, manifest.inNamespace, component, project);
      const target = workloads[0];
      if (workloads.length !== 1 || !target || target.doubtful || endpoint === undefined) continue;
      const offer = valueAt(target.value, ['spec', 'endpoints', endpoint]);
      // The proposal's endpoints are a list and say no visibility.
      if (offer === undefined || Array.isArray(valueAt(target.value, ['spec', 'endpoints']))) continue;
      if (asList(valueAt(offer, ['visibility'])).includes('namespace')) continue;
      const isForeign = ownProject(target) !== ownProject(manifest);
      if (!isForeign && visibility !== 'namespace') continue;
      report({
        place: atPath(manifest, [...dependency.path, visibility === undefined ? 'name' : 'visibility']),
        message: isForeign
          ? t`Endpoint "${endpoint}" of ${project ?? ''}/${component} is open to its own project only: traffic from ${textAt(manifest, 'spec.owner.projectName') ?? t`here`} is blocked until it lists the visibility "namespace".`
          : t`Endpoint "${endpoint}" of ${component} does not offer the visibility "namespace"; it can be called because both are in one project.`,
        related: [{ kind: 'manifest', manifest: target, message: t`The Workload with the endpoint.` }],
      });
    }
  },
};
