import { phrase, type Phrase } from '../base/l10n';
import { EMBEDDED } from './embedded';

/**
 * The table of references: where a manifest names another, or something declared inside another. One interpreter
 * (facts.ts extracts, analysis/resolve.ts resolves) reads it; a new kind is new rows. Source: domain/references.yaml,
 * whose ids the comments give; domain/evolution.md §4 for the old string forms.
 */
export interface ReferenceRule {
  /** Kinds that hold the reference. */
  readonly in: readonly string[];
  /** Path pattern, see pathPattern.ts. */
  readonly at: string;
  readonly to: ReferenceTarget;
  /** Which part of the value is the name: `deployment/web` names `web`. */
  readonly part?: 'afterSlash';
  /** How bad a missing target is; `provenance`: what a release froze, navigable and never a problem. */
  readonly severity: 'error' | 'warning' | 'information' | 'provenance';
  /** What the platform does when the target is missing, as the end of a sentence. */
  readonly consequence: Phrase;
}

export type ReferenceTarget =
  /** A manifest of one of these kinds; with several, the first that exists. */
  | { readonly kind: 'manifest'; readonly kinds: readonly string[]; readonly namespaceAt?: string }
  /** A manifest whose kind stands in the neighbouring key `kind`. */
  | { readonly kind: 'sibling-kind'; readonly fallback: string | undefined; readonly kinds: readonly string[] }
  /** Something declared inside a manifest: the category, and how to find the manifest that declares it. */
  | { readonly kind: 'inside'; readonly category: DeclarationCategory; readonly of: HolderRule };

/** Named places inside manifests that others refer to. */
export type DeclarationCategory =
  | 'endpoint'
  | 'trait-instance'
  | 'addon-instance'
  | 'output'
  | 'secret-key'
  /** A variable or a file of a container, which a binding can override. */
  | 'variable'
  | 'mounted-file'
  /** A trait of which a release holds a copy. */
  | 'held-trait';

/** How to find the manifest inside which a name is declared. Interpreted by analysis/resolve.ts. */
export type HolderRule =
  /** The Workload of the component in key `component`, until 0.16 `componentName`, beside the name. */
  | 'workload-of-dependency'
  /** The SecretReference in key `name` beside the key. */
  | 'secret-beside'
  /** The release that the binding pins, else the owner's Component. */
  | 'pinned-release'
  /** The Component that the settings belong to. */
  | 'component-of-settings'
  /** The type of the Resource in key `ref` of the list item. */
  | 'type-of-resource'
  /** The release that the binding pins, else the component's Workload. */
  | 'workload-of-binding'
  /** The manifest itself. */
  | 'itself';

const to = (...kinds: string[]): ReferenceTarget => ({ kind: 'manifest', kinds });
const kindAt = (fallback: string | undefined, ...or: string[]): ReferenceTarget => ({
  kind: 'sibling-kind',
  fallback,
  kinds: fallback ? [fallback, ...or] : or,
});
const inside = (category: DeclarationCategory, of: HolderRule): ReferenceTarget => ({ kind: 'inside', category, of });

function rows(
  kinds: string | readonly string[],
  list: readonly (readonly [
    at: string,
    to: ReferenceTarget,
    severity: ReferenceRule['severity'],
    consequence: Phrase,
    part?: 'afterSlash',
  ])[],
): ReferenceRule[] {
  return list.map(([at, target, severity, consequence, part]) => ({
    in: typeof kinds === 'string' ? [kinds] : kinds,
    at,
    to: target,
    severity,
    consequence,
    ...(part && { part }),
  }));
}

const FROZEN = phrase`a release keeps its own copy`;
const ADDED = phrase`the binding adds it`;
const NO_BINDING = phrase`the binding is never deployed`;
const WAITS = phrase`nothing is deployed until it exists`;
const PROJECT = to('Project');
const COMPONENT = to('Component', 'ComponentV2');
const ENVIRONMENT = to('Environment');

/** Workload-level references, at the three places where a workload is written. */
function workloadRows(kind: string, spec: string): ReferenceRule[] {
  return rows(kind, [
    [`${spec}.container.env[].valueFrom.secretKeyRef.name`, to('SecretReference'), 'error', phrase`rendering fails`],
    [`${spec}.container.files[].valueFrom.secretKeyRef.name`, to('SecretReference'), 'error', phrase`rendering fails`],
    [
      `${spec}.container.env[].valueFrom.secretKeyRef.key`,
      inside('secret-key', 'secret-beside'),
      'error',
      phrase`rendering fails`,
    ],
    [
      `${spec}.container.files[].valueFrom.secretKeyRef.key`,
      inside('secret-key', 'secret-beside'),
      'error',
      phrase`rendering fails`,
    ],
  ]);
}

