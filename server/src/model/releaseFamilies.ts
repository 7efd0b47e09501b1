/** A family of kinds that together say which release of an owner each environment runs. */
export interface ReleaseFamily {
  readonly family: 'component' | 'project' | 'resource' | 'proposal';
  /** Kinds of the owner, the one that is written today first. */
  readonly ownerKinds: readonly string[];
  readonly release: string;
  readonly binding: string;
  /** Path of the pin in the binding. */
  readonly pin: string;
  readonly environment: string;
  /** Where the binding says who owns it; the last one is the owner's name. */
  readonly bindingOwner: OwnerPaths;
  /** Where the release says who owns it. */
  readonly releaseOwner: OwnerPaths;
  /** Path of `Active | Undeploy`, where the kind has it. */
  readonly state?: string;
  /** Where the binding keeps what it overrides in its environment. */
  readonly overrides: readonly string[];
  /** The kind that keeps them beside the binding, for the same owner and environment. */
  readonly settings?: SettingsKind;
  /** Where a release keeps the image that it runs, likeliest first; `*` is any key of a map. */
  readonly image?: readonly string[];
}

/** A manifest with the overrides of an owner in an environment. */
export interface SettingsKind {
  readonly kind: string;
  readonly owner: string;
  readonly environment: string;
  readonly overrides: readonly string[];
}

export interface OwnerPaths {
  readonly project?: string;
  readonly name: string;
}

/** Source: domain/release-and-promotion.md §4.2, last table; domain/evolution.md §3 for the proposal. */
export const RELEASE_FAMILIES: readonly ReleaseFamily[] = [
  {
    family: 'component',
    ownerKinds: ['Component'],
    release: 'ComponentRelease',
    binding: 'ReleaseBinding',
    pin: 'spec.releaseName',
    environment: 'spec.environment',
    bindingOwner: { project: 'spec.owner.projectName', name: 'spec.owner.componentName' },
    releaseOwner: { project: 'spec.owner.projectName', name: 'spec.owner.componentName' },
    state: 'spec.state',
    overrides: ['spec.componentTypeEnvironmentConfigs', 'spec.traitEnvironmentConfigs', 'spec.workloadOverrides'],
    image: ['spec.workload.container.image'],
  },
  {
    family: 'project',
    ownerKinds: ['Project'],
    release: 'ProjectRelease',
    binding: 'ProjectReleaseBinding',
    pin: 'spec.projectRelease',
    environment: 'spec.environment',
    bindingOwner: { name: 'spec.owner.projectName' },
    releaseOwner: { name: 'spec.owner.projectName' },
    overrides: ['spec.environmentConfigs'],
  },
  {
    family: 'resource',
    ownerKinds: ['Resource'],
    release: 'ResourceRelease',
    binding: 'ResourceReleaseBinding',
    pin: 'spec.resourceRelease',
    environment: 'spec.environment',
    bindingOwner: { project: 'spec.owner.projectName', name: 'spec.owner.resourceName' },
    releaseOwner: { project: 'spec.owner.projectName', name: 'spec.owner.resourceName' },
    overrides: ['spec.resourceTypeEnvironmentConfigs'],
  },
  {
    family: 'proposal',
    ownerKinds: ['Component', 'ComponentV2'],
    release: 'Release',
    binding: 'ReleasePin',
    pin: 'spec.releaseName',
    environment: 'spec.environment',
    bindingOwner: { name: 'spec.component' },
    releaseOwner: { name: 'spec.component.name' },
    overrides: [],
    settings: {
      kind: 'EnvSettings',
      owner: 'spec.owner.componentName',
      environment: 'spec.environment',
      overrides: ['spec.overrides', 'spec.addonOverrides'],
    },
    image: ['spec.workload.spec.image', 'spec.workload.spec.containers.*.image'],
  },
];

/** The family in which a kind is the binding. */
export function familyOfBinding(kind: string): ReleaseFamily | undefined {
  return RELEASE_FAMILIES.find((family) => family.binding === kind);
}

/** The family in which a kind is the release. */
export function familyOfRelease(kind: string): ReleaseFamily | undefined {
  return RELEASE_FAMILIES.find((family) => family.release === kind);
}

export function familyNamed(name: string): ReleaseFamily | undefined {
  return RELEASE_FAMILIES.find((family) => family.family === name);
}
