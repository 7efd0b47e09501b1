import { phrase, t } from '../../base/l10n';
import { isExternal } from '../../repository/external';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { atPath } from '../problem';
import type { Finding, ManifestRule } from '../rule';
import { asMap, at, textAt } from '../values';
import {
  componentLabel,
  endpointDependencies,
  ownProject,
  resourceDependencies,
  workloadOfBinding,
  workloadsOf,
  type EndpointDependency,
  type WorkloadSpec,
} from '../workloads';

const ENVIRONMENT = ['spec', 'environment'];

/**
 * A binding into an environment where something is not bound that its workload needs: the platform deploys nothing until it is.
 * Source: domain/rules.md rb-connections, rb-resource-deps.
 */
export const dependencyNotDeployed: ManifestRule = {
  kind: 'manifest',
  code: 'dependency-not-deployed',
  category: 'rule',
  severity: 'warning',
  summary: phrase`An environment lacks something that a component bound there depends on.`,
  kinds: ['ReleaseBinding'],
  check(view, manifest, report) {
    const environment = textAt(manifest, 'spec.environment');
    if (environment === undefined || manifest.doubtful || textAt(manifest, 'spec.state') === 'Undeploy') return;
    const workload = workloadOfBinding(view, manifest);
    if (!workload) return;
    const said = new Set<string>();
    const once = (finding: Finding | undefined) => {
      if (!finding || said.has(finding.message)) return;
      said.add(finding.message);
      report(finding);
    };
    for (const dependency of endpointDependencies(workload))
      once(unmetEndpoint(view, manifest, environment, dependency, workload));
    for (const { resource } of resourceDependencies(workload))
      once(unmetResource(view, manifest, environment, resource, workload));
  },
};

function unmetEndpoint(
  view: RepositoryView,
  binding: Manifest,
  environment: string,
  { component, project = ownProject(binding), endpoint }: EndpointDependency,
  workload: WorkloadSpec,
): Finding | undefined {
  const namespace = binding.inNamespace;
  const target = view.find('Component', namespace, component);
  const label = componentLabel(project, component);
  // A component that is not here, or is in another project, is a problem of the reference.
  if (!target || target.doubtful || (ownProject(target) ?? project) !== project) return undefined;
  const all = view.ownedBy('ReleaseBinding', namespace, component);
  const own = all.filter((other) => textAt(other, 'spec.environment') === environment);
  const related = [needs(workload)];
  if (own.length === 0) {
    // One that was written for the place and says another is reported as what it is; autoDeploy makes its own.
    if (at(target, 'spec.autoDeploy') === true || isMeantFor(view, 'ReleaseBinding', component, environment))
      return undefined;
    if (isExternal(view.config.external, 'ReleaseBinding', namespace, `${component}-${environment}`)) return undefined;
    return {
      place: atPath(binding, ENVIRONMENT),
      message: t`${label}, which this release depends on, is not bound in ${environment}: nothing is deployed until it is.`,
      related: [...related, { kind: 'manifest', manifest: target, message: t`The component that is needed.` }],
      data: {
        missing: { kind: 'ReleaseBinding', name: `${component}-${environment}`, ...(namespace && { namespace }) },
      },
    };
  }
  const [other] = own;
  if (own.length > 1 || !other || other.doubtful) return undefined; // Several are reported at themselves.
  if (textAt(other, 'spec.state') === 'Undeploy')
    return {
      place: atPath(binding, ENVIRONMENT),
      message: t`${label}, which this release depends on, is undeployed in ${environment}: nothing is deployed until it runs again.`,
      related: [...related, { kind: 'manifest', manifest: other, message: t`Its binding says "state: Undeploy".` }],
    };
  const release = releaseOf(view, other);
  if (!release || endpoint === undefined || hasEndpoint(release, 'spec.workload', endpoint)) return undefined;
  // An endpoint that the component no longer has at all is said where its Workload is named.
  if (!workloadsOf(view, namespace, component, project).some((now) => hasEndpoint(now, 'spec', endpoint)))
    return undefined;
  return {
    place: atPath(binding, ENVIRONMENT),
    message: t`${label} runs release "${release.name}" in ${environment}, which has no endpoint "${endpoint}" that this release depends on: nothing is deployed until it has.`,
    related: [...related, { kind: 'manifest', manifest: release, message: t`The release without the endpoint.` }],
  };
}

function hasEndpoint(manifest: Manifest, spec: WorkloadSpec['at'], endpoint: string): boolean {
  return Object.hasOwn(asMap(at(manifest, `${spec}.endpoints`)), endpoint);
}

/** The release that a binding pins and that is its own; unknown where the repository does not hold it. */
function releaseOf(view: RepositoryView, binding: Manifest): Manifest | undefined {
  const pin = textAt(binding, 'spec.releaseName');
  const release = pin === undefined ? undefined : view.find('ComponentRelease', binding.inNamespace, pin);
  const owner = 'spec.owner.componentName';
  return release && !release.doubtful && textAt(release, owner) === textAt(binding, owner) ? release : undefined;
}

function unmetResource(
  view: RepositoryView,
  binding: Manifest,
  environment: string,
  resource: string,
  workload: WorkloadSpec,
): Finding | undefined {
  const namespace = binding.inNamespace;
  const kind = 'ResourceReleaseBinding';
  const target = view.find('Resource', namespace, resource);
  if (!target || target.doubtful || !view.declares(kind) || view.hides(kind)) return undefined;
  if ((ownProject(target) ?? ownProject(binding)) !== ownProject(binding)) return undefined;
  const all = view.ownedBy(kind, namespace, resource);
  if (all.some((other) => textAt(other, 'spec.environment') === environment)) return undefined;
  const name = `${resource}-${environment}`;
  if (isMeantFor(view, kind, resource, environment) || isExternal(view.config.external, kind, namespace, name))
    return undefined;
  return {
    place: atPath(binding, ENVIRONMENT),
    message: t`Resource "${resource}", which this release depends on, is not bound in ${environment}: nothing is deployed until it is.`,
    related: [needs(workload), { kind: 'manifest', manifest: target, message: t`The resource that is needed.` }],
    data: { missing: { kind, name, ...(namespace && { namespace }) } },
  };
}

/** Whether a binding is named after a place, whatever namespace, owner and environment it says, or may be in an unreadable file. */
function isMeantFor(view: RepositoryView, kind: string, owner: string, environment: string): boolean {
  return view.hides(kind) || view.ofKind(kind).some((binding) => binding.name === `${owner}-${environment}`);
}

function needs({ manifest }: WorkloadSpec) {
  return { kind: 'manifest', manifest, message: t`The workload with the dependency.` } as const;
}
