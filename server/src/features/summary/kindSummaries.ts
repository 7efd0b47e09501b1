import { ownersIn, ownerOfBinding } from '../../analysis/owners';
import { readPipeline } from '../../analysis/pipelines';
import { pinsOf, type Pin } from '../../analysis/pins';
import { asList, asMap, asText, at, nameIn, textAt } from '../../analysis/values';
import { t } from '../../base/l10n';
import { RELEASE_FAMILIES } from '../../model/releaseFamilies';
import type { PinState } from '../../protocol';
import type { Manifest } from '../../repository/manifest';
import { code } from '../fieldText';
import { imageTag, listLine, names, valueLine } from './phrases';
import { parameterLines } from './parameterLines';
import { pinnedLine } from './pinnedLine';
import { behindText, releaseSummary } from './releaseLines';
import type { KindSummary, SummaryContext } from './summary';

const typed = (manifest: Manifest, path: string) => nameIn(at(manifest, path));

/** An owner of releases: what it follows, and what runs where. */
function ownerSummary(typeAt: string): KindSummary {
  return {
    brief: (_, manifest) =>
      [typed(manifest, typeAt), textAt(manifest, 'spec.owner.projectName')].filter((part) => part).join(' · '),
    lines: (context, manifest) => [
      ...valueLine(t`Project`, textAt(manifest, 'spec.owner.projectName')),
      ...valueLine(t`Type`, typed(manifest, typeAt)),
      ...pinLines(context, manifest),
    ],
  };
}

function pinLines({ view, git }: SummaryContext, manifest: Manifest): string[] {
  const own = ownersIn(view).filter(
    (owner) =>
      owner.name === manifest.name &&
      owner.namespace === manifest.inNamespace &&
      owner.family.ownerKinds.includes(manifest.kind.kind),
  );
  return own
    .flatMap((owner) => pinsOf(view, owner, git))
    .slice(0, 8)
    .map(pinLine);
}

function pinLine(pin: Pin): string {
  const image = pin.image === null ? '' : ` (${imageTag(pin.image)})`;
  return `${code(pin.environment)}: ${pin.release === null ? '' : `${code(pin.release)}${image}, `}${stateText(pin)}`;
}

/** How a pin stands, in words. */
function stateText({ state, behind, source }: Pin): string {
  return state === 'behind' ? `${behindText(behind)} ${code(source ?? '')}` : STATES[state]();
}

const STATES: Readonly<Record<Exclude<PinState, 'behind'>, () => string>> = {
  current: () => t`current`,
  'missing-release': () => t`missing release`,
  'not-deployed': () => t`not deployed`,
  undeployed: () => t`undeployed`,
  'no-release': () => t`no release`,
  ambiguous: () => t`ambiguous`,
};

/** A binding: which release it pins where, and how that stands. */
const bindingSummary: KindSummary = {
  brief: (context, binding) => {
    const pin = pinOf(context, binding);
    return pin ? t`${pin.release ?? t`no release`} in ${pin.environment}` : '';
  },
  lines: (context, binding) => {
    const pin = pinOf(context, binding);
    if (!pin) return [];
    return [pinLine(pin), ...valueLine(t`Image`, pin.image), ...pinnedLine(context, pin)];
  },
};

export function pinOf({ view, git }: SummaryContext, binding: Manifest): Pin | undefined {
  const family = RELEASE_FAMILIES.find((candidate) => candidate.binding === binding.kind.kind);
  const owner = family && ownerOfBinding(view, family, binding);
  const environment = family && textAt(binding, family.environment);
  return owner && pinsOf(view, owner, git).find((pin) => pin.environment === environment);
}

/** A type or trait: what it makes, and what it takes. */
const typeSummary: KindSummary = {
  brief: (_, type) => textAt(type, 'spec.workloadType') ?? '',
  lines: (context, type) => [
    ...valueLine(t`Workload type`, textAt(type, 'spec.workloadType')),
    ...parameterLines(type),
    ...listLine(t`Outputs`, namesIn(type, 'spec.outputs', 'name')),
    ...listLine(t`Allowed traits`, namesIn(type, 'spec.allowedTraits', 'name')),
    ...usedLine(context, type),
  ],
};

function usedLine({ view }: SummaryContext, manifest: Manifest): string[] {
  let users = 0;
  let last: Manifest | undefined;
  // Uses come in the order of places: those of one manifest follow each other.
  for (const use of view.usesOf(manifest)) {
    if (use.reference.rule.severity === 'provenance' || use.manifest === last) continue;
    last = use.manifest;
    users++;
  }
  if (users === 0) return [t`Not used in this repository`];
  return [users === 1 ? t`Used by 1 manifest` : t`Used by ${users} manifests`];
}

function namesIn(manifest: Manifest, path: string, key: string): string[] {
  return asList(at(manifest, path)).flatMap((item) => asText(asMap(item)[key]) ?? []);
}

const environmentSummary: KindSummary = {
  brief: (context, environment) =>
    [
      ...(at(environment, 'spec.isProduction') === true ? [t`production`] : []),
      ...positions(context, environment).map(({ place, of, pipeline }) => t`${place} of ${of} in ${pipeline}`),
    ].join(' · '),
  lines: (context, environment) => [
    ...(at(environment, 'spec.isProduction') === true ? [t`A production environment`] : []),
    ...positions(context, environment).map(
      ({ place, of, pipeline, sources, targets }) =>
        t`Number ${place} of ${of} in pipeline ${code(pipeline)}` +
        (sources.length > 0 ? t`, from ${names(sources)}` : '') +
        (targets.length > 0 ? t`, to ${names(targets)}` : ''),
    ),
    ...valueLine(t`Data plane`, typed(environment, 'spec.dataPlaneRef')),
    ...usedLine(context, environment),
  ],
};

