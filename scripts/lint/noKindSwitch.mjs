import { projectPath } from './layers.mjs';

/** Every kind of OpenChoreo that code must not switch over; test/unit/lint.test.ts holds it to server/src/model/kinds.ts. */
export const kinds = new Set([
  'Addon',
  'AuthzRole',
  'AuthzRoleBinding',
  'ClusterAuthzRole',
  'ClusterAuthzRoleBinding',
  'ClusterComponentType',
  'ClusterDataPlane',
  'ClusterObservabilityPlane',
  'ClusterProjectType',
  'ClusterResourceType',
  'ClusterTrait',
  'ClusterWorkflow',
  'ClusterWorkflowPlane',
  'Component',
  'ComponentEnvSnapshot',
  'ComponentRelease',
  'ComponentType',
  'ComponentTypeDefinition',
  'ComponentV2',
  'ConfigurationGroup',
  'DataPlane',
  'DeploymentPipeline',
  'EnvSettings',
  'Environment',
  'ObservabilityAlertRule',
  'ObservabilityAlertsNotificationChannel',
  'ObservabilityPlane',
  'Project',
  'ProjectRelease',
  'ProjectReleaseBinding',
  'ProjectType',
  'Release',
  'ReleaseBinding',
  'ReleaseConfig',
  'ReleasePin',
  'RenderedRelease',
  'Resource',
  'ResourceRelease',
  'ResourceReleaseBinding',
  'ResourceType',
  'SecretReference',
  'Trait',
  'Workflow',
  'WorkflowPlane',
  'WorkflowRun',
  'Workload',
]);

/** Reports code that asks for one kind by name outside of model/, where a row of a table would do. */
export const noKindSwitchRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { kind: '"{{kind}}" is asked for by name: a new kind is data, not code; say it in a table of model/.' },
  },
  create(context) {
    if (projectPath(context).startsWith('server/src/model/')) return {};
    const check = (node) => {
      if (node?.type === 'Literal' && kinds.has(node.value)) {
        context.report({ node, messageId: 'kind', data: { kind: node.value } });
      }
    };
    return {
      SwitchCase: ({ test }) => check(test),
      BinaryExpression: ({ operator, left, right }) => {
        if (!/^[!=]==?$/.test(operator)) return;
        check(left);
        check(right);
      },
    };
  },
};
