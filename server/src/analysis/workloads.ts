import type { Manifest } from '../repository/manifest';
import type { RepositoryView } from '../repository/view';
import { asText, textAt } from './values';
import { entriesAt, type Entry } from './entries';

/** The project that a manifest says it belongs to. */
export function ownProject(manifest: Manifest): string | undefined {
  return textAt(manifest, 'spec.owner.projectName');
}

/** The Workloads of a component. Without a project, those of every project; one that says none belongs to any. */
export function workloadsOf(
  view: RepositoryView,
  namespace: string | undefined,
  component: string,
  project?: string,
): readonly Manifest[] {
  return view.ownedBy('Workload', namespace, component).filter((workload) => {
    const own = ownProject(workload);
    return project === undefined || own === undefined || own === project;
  });
}

/** Where a workload is written: a Workload, or the copy that a release froze. */
export interface WorkloadSpec {
  readonly manifest: Manifest;
  /** Dotted path of the specification in it. */
  readonly at: 'spec' | 'spec.workload';
}

/** What a component asks of another: one entry of `dependencies.endpoints`. */
export interface EndpointDependency extends Entry {
  readonly component: string;
  /** The project that the platform looks in: the one that is named, else the consumer's own. */
  readonly project: string | undefined;
  readonly endpoint: string | undefined;
  readonly visibility: string | undefined;
}

export function endpointDependencies({ manifest, at }: WorkloadSpec): readonly EndpointDependency[] {
  return entriesAt(manifest, `${at}.dependencies.endpoints`).flatMap((entry) => {
    const component = asText(entry.value['component']);
    if (component === undefined) return [];
    return [
      {
        ...entry,
        component,
        project: asText(entry.value['project']) ?? ownProject(manifest),
        endpoint: asText(entry.value['name']),
        visibility: asText(entry.value['visibility']),
      },
    ];
  });
}

/** What a component asks of a Resource: one entry of `dependencies.resources`. */
export interface ResourceDependency extends Entry {
  readonly resource: string;
}

export function resourceDependencies({ manifest, at }: WorkloadSpec): readonly ResourceDependency[] {
  return entriesAt(manifest, `${at}.dependencies.resources`).flatMap((entry) => {
    const resource = asText(entry.value['ref']);
    return resource === undefined ? [] : [{ ...entry, resource }];
  });
}

/**
 * The workload that a component's binding deploys: the one in the release that it pins, or, while the repository does not
 * hold that release, the component's Workload.
 */
export function workloadOfBinding(view: RepositoryView, binding: Manifest): WorkloadSpec | undefined {
  const pin = textAt(binding, 'spec.releaseName');
  const release = pin === undefined ? undefined : view.find('ComponentRelease', binding.inNamespace, pin);
  if (release) return { manifest: release, at: 'spec.workload' };
  const component = textAt(binding, 'spec.owner.componentName');
  const workloads =
    component === undefined ? [] : workloadsOf(view, binding.inNamespace, component, ownProject(binding));
  return workloads.length === 1 ? { manifest: workloads[0]!, at: 'spec' } : undefined;
}

/** How people call a component: `shop/cart`, or its name alone where no project is known. */
export function componentLabel(project: string | undefined, component: string): string {
  return project === undefined ? component : `${project}/${component}`;
}