function positions({ view }: SummaryContext, environment: Manifest) {
  return view.ofKind('DeploymentPipeline').flatMap((manifest) => {
    const pipeline = readPipeline(manifest);
    const index = pipeline.environments.indexOf(environment.name);
    if (index < 0 || manifest.inNamespace !== environment.inNamespace) return [];
    return [
      {
        place: index + 1,
        of: pipeline.environments.length,
        pipeline: manifest.name,
        sources: pipeline.sources.get(environment.name) ?? [],
        targets: pipeline.targets.get(environment.name) ?? [],
      },
    ];
  });
}

const pipelineSummary: KindSummary = {
  brief: (_, manifest) => readPipeline(manifest).environments.join(', '),
  lines: (context, manifest) => {
    const { targets } = readPipeline(manifest);
    return [
      ...[...targets].slice(0, 8).map(([source, list]) => `${code(source)} → ${names(list)}`),
      ...usedLine(context, manifest),
    ];
  },
};

const projectSummary: KindSummary = {
  brief: (_, project) => typed(project, 'spec.deploymentPipelineRef') ?? '',
  lines: ({ view }, project) => {
    const owned = (kind: string) => view.ownedBy(kind, project.inNamespace, project.name).map(({ name }) => name);
    return [
      ...valueLine(t`Pipeline`, typed(project, 'spec.deploymentPipelineRef')),
      ...valueLine(t`Type`, typed(project, 'spec.type')),
      ...listLine(t`Components`, [...owned('Component'), ...owned('ComponentV2')]),
      ...listLine(t`Resources`, owned('Resource')),
    ];
  },
};

const workloadSummary: KindSummary = {
  brief: (_, workload) => {
    const image = textAt(workload, 'spec.container.image');
    return image === undefined ? '' : imageTag(image);
  },
  lines: (_, workload) => [
    ...valueLine(t`Component`, textAt(workload, 'spec.owner.componentName')),
    ...valueLine(t`Image`, textAt(workload, 'spec.container.image')),
    ...Object.entries(asMap(at(workload, 'spec.endpoints'))).map(([name, endpoint]) => endpointText(name, endpoint)),
    ...listLine(t`Depends on`, [
      ...namesIn(workload, 'spec.dependencies.endpoints', 'component'),
      ...namesIn(workload, 'spec.dependencies.resources', 'ref'),
    ]),
  ],
};

/** `Endpoint http: HTTP on port 8080`. */
export function endpointText(name: string, endpoint: unknown): string {
  const { type, port } = asMap(endpoint);
  return t`Endpoint ${code(name)}: ${asText(type) ?? t`of no type`} on port ${typeof port === 'number' ? port : '?'}`;
}

const secretSummary: KindSummary = {
  brief: (_, secret) => {
    const keys = namesIn(secret, 'spec.data', 'secretKey').length;
    return keys === 1 ? t`1 key` : t`${keys} keys`;
  },
  lines: (context, secret) => [
    ...listLine(t`Keys`, namesIn(secret, 'spec.data', 'secretKey'), 10),
    ...valueLine(t`Refreshed every`, textAt(secret, 'spec.refreshInterval')),
    ...usedLine(context, secret),
  ],
};

/** What is left of a kind without anything of its own to tell: how often it is used. */
const plainSummary: KindSummary = { brief: () => '', lines: (context, manifest) => usedLine(context, manifest) };

const of = (summary: KindSummary, ...kinds: readonly string[]): [string, KindSummary][] =>
  kinds.map((kind) => [kind, summary]);

/** How each kind is summarised. */
export const KIND_SUMMARIES: Readonly<Record<string, KindSummary>> = Object.fromEntries([
  ...of(ownerSummary('spec.componentType'), 'Component', 'ComponentV2'),
  ...of(ownerSummary('spec.type'), 'Resource'),
  ...of(releaseSummary, ...RELEASE_FAMILIES.map(({ release }) => release)),
  ...of(bindingSummary, ...RELEASE_FAMILIES.map(({ binding }) => binding)),
  ...of(
    typeSummary,
    'ComponentType',
    'ClusterComponentType',
    'ComponentTypeDefinition',
    'Trait',
    'ClusterTrait',
    'Addon',
  ),
  ...of(typeSummary, 'ResourceType', 'ClusterResourceType', 'ProjectType', 'ClusterProjectType'),
  ...of(typeSummary, 'Workflow', 'ClusterWorkflow'),
  ...of(environmentSummary, 'Environment'),
  ...of(pipelineSummary, 'DeploymentPipeline'),
  ...of(projectSummary, 'Project'),
  ...of(workloadSummary, 'Workload'),
  ...of(secretSummary, 'SecretReference'),
  ...of(plainSummary, 'DataPlane', 'ClusterDataPlane', 'WorkflowPlane', 'ClusterWorkflowPlane'),
  ...of(plainSummary, 'ObservabilityPlane', 'ClusterObservabilityPlane', 'AuthzRole', 'ClusterAuthzRole'),
  ...of(plainSummary, 'ObservabilityAlertsNotificationChannel', 'ConfigurationGroup'),
]);
