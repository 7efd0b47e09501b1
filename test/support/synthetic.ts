/** A repository of any size in memory: projects with components that depend on each other, releases, bindings, pipelines. */

export interface SyntheticSize {
  readonly projects: number;
  readonly components: number;
  readonly environments: number;
}

export const SMALL: SyntheticSize = { projects: 2, components: 3, environments: 3 };
export const MEDIUM: SyntheticSize = { projects: 12, components: 6, environments: 3 };

const manifest = (kind: string, name: string, spec: unknown) =>
  `apiVersion: openchoreo.dev/v1alpha1\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: default\nspec: ${JSON.stringify(spec)}\n`;

/** Path → text. Component `p0-c0` of project `p0` has releases `p0-c0-20260101-1` and `-2`, and a binding per environment. */
export function syntheticFiles({ projects, components, environments }: SyntheticSize): Map<string, string> {
  const files = new Map<string, string>();
  const names = Array.from({ length: environments }, (_, i) => `e${i}`);
  for (const name of names) files.set(`platform/${name}.yaml`, manifest('Environment', name, { isProduction: false }));
  const ref = (name: string) => ({ kind: 'Environment', name });
  const promotionPaths = names
    .slice(1)
    .map((name, i) => ({ sourceEnvironmentRef: ref(names[i]!), targetEnvironmentRefs: [ref(name)] }));
  files.set('platform/pipeline.yaml', manifest('DeploymentPipeline', 'standard', { promotionPaths }));
  files.set('platform/type.yaml', manifest('ComponentType', 'service', { workloadType: 'deployment', resources: [] }));
  for (let p = 0; p < projects; p++) {
    const project = `p${p}`;
    files.set(
      `${project}/project.yaml`,
      manifest('Project', project, { deploymentPipelineRef: { name: 'standard' }, type: { name: 'default' } }),
    );
    for (let c = 0; c < components; c++) addComponent(files, project, c, names);
  }
  return files;
}

function addComponent(files: Map<string, string>, project: string, c: number, environments: readonly string[]): void {
  const name = `${project}-c${c}`;
  const owner = { projectName: project, componentName: name };
  const folder = `${project}/${name}`;
  const dependencies =
    c === 0
      ? {}
      : { dependencies: { endpoints: [{ component: `${project}-c${c - 1}`, name: 'http', visibility: 'project' }] } };
  const workload = {
    container: { image: `${name}:1` },
    endpoints: { http: { type: 'HTTP', port: 80 } },
    ...dependencies,
  };
  files.set(
    `${folder}/component.yaml`,
    manifest('Component', name, {
      owner: { projectName: project },
      componentType: { kind: 'ComponentType', name: 'deployment/service' },
    }),
  );
  files.set(`${folder}/workload.yaml`, manifest('Workload', name, { owner, ...workload }));
  for (const number of [1, 2])
    files.set(
      `${folder}/releases/${number}.yaml`,
      manifest('ComponentRelease', `${name}-20260101-${number}`, {
        owner,
        componentType: {
          kind: 'ComponentType',
          name: 'deployment/service',
          spec: { workloadType: 'deployment', resources: [] },
        },
        workload,
      }),
    );
  environments.forEach((environment, i) =>
    files.set(
      `${folder}/bindings/${environment}.yaml`,
      manifest('ReleaseBinding', `${name}-${environment}`, {
        owner,
        environment,
        releaseName: `${name}-20260101-${i === 0 ? 2 : 1}`,
      }),
    ),
  );
}