function dependencyRows(kind: string, spec: string, severity: 'error' | 'provenance'): ReferenceRule[] {
  return rows(kind, [
    [`${spec}.dependencies.endpoints[].project`, PROJECT, severity, WAITS],
    [`${spec}.dependencies.endpoints[].component`, COMPONENT, severity, WAITS],
    [`${spec}.dependencies.endpoints[].name`, inside('endpoint', 'workload-of-dependency'), severity, WAITS],
    [`${spec}.dependencies.resources[].ref`, to('Resource'), severity, WAITS],
    [`${spec}.dependencies.resources[].envBindings{}`, inside('output', 'type-of-resource'), severity, WAITS],
    [`${spec}.dependencies.resources[].fileBindings{}`, inside('output', 'type-of-resource'), severity, WAITS],
  ]);
}

/**
 * Parameters that a workflow's schema marks with `x-openchoreo-component-parameter-repository-secret-ref`, where all workflows
 * of OpenChoreo have them. Which do, the table cannot look up: so nothing is said of a name that leads nowhere.
 */
const REPOSITORY_SECRET = [
  'spec.workflow.parameters.repository.secretRef',
  to('SecretReference'),
  'provenance',
  phrase`runs wait for it`,
] as const;

const PLANES = ['DataPlane', 'ClusterDataPlane', 'WorkflowPlane', 'ClusterWorkflowPlane'];

