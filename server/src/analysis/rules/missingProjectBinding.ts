import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { pipelineOfProject } from '../pipelines';
import { platformVersion } from '../platformVersion';
import { atSpan } from '../problem';
import type { ManifestRule } from '../rule';
import { textAt } from '../values';

const KIND = 'ProjectReleaseBinding';

/**
 * A project with components bound in an environment where nothing makes its namespace: since 1.2 a ProjectReleaseBinding does. Said
 * at the project, once for each environment. Source: domain/rules.md rb-dp-namespace.
 */
export const missingProjectBinding: ManifestRule = {
  kind: 'manifest',
  code: 'missing-project-binding',
  category: 'rule',
  severity: 'warning',
  summary: 'Components are bound in an environment for which their project has no ProjectReleaseBinding.',
  kinds: ['Project'],
  check(view, manifest, report) {
    const keepsThem = [KIND, 'ProjectType', 'ClusterProjectType'].some((kind) => view.declares(kind));
    if (!keepsThem || platformVersion(view) !== '1.2' || view.hides(KIND)) return;
    // An environment outside the pipeline is a problem of the binding.
    const environments = pipelineOfProject(view, manifest.inNamespace, manifest.name)?.environments ?? [];
    if (environments.length === 0) return;
    const own = view.ownedBy(KIND, manifest.inNamespace, manifest.name);
    const used = environmentsOfComponents(view, manifest);
    for (const environment of environments) {
      const binding = used.get(environment);
      if (!binding || own.some((other) => textAt(other, 'spec.environment') === environment)) continue;
      const name = `${manifest.name}-${environment}`;
      // One that is named for it, whatever it says, is reported as what it is.
      if (view.ofKind(KIND).some((other) => other.name === name)) continue;
      report({
        place: atSpan(manifest.nameSpan),
        message: `Project "${manifest.name}" has components in ${environment}, but no ${KIND} for it: since OpenChoreo 1.2 nothing else makes their namespace there.`,
        related: [{ kind: 'manifest', manifest: binding, message: `Bound in ${environment}.` }],
        data: { missing: { kind: KIND, name, ...(manifest.inNamespace && { namespace: manifest.inNamespace }) } },
      });
    }
  },
};

/** Environments in which components of a project run, each with one binding that says so. */
function environmentsOfComponents(view: RepositoryView, project: Manifest): ReadonlyMap<string, Manifest> {
  const found = new Map<string, Manifest>();
  for (const component of view.ownedBy('Component', project.inNamespace, project.name))
    for (const binding of view.ownedBy('ReleaseBinding', project.inNamespace, component.name)) {
      const environment = textAt(binding, 'spec.environment');
      const isOwn = (textAt(binding, 'spec.owner.projectName') ?? project.name) === project.name;
      if (environment !== undefined && isOwn && !found.has(environment) && textAt(binding, 'spec.state') !== 'Undeploy')
        found.set(environment, binding);
    }
  return found;
}
