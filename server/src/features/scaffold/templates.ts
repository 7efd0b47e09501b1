import { phrase, type Phrase } from '../../base/l10n';
/** A manifest that people write by hand, and what belongs into a new one beside its required fields. */
export interface ScaffoldTemplate {
  readonly kind: string;
  /** One line for the list. */
  readonly detail: Phrase;
  /** Dotted paths of fields that are written although they are not required. */
  readonly also?: readonly string[];
  /** Values by dotted path, where a new manifest begins with a choice of its own. */
  readonly values?: Readonly<Record<string, string>>;
  /** The text of `spec`, where a schema cannot know what makes sense; a snippet, its further lines indented from column 0. */
  readonly spec?: string;
  /** Of the proposal alone, or of today's platform alone; absent: of both. */
  readonly era?: 'current' | 'proposal';
}

const COMPONENT_TYPE = `workloadType: deployment
environmentConfigs:
  openAPIV3Schema:
    type: object
    properties:
      replicas:
        type: integer
        default: \${1:1}
resources:
  - id: deployment
    template:
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: \\\${metadata.name\\}
        namespace: \\\${metadata.namespace\\}
      spec:
        replicas: \\\${environmentConfigs.replicas\\}
        selector:
          matchLabels: \\\${metadata.podSelectors\\}
        template:
          metadata:
            labels: \\\${metadata.podSelectors\\}
          spec:
            containers:
              - name: main
                image: \\\${workload.container.image\\}
                env: \\\${dependencies.toContainerEnvs()\\}
                envFrom: \\\${configurations.toContainerEnvFrom()\\}`;

const TRAIT = `parameters:
  openAPIV3Schema:
    type: object
    properties:
      \${1:size}:
        type: string
        default: \${2:1Gi}
creates:
  - template:
      apiVersion: \${3:v1}
      kind: \${4:PersistentVolumeClaim}
      metadata:
        name: \\\${metadata.name\\}-\\\${trait.instanceName\\}
        namespace: \\\${metadata.namespace\\}
      spec:
        $5`;

const RESOURCE_TYPE = `parameters:
  openAPIV3Schema:
    type: object
    properties:
      \${1:storage}:
        type: string
        default: \${2:5Gi}
resources:
  - id: \${3:cluster}
    template:
      apiVersion: $4
      kind: $5
      metadata:
        name: \\\${metadata.name\\}
        namespace: \\\${metadata.namespace\\}
      spec:
        $6
outputs:
  - name: \${7:host}
    value: \\\${metadata.name\\}.\\\${metadata.namespace\\}.svc`;

const PROJECT_TYPE = `resources:
  - id: namespace
    template:
      apiVersion: v1
      kind: Namespace
      metadata:
        name: \\\${metadata.namespace\\}
        labels:
          $1`;

const WORKFLOW = `parameters:
  openAPIV3Schema:
    type: object
    properties:
      \${1:revision}:
        type: string
        default: \${2:main}
runTemplate:
  apiVersion: argoproj.io/v1alpha1
  kind: Workflow
  metadata:
    name: \\\${metadata.workflowRunName\\}
    namespace: \\\${metadata.namespace\\}
  spec:
    workflowTemplateRef:
      name: $3
      clusterScope: true
    arguments:
      parameters:
        - name: \${1:revision}
          value: \\\${parameters.\${1:revision}\\}`;

const COMPONENT_TYPE_DEFINITION = `workloadType: deployment
schema:
  parameters:
    port: integer | default=\${1:8080}
  envOverrides:
    replicas: integer | default=\${2:1}
resources:
  - id: deployment
    template:
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: \\\${metadata.name\\}
      spec:
        replicas: \\\${spec.replicas\\}
        template:
          spec:
            containers:
              - name: app
                image: \\\${build.image\\}`;

const ADDON = `schema:
  parameters:
    \${1:size}: string | default=\${2:1Gi}
creates:
  - apiVersion: \${3:v1}
    kind: \${4:PersistentVolumeClaim}
    metadata:
      name: \\\${metadata.name\\}-\\\${instanceId\\}
    spec:
      $5`;