const OWN: readonly ReferenceRule[] = [
  // Project and its releases
  ...rows('Project', [
    [
      'spec.deploymentPipelineRef.name',
      to('DeploymentPipeline'),
      'error',
      phrase`none of its Components becomes ready`,
    ],
    ['spec.deploymentPipelineRef', to('DeploymentPipeline'), 'error', phrase`none of its Components becomes ready`], // string form until 0.17
    ['spec.type.name', kindAt('ProjectType', 'ClusterProjectType'), 'error', phrase`no ProjectRelease is cut`],
  ]),
  ...rows('ProjectRelease', [
    ['spec.owner.projectName', PROJECT, 'error', phrase`no binding can use the release`],
    ['spec.projectType.name', kindAt(undefined, 'ProjectType', 'ClusterProjectType'), 'provenance', FROZEN],
  ]),
  ...rows('ProjectReleaseBinding', [
    ['spec.owner.projectName', PROJECT, 'error', NO_BINDING],
    ['spec.environment', ENVIRONMENT, 'error', NO_BINDING],
    ['spec.projectRelease', to('ProjectRelease'), 'warning', NO_BINDING],
  ]),

  // Component and Workload
  ...rows(
    ['Component', 'ComponentV2'],
    [['spec.owner.projectName', PROJECT, 'error', phrase`the Component never becomes ready`]],
  ),
  ...rows('Component', [
    [
      'spec.componentType.name',
      kindAt('ComponentType', 'ClusterComponentType'),
      'error',
      phrase`the Component never becomes ready`,
      'afterSlash',
    ],
    [
      'spec.componentType',
      to('ComponentTypeDefinition', 'ComponentType'),
      'error',
      phrase`the Component never becomes ready`,
      'afterSlash',
    ], // string form until 0.15
    ['spec.traits[].name', kindAt('Trait', 'ClusterTrait'), 'error', phrase`the Component never becomes ready`],
    ['spec.addons[].name', to('Addon'), 'error', phrase`the Component cannot be rendered`], // proposal
    ['spec.workflow.name', kindAt('ClusterWorkflow', 'Workflow'), 'error', phrase`the Component never becomes ready`],
    REPOSITORY_SECRET,
  ]),
  ...rows('Workload', [
    ['spec.owner.projectName', PROJECT, 'error', phrase`its Component does not find the Workload`],
    ['spec.owner.componentName', COMPONENT, 'error', phrase`nothing uses the Workload`],
    ['spec.connections[].params.projectName', PROJECT, 'error', WAITS], // proposal
    ['spec.connections[].params.componentName', COMPONENT, 'error', WAITS],
    ['spec.connections{}.params.projectName', PROJECT, 'error', WAITS], // until 0.16
    ['spec.connections{}.params.componentName', COMPONENT, 'error', WAITS],
    ['spec.connections[].params.endpoint', inside('endpoint', 'workload-of-dependency'), 'error', WAITS],
    ['spec.connections{}.params.endpoint', inside('endpoint', 'workload-of-dependency'), 'error', WAITS],
    ['spec.connections[].project', PROJECT, 'error', WAITS], // 0.17
    ['spec.connections[].component', COMPONENT, 'error', WAITS],
    ['spec.connections[].endpoint', inside('endpoint', 'workload-of-dependency'), 'error', WAITS],
  ]),
  ...workloadRows('Workload', 'spec'),
  ...dependencyRows('Workload', 'spec', 'error'),

  // Types and traits
  ...rows('ComponentType', [
    ['spec.allowedWorkflows[].name', kindAt('ClusterWorkflow', 'Workflow'), 'warning', phrase`no Component can use it`],
    ['spec.traits[].name', kindAt('Trait', 'ClusterTrait'), 'error', phrase`no Component of this type becomes ready`],
    ['spec.allowedTraits[].name', kindAt('Trait', 'ClusterTrait'), 'warning', phrase`no Component can use it`],
    ['spec.allowedWorkflows[]', to('Workflow', 'ClusterWorkflow'), 'warning', phrase`no Component can use it`], // until 0.16
    ['spec.allowedTraits[]', to('Trait', 'ClusterTrait'), 'warning', phrase`no Component can use it`], // until 0.15
  ]),
  ...rows('ClusterComponentType', [
    ['spec.allowedWorkflows[].name', kindAt('ClusterWorkflow'), 'warning', phrase`no Component can use it`],
    ['spec.traits[].name', kindAt('ClusterTrait'), 'error', phrase`no Component of this type becomes ready`],
    ['spec.allowedTraits[].name', kindAt('ClusterTrait'), 'warning', phrase`no Component can use it`],
  ]),

  // Releases and bindings of components
  ...rows('ComponentRelease', [
    ['spec.owner.projectName', PROJECT, 'error', phrase`no binding can use the release`],
    ['spec.owner.componentName', COMPONENT, 'error', phrase`no binding can use the release`],
    [
      'spec.componentType.name',
      kindAt(undefined, 'ComponentType', 'ClusterComponentType'),
      'provenance',
      FROZEN,
      'afterSlash',
    ],
    ['spec.traits[].name', kindAt(undefined, 'Trait', 'ClusterTrait'), 'provenance', FROZEN],
    // Rule inconsistent-release looks at the kinds beside these names as well.
    ['spec.componentProfile.traits[].name', inside('held-trait', 'itself'), 'provenance', FROZEN],
    ['spec.componentType.spec.traits[].name', inside('held-trait', 'itself'), 'provenance', FROZEN],
  ]),
  ...workloadRows('ComponentRelease', 'spec.workload'),
  ...dependencyRows('ComponentRelease', 'spec.workload', 'provenance'),
  ...rows('ReleaseBinding', [
    ['spec.owner.projectName', PROJECT, 'error', NO_BINDING],
    ['spec.owner.componentName', COMPONENT, 'error', NO_BINDING],
    ['spec.environment', ENVIRONMENT, 'error', NO_BINDING],
    ['spec.releaseName', to('ComponentRelease'), 'error', NO_BINDING],
    [
      'spec.traitEnvironmentConfigs{}',
      inside('trait-instance', 'pinned-release'),
      'warning',
      phrase`the values are silently ignored`,
    ],
    ['spec.workloadOverrides.container.env[].key', inside('variable', 'workload-of-binding'), 'provenance', ADDED],
    [
      'spec.workloadOverrides.container.files[].key',
      inside('mounted-file', 'workload-of-binding'),
      'provenance',
      ADDED,
    ],
  ]),
  ...workloadRows('ReleaseBinding', 'spec.workloadOverrides'),
  ...rows('RenderedRelease', [
    ['spec.owner.projectName', PROJECT, 'information', phrase`the platform makes this object itself`],
    ['spec.owner.componentName', COMPONENT, 'information', phrase`the platform makes this object itself`],
    ['spec.owner.resourceName', to('Resource'), 'information', phrase`the platform makes this object itself`],
    ['spec.environmentName', ENVIRONMENT, 'information', phrase`the platform makes this object itself`],
  ]),

  // Resources
  ...rows('Resource', [
    ['spec.owner.projectName', PROJECT, 'error', phrase`no binding of it is deployed`],
    ['spec.type.name', kindAt('ResourceType', 'ClusterResourceType'), 'error', phrase`no ResourceRelease is cut`],
  ]),
  ...rows(
    ['ResourceRelease', 'ResourceReleaseBinding'],
    [
      ['spec.owner.projectName', PROJECT, 'error', NO_BINDING],
      ['spec.owner.resourceName', to('Resource'), 'error', NO_BINDING],
    ],
  ),
  ...rows('ResourceRelease', [
    ['spec.resourceType.name', kindAt(undefined, 'ResourceType', 'ClusterResourceType'), 'provenance', FROZEN],
  ]),
  ...rows('ResourceReleaseBinding', [
    ['spec.environment', ENVIRONMENT, 'error', NO_BINDING],
    ['spec.resourceRelease', to('ResourceRelease'), 'warning', NO_BINDING],
  ]),

  // Infrastructure
  ...rows('Environment', [
    [
      'spec.dataPlaneRef.name',
      kindAt(undefined, 'DataPlane', 'ClusterDataPlane'),
      'error',
      phrase`nothing can be deployed to the environment`,
    ],
    [
      'spec.dataPlaneRef',
      to('DataPlane', 'ClusterDataPlane'),
      'error',
      phrase`nothing can be deployed to the environment`,
    ], // string form until 0.14
  ]),
  ...rows(
    ['DataPlane', 'WorkflowPlane'],
    [
      [
        'spec.observabilityPlaneRef.name',
        kindAt(undefined, 'ObservabilityPlane', 'ClusterObservabilityPlane'),
        'warning',
        phrase`nothing is observed`,
      ],
      [
        'spec.observabilityPlaneRef',
        to('ObservabilityPlane', 'ClusterObservabilityPlane'),
        'warning',
        phrase`nothing is observed`,
      ],
    ],
  ),
  ...rows(
    ['ClusterDataPlane', 'ClusterWorkflowPlane'],
    [['spec.observabilityPlaneRef.name', kindAt('ClusterObservabilityPlane'), 'warning', phrase`nothing is observed`]],
  ),
  ...rows('DeploymentPipeline', [
    ['spec.promotionPaths[].sourceEnvironmentRef.name', ENVIRONMENT, 'error', phrase`the path cannot be used`],
    ['spec.promotionPaths[].sourceEnvironmentRef', ENVIRONMENT, 'error', phrase`the path cannot be used`], // string form until 0.17
    ['spec.promotionPaths[].targetEnvironmentRefs[].name', ENVIRONMENT, 'error', phrase`nothing can be promoted there`],
    ['spec.promotionPaths[].targetEnvironmentRefs[]', ENVIRONMENT, 'error', phrase`nothing can be promoted there`],
  ]),

  // Workflows
  ...rows('Workflow', [
    [
      'spec.workflowPlaneRef.name',
      kindAt('ClusterWorkflowPlane', 'WorkflowPlane'),
      'error',
      phrase`no run of it starts`,
    ],
  ]),
  ...rows('ClusterWorkflow', [
    ['spec.workflowPlaneRef.name', kindAt('ClusterWorkflowPlane'), 'error', phrase`no run of it starts`],
  ]),
  ...rows(
    ['Workflow', 'ClusterWorkflow'],
    [['spec.externalRefs[].name', to('SecretReference'), 'warning', phrase`runs wait for it`]],
  ),
  ...rows('WorkflowRun', [
    ['spec.workflow.name', kindAt('ClusterWorkflow', 'Workflow'), 'error', phrase`the run fails`],
    REPOSITORY_SECRET,
    ['metadata.labels[openchoreo.dev/project]', PROJECT, 'error', phrase`the run fails`],
    ['metadata.labels[openchoreo.dev/component]', COMPONENT, 'error', phrase`the run fails`],
  ]),

  // Secrets, authorization, observability
  ...rows('SecretReference', [
    ['spec.targetPlane.name', kindAt(undefined, ...PLANES), 'warning', phrase`the secret is not delivered`],
  ]),
  ...rows('AuthzRoleBinding', [
    [
      'spec.roleMappings[].roleRef.name',
      kindAt(undefined, 'AuthzRole', 'ClusterAuthzRole'),
      'error',
      phrase`the grant has no effect`,
    ],
    ['spec.roleMappings[].scope.project', PROJECT, 'warning', phrase`the grant matches nothing`],
    ['spec.roleMappings[].scope.component', COMPONENT, 'warning', phrase`the grant matches nothing`],
    ['spec.roleMappings[].scope.resource', to('Resource'), 'warning', phrase`the grant matches nothing`],
  ]),
  ...rows('ClusterAuthzRoleBinding', [
    ['spec.roleMappings[].roleRef.name', kindAt('ClusterAuthzRole'), 'error', phrase`the grant has no effect`],
    [
      'spec.roleMappings[].scope.project',
      { kind: 'manifest', kinds: ['Project'], namespaceAt: 'namespace' },
      'warning',
      phrase`the grant matches nothing`,
    ],
    [
      'spec.roleMappings[].scope.component',
      { kind: 'manifest', kinds: ['Component'], namespaceAt: 'namespace' },
      'warning',
      phrase`the grant matches nothing`,
    ],
    [
      'spec.roleMappings[].scope.resource',
      { kind: 'manifest', kinds: ['Resource'], namespaceAt: 'namespace' },
      'warning',
      phrase`the grant matches nothing`,
    ],
  ]),
  ...rows('ObservabilityAlertRule', [
    [
      'spec.actions.notifications.channels[]',
      to('ObservabilityAlertsNotificationChannel'),
      'warning',
      phrase`the alert goes nowhere`,
    ],
    [
      'spec.notificationChannel',
      to('ObservabilityAlertsNotificationChannel'),
      'warning',
      phrase`the alert goes nowhere`,
    ], // until 0.17
  ]),
  ...rows('ObservabilityAlertsNotificationChannel', [
    ['spec.environment', ENVIRONMENT, 'error', phrase`the channel is never set up`],
  ]),

  // The proposal's kinds (domain/evolution.md §3)
  ...rows('Release', [
    ['spec.component.name', COMPONENT, 'provenance', FROZEN],
    ['spec.componentTypeDefinition.name', to('ComponentTypeDefinition'), 'provenance', FROZEN],
    ['spec.addons[].name', to('Addon'), 'provenance', FROZEN],
    ['metadata.labels[openchoreo.dev/component]', COMPONENT, 'warning', phrase`no pin can use the release`],
  ]),
  ...rows('ReleasePin', [
    ['spec.component', COMPONENT, 'error', phrase`the pin deploys nothing`],
    ['spec.environment', ENVIRONMENT, 'error', phrase`the pin deploys nothing`],
    ['spec.releaseName', to('Release'), 'error', phrase`the pin deploys nothing`],
  ]),
  ...rows(
    ['EnvSettings', 'ComponentEnvSnapshot'],
    [
      ['spec.owner.projectName', PROJECT, 'error', phrase`the settings reach nothing`],
      ['spec.owner.componentName', COMPONENT, 'error', phrase`the settings reach nothing`],
      ['spec.environment', ENVIRONMENT, 'error', phrase`the settings reach nothing`],
    ],
  ),
  ...rows('EnvSettings', [
    ['spec.addonOverrides{}', to('Addon'), 'warning', phrase`the values reach nothing`],
    // Which addon's instance is meant says the key above: rule unmatched-override looks at both.
    [
      'spec.addonOverrides{}{}',
      inside('addon-instance', 'component-of-settings'),
      'provenance',
      phrase`the values reach nothing`,
    ],
  ]),
  ...rows('ConfigurationGroup', [
    ['spec.environmentGroups[].environments[]', ENVIRONMENT, 'error', phrase`the values reach nothing`],
    ['spec.configurations[].values[].environment', ENVIRONMENT, 'error', phrase`the value reaches nothing`],
  ]),

  // Directories of occ's file mode
  ...rows('ReleaseConfig', [
    ['componentReleaseDefaults.projects{}', PROJECT, 'information', phrase`the line is ignored`],
    ['componentReleaseDefaults.projects{}.components{}', COMPONENT, 'information', phrase`the line is ignored`],
    ['releaseBindingDefaults.projects{}', PROJECT, 'information', phrase`the line is ignored`],
    ['releaseBindingDefaults.projects{}.components{}', COMPONENT, 'information', phrase`the line is ignored`],
  ]),
];

