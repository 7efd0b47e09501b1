import { phrase, t } from '../../base/l10n';
import { isDangling } from '../known';
import { ownProjectOf } from '../ownProject';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { endpointDependencies, ownProject, resourceDependencies } from '../workloads';

/**
 * A dependency on a component or resource that is there, but in another project than the platform looks in. Source:
 * domain/references.yaml workload.dependencies.endpoints.component, workload.dependencies.resources.ref.
 */
export const dependencyInOtherProject: ManifestRule = {
  kind: 'manifest',
  code: 'dependency-in-other-project',
  category: 'rule',
  severity: 'error',
  summary: phrase`A dependency is looked for in another project than it belongs to.`,
  kinds: ['Workload'],
  check(view, manifest, report) {
    const spec = { manifest, at: 'spec' } as const;
    for (const dependency of endpointDependencies(spec)) {
      const component = view.find('Component', manifest.inNamespace, dependency.component);
      const project = component && ownProjectOf(view, component)?.project;
      const written = dependency.value['project'] !== undefined;
      const path = [...dependency.path, written ? 'project' : 'component'];
      if (!component || component.doubtful || !project || !dependency.project || project === dependency.project)
        continue;
      if (isDangling(view, manifest, written ? path : ['spec', 'owner', 'projectName'])) continue;
      if (isDangling(view, component, ['spec', 'owner', 'projectName'])) continue;
      report({
        place: atPath(manifest, path),
        message: written
          ? t`Component "${component.name}" belongs to project "${project}", not "${dependency.project}": nothing is deployed until it is found.`
          : t`Component "${component.name}" belongs to project "${project}"; without "project: ${project}" it is looked for in "${dependency.project}", and nothing is deployed until it is found.`,
        related: [{ kind: 'manifest', manifest: component, message: t`It says "${project}".` }],
        data: written ? { replacement: project } : { add: { project } },
      });
    }
    const own = ownProject(manifest);
    for (const dependency of resourceDependencies(spec)) {
      const resource = view.find('Resource', manifest.inNamespace, dependency.resource);
      const project = resource && ownProjectOf(view, resource)?.project;
      if (!resource || resource.doubtful || !project || !own || project === own) continue;
      if (isDangling(view, manifest, ['spec', 'owner', 'projectName'])) continue;
      if (isDangling(view, resource, ['spec', 'owner', 'projectName'])) continue;
      report({
        place: atPath(manifest, [...dependency.path, 'ref']),
        message: t`Resource "${resource.name}" belongs to project "${project}"; components of "${own}" cannot use it, and nothing is deployed.`,
        related: [{ kind: 'manifest', manifest: resource, message: t`It says "${project}".` }],
      });
    }
  },
};
