/**
 * The actions that OpenChoreo's authorization knows, and which attributes a condition may ask about for each. Source: the
 * platform's registries (domain/references.yaml authz.actions; domain/rules.md authz-cond-actions, authz-cond-attributes).
 */

const ALL = ['create', 'view', 'update', 'delete'] as const;
const FROZEN = ['create', 'view', 'delete'] as const;

/** What can be acted upon → what can be done with it. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  namespace: ALL,
  project: ALL,
  component: [...ALL, 'exec'],
  resource: ALL,
  componentrelease: FROZEN,
  resourcerelease: FROZEN,
  projectrelease: FROZEN,
  projectreleasebinding: ALL,
  releasebinding: ALL,
  resourcereleasebinding: ALL,
  componenttype: ALL,
  resourcetype: ALL,
  projecttype: ALL,
  workflow: ALL,
  workflowrun: ALL,
  trait: ALL,
  environment: ALL,
  dataplane: ALL,
  workflowplane: ALL,
  observabilityplane: ALL,
  clustercomponenttype: ALL,
  clusterresourcetype: ALL,
  clusterprojecttype: ALL,
  clustertrait: ALL,
  clusterworkflow: ALL,
  clusterdataplane: ALL,
  clusterworkflowplane: ALL,
  clusterobservabilityplane: ALL,
  deploymentpipeline: ALL,
  observabilityalertsnotificationchannel: ALL,
  secretreference: ALL,
  secret: ALL,
  workload: ALL,
  clusterauthzrole: ALL,
  authzrole: ALL,
  clusterauthzrolebinding: ALL,
  authzrolebinding: ALL,
  logs: ['view'],
  events: ['view'],
  wirelogs: ['view'],
  metrics: ['view'],
  traces: ['view'],
  alerts: ['view'],
  incidents: ['view', 'update'],
  rcareport: ['view', 'update'],
  finopsreport: ['view', 'update'],
  finops: ['view'],
};

const ATTRIBUTES: readonly { readonly attribute: string; readonly actions: readonly string[] }[] = [
  { attribute: 'resource.componentType', actions: ['component:create', 'component:update', 'component:delete'] },
  { attribute: 'resource.resourceType', actions: ['resource:create', 'resource:update', 'resource:delete'] },
  { attribute: 'resource.workflow', actions: ['workflowrun:create', 'workflowrun:update', 'workflowrun:delete'] },
  {
    attribute: 'resource.environment',
    actions: [
      ...['releasebinding', 'resourcereleasebinding', 'projectreleasebinding'].flatMap((thing) =>
        ALL.map((verb) => `${thing}:${verb}`),
      ),
      'component:exec',
      'logs:view',
      'wirelogs:view',
      'metrics:view',
      'traces:view',
    ],
  },
];

/** Every action, as `thing:verb`. */
export const AUTHZ_ACTIONS: readonly string[] = Object.entries(ACTIONS).flatMap(([thing, verbs]) =>
  verbs.map((verb) => `${thing}:${verb}`),
);

/** The actions that a pattern means: `*` all, `thing:*` all of a thing, else the one; none for an unknown one. */
export function expandAction(pattern: string): readonly string[] {
  if (pattern === '*') return AUTHZ_ACTIONS;
  if (pattern.endsWith(':*')) return AUTHZ_ACTIONS.filter((action) => action.startsWith(pattern.slice(0, -1)));
  return AUTHZ_ACTIONS.includes(pattern) ? [pattern] : [];
}

/** The attributes that a condition over all these patterns may use: those that every single action of theirs has. */
export function attributesOf(patterns: readonly string[]): readonly string[] {
  const actions = patterns.map(expandAction);
  if (actions.length === 0 || actions.some((expanded) => expanded.length === 0)) return [];
  return ATTRIBUTES.filter((row) => actions.flat().every((action) => row.actions.includes(action))).map(
    ({ attribute }) => attribute,
  );
}