/** Every kind that people write, in the order in which a new repository needs them. */
export const SCAFFOLD_TEMPLATES: readonly ScaffoldTemplate[] = [
  { kind: 'Project', detail: phrase`a group of components with one pipeline`, also: ['spec.type.kind'] },
  { kind: 'Component', detail: phrase`what is deployed: type, parameters, traits`, also: ['spec.componentType.kind'] },
  { kind: 'Workload', detail: phrase`the image of a component, its endpoints and settings`, also: ['spec.endpoints'] },
  {
    kind: 'ReleaseBinding',
    detail: phrase`pins a release of a component in an environment`,
    also: ['spec.releaseName'],
    era: 'current',
  },
  {
    kind: 'ProjectReleaseBinding',
    detail: phrase`pins a release of a project in an environment`,
    also: ['spec.projectRelease'],
    era: 'current',
  },
  { kind: 'Resource', detail: phrase`a database or queue of a project`, also: ['spec.type.kind'], era: 'current' },
  {
    kind: 'ResourceReleaseBinding',
    detail: phrase`pins a release of a resource in an environment`,
    also: ['spec.resourceRelease'],
    era: 'current',
  },
  {
    kind: 'ReleasePin',
    detail: phrase`pins a release of a component in an environment`,
    era: 'proposal',
  },
  {
    kind: 'EnvSettings',
    detail: phrase`what a component has of its own in an environment`,
    also: ['spec.overrides'],
    era: 'proposal',
  },
  { kind: 'Environment', detail: phrase`where releases run`, also: ['spec.dataPlaneRef'] },
  {
    kind: 'DeploymentPipeline',
    detail: phrase`the way from environment to environment`,
    also: ['spec.promotionPaths'],
  },
  { kind: 'SecretReference', detail: phrase`names a secret in a vault`, also: ['spec.template.type'], era: 'current' },
  {
    kind: 'ConfigurationGroup',
    detail: phrase`settings that components share`,
    also: ['spec.configurations.0.values.0.environment', 'spec.configurations.0.values.0.value'],
    era: 'proposal',
  },
  {
    kind: 'ComponentType',
    detail: phrase`a template for components of a namespace`,
    spec: COMPONENT_TYPE,
    era: 'current',
  },
  {
    kind: 'ClusterComponentType',
    detail: phrase`a template for components everywhere`,
    spec: COMPONENT_TYPE,
    era: 'current',
  },
  {
    kind: 'ComponentTypeDefinition',
    detail: phrase`a template for components`,
    spec: COMPONENT_TYPE_DEFINITION,
    era: 'proposal',
  },
  { kind: 'Trait', detail: phrase`an addition to components of a namespace`, spec: TRAIT, era: 'current' },
  { kind: 'ClusterTrait', detail: phrase`an addition to components everywhere`, spec: TRAIT, era: 'current' },
  { kind: 'Addon', detail: phrase`an addition to components`, spec: ADDON, era: 'proposal' },
  {
    kind: 'ResourceType',
    detail: phrase`a template for resources of a namespace`,
    spec: RESOURCE_TYPE,
    era: 'current',
  },
  {
    kind: 'ClusterResourceType',
    detail: phrase`a template for resources everywhere`,
    spec: RESOURCE_TYPE,
    era: 'current',
  },
  {
    kind: 'ProjectType',
    detail: phrase`what projects of a namespace get in each environment`,
    spec: PROJECT_TYPE,
    era: 'current',
  },
  {
    kind: 'ClusterProjectType',
    detail: phrase`what projects get in each environment`,
    spec: PROJECT_TYPE,
    era: 'current',
  },
  { kind: 'Workflow', detail: phrase`a build or another run, for a namespace`, spec: WORKFLOW, era: 'current' },
  { kind: 'ClusterWorkflow', detail: phrase`a build or another run, for everybody`, spec: WORKFLOW, era: 'current' },
  {
    kind: 'DataPlane',
    detail: phrase`a cluster that runs releases`,
    also: ['spec.planeID', 'spec.clusterAgent.clientCA.value'],
    era: 'current',
  },
  {
    kind: 'DataPlane',
    detail: phrase`a cluster that runs releases`,
    also: ['spec.kubernetesCluster.server', 'spec.gateway.publicVirtualHost'],
    era: 'proposal',
  },
  {
    kind: 'ClusterDataPlane',
    detail: phrase`a cluster that runs releases of every namespace`,
    also: ['spec.planeID', 'spec.clusterAgent.clientCA.value'],
    era: 'current',
  },
  {
    kind: 'WorkflowPlane',
    detail: phrase`a cluster that runs workflows`,
    also: ['spec.planeID', 'spec.clusterAgent.clientCA.value'],
    era: 'current',
  },
  {
    kind: 'ClusterWorkflowPlane',
    detail: phrase`a cluster that runs workflows of every namespace`,
    also: ['spec.planeID', 'spec.clusterAgent.clientCA.value'],
    era: 'current',
  },
  {
    kind: 'ObservabilityPlane',
    detail: phrase`where logs, metrics and alerts are`,
    also: ['spec.planeID', 'spec.clusterAgent.clientCA.value'],
    era: 'current',
  },
  {
    kind: 'ClusterObservabilityPlane',
    detail: phrase`where logs, metrics and alerts of every namespace are`,
    also: ['spec.planeID', 'spec.clusterAgent.clientCA.value'],
    era: 'current',
  },
  { kind: 'AuthzRole', detail: phrase`what somebody may do in a namespace`, era: 'current' },
  { kind: 'AuthzRoleBinding', detail: phrase`who has a role in a namespace`, era: 'current' },
  { kind: 'ClusterAuthzRole', detail: phrase`what somebody may do anywhere`, era: 'current' },
  { kind: 'ClusterAuthzRoleBinding', detail: phrase`who has a role everywhere`, era: 'current' },
  {
    kind: 'ObservabilityAlertsNotificationChannel',
    detail: phrase`where the alerts of an environment go`,
    also: ['spec.webhookConfig'],
    values: { 'spec.type': 'webhook' },
    era: 'current',
  },
  { kind: 'WorkflowRun', detail: phrase`one run of a workflow`, also: ['spec.workflow.kind'], era: 'current' },
];
