/**
 * Manifests that OpenChoreo's default installation supplies, so that a repository may refer to them without declaring
 * them. Source: the platform's getting-started samples and default planes (domain/references.yaml `implicit.default-planes`).
 */
const SUPPLIED: Readonly<Record<string, readonly string[]>> = {
  Project: ['default'],
  DeploymentPipeline: ['default'],
  ClusterProjectType: ['default'],
  ClusterComponentType: ['worker', 'service', 'web-application', 'scheduled-task'],
  ClusterResourceType: ['postgres', 'valkey', 'nats'],
  ClusterWorkflow: [
    'paketo-buildpacks-builder',
    'gcp-buildpacks-builder',
    'ballerina-buildpack-builder',
    'dockerfile-builder',
  ],
  ClusterTrait: ['observability-alert-rule'],
  ClusterDataPlane: ['default'],
  ClusterWorkflowPlane: ['default'],
  ClusterObservabilityPlane: ['default'],
  DataPlane: ['default'],
  WorkflowPlane: ['default'],
  ObservabilityPlane: ['default'],
};

/**
 * Whether the default installation may supply a manifest: cluster-scoped ones anywhere, namespaced ones only in the
 * namespace `default`.
 */
export function isSuppliedByInstallation(kind: string, namespace: string | undefined, name: string): boolean {
  return suppliedByInstallation(kind, namespace).includes(name);
}

/** The names of a kind that the default installation supplies in a namespace; undefined is the cluster's scope. */
export function suppliedByInstallation(kind: string, namespace: string | undefined): readonly string[] {
  const reaches = namespace === undefined || namespace === 'default';
  return reaches && Object.hasOwn(SUPPLIED, kind) ? SUPPLIED[kind]! : [];
}

/** The workload types of the component types that the default installation supplies. */
const WORKLOAD_TYPES: Readonly<Record<string, string>> = {
  worker: 'deployment',
  service: 'deployment',
  'web-application': 'deployment',
  'scheduled-task': 'cronjob',
};

/** What stands before the slash when a Component names a type of the default installation. */
export function suppliedWorkloadType(type: string): string | undefined {
  return Object.hasOwn(WORKLOAD_TYPES, type) ? WORKLOAD_TYPES[type] : undefined;
}