/** What a copy of a manifest names, its own name included: navigable, as all that a release froze. */
const COPIED = EMBEDDED.flatMap(({ in: holder, at, kind }) => [
  ...rows(holder, [[`${at}.metadata.name`, to(kind), 'provenance', FROZEN]]),
  ...OWN.filter((rule) => rule.in.includes(kind)).map((rule): ReferenceRule => ({
    ...rule,
    in: [holder],
    at: `${at}.${rule.at}`,
    severity: 'provenance',
    consequence: FROZEN,
  })),
]);

export const REFERENCES: readonly ReferenceRule[] = [...OWN, ...COPIED];

const BY_KIND = new Map<string, ReferenceRule[]>();
for (const rule of REFERENCES) for (const kind of rule.in) BY_KIND.set(kind, [...(BY_KIND.get(kind) ?? []), rule]);

/** The references that manifests of a kind hold. */
export function referencesOf(kind: string): readonly ReferenceRule[] {
  return BY_KIND.get(kind) ?? [];
}

const REFERENCED: ReadonlySet<string> = new Set(
  OWN.flatMap(({ to: target }) => (target.kind === 'inside' ? [] : target.kinds)),
);

/** Whether manifests of a kind can be named by others. */
export function isReferenced(kind: string): boolean {
  return REFERENCED.has(kind);
}
