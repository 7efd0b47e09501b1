import { phrase, t } from '../../base/l10n';
import { valueAt } from '../../base/path';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { pipelineOfProject } from '../pipelines';
import { platformVersion } from '../platformVersion';
import { atPath, atSpan } from '../problem';
import type { Finding, ManifestRule } from '../rule';
import { textAt } from '../values';

const KIND = 'ProjectReleaseBinding';
const ENVIRONMENT = ['spec', 'environment'];

/**
 * Components that are bound in an environment where nothing makes their project's namespace: since 1.2 a ProjectReleaseBinding
 * does. Said at the project, once for each environment; where only a few of its components are bound in one, at their bindings:
 * then they may well be what is wrong.
 * Source: domain/rules.md rb-dp-namespace.
 */
export const missingProjectBinding: ManifestRule = {
  kind: 'manifest',
  code: 'missing-project-binding',
  category: 'rule',
  severity: 'warning',
  summary: phrase`Components are bound in an environment for which their project has no ProjectReleaseBinding.`,
  kinds: ['Project', 'ReleaseBinding'],
  check(view, manifest, report) {
    const keepsThem = [KIND, 'ProjectType', 'ClusterProjectType'].some((kind) => view.declares(kind));
    if (!keepsThem || platformVersion(view) !== '1.2' || view.hides(KIND) || manifest.doubtful) return;
    const owner = textAt(manifest, 'spec.owner.projectName');
    if (owner === undefined) {
      const bound = environmentsOfComponents(view, manifest);
      for (const [environment, bindings] of bound)
        if (!isRare(bindings, bound) && isMissing(view, manifest, environment))
          report({
            ...finding(manifest, manifest.name, environment),
            related: [{ kind: 'manifest', manifest: bindings[0]!, message: t`Bound in ${environment}.` }],
          });
      return;
    }
    const project = view.find('Project', manifest.inNamespace, owner);
    const environment = valueAt(manifest.value, ENVIRONMENT);
    if (!project || typeof environment !== 'string' || !isMissing(view, project, environment)) return;
    const bound = environmentsOfComponents(view, project);
    const there = bound.get(environment) ?? [];
    if (isRare(there, bound) && there.some((binding) => binding.key === manifest.key))
      report({ ...finding(manifest, owner, environment), place: atPath(manifest, ENVIRONMENT) });
  },
};

function finding(manifest: Manifest, project: string, environment: string): Finding {
  const name = `${project}-${environment}`;
  return {
    place: atSpan(manifest.nameSpan),
    message: t`Project "${project}" has components in ${environment}, but no ${KIND} for it: since OpenChoreo 1.2 nothing else makes their namespace there.`,
    data: { missing: { kind: KIND, name, ...(manifest.inNamespace && { namespace: manifest.inNamespace }) } },
  };
}

/** Whether a project lacks a binding for an environment that exists and, as far as that is known, is in its pipeline. */
function isMissing(view: RepositoryView, project: Manifest, environment: string): boolean {
  const own = view.ownedBy(KIND, project.inNamespace, project.name);
  if (own.some((binding) => textAt(binding, 'spec.environment') === environment)) return false;
  // An environment outside the pipeline, or that is nowhere, is a problem of the binding's own.
  const pipeline = pipelineOfProject(view, project.inNamespace, project.name);
  if (pipeline && !pipeline.environments.includes(environment)) return false;
  if (!view.find('Environment', project.inNamespace, environment)) return false;
  // One that is named for it, whatever it says, is reported as what it is.
  return !view.ofKind(KIND).some((binding) => binding.name === `${project.name}-${environment}`);
}

/** Whether less than half as many components are bound in an environment as in another one of their project. */
function isRare(bindings: readonly Manifest[], bound: ReadonlyMap<string, readonly Manifest[]>): boolean {
  return bindings.length === 1 || [...bound.values()].some((others) => others.length > 2 * bindings.length);
}

/** The bindings of a project's components by environment, without those that are not to run. */
function environmentsOfComponents(view: RepositoryView, project: Manifest): ReadonlyMap<string, readonly Manifest[]> {
  const found = new Map<string, Manifest[]>();
  for (const component of view.ownedBy('Component', project.inNamespace, project.name))
    for (const binding of view.ownedBy('ReleaseBinding', project.inNamespace, component.name)) {
      const environment = textAt(binding, 'spec.environment');
      const isOwn = (textAt(binding, 'spec.owner.projectName') ?? project.name) === project.name;
      if (environment === undefined || !isOwn || textAt(binding, 'spec.state') === 'Undeploy') continue;
      const there = found.get(environment);
      if (there) there.push(binding);
      else found.set(environment, [binding]);
    }
  return found;
}
