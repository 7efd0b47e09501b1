import { t } from '../../base/l10n';
import { formatPath, type Path } from '../../base/path';
import { asList, asMap, asText } from '../values';
import type { ReleaseError } from './releaseError';
import type { Source } from './sources';

/** What the content of a release was made from. */
export interface Ingredients {
  readonly type: Source;
  readonly traits: readonly Source[];
  readonly workload: Source;
}

const WORKLOAD_TYPES = ['deployment', 'statefulset', 'cronjob', 'job', 'proxy'];

/** The platform refuses a release with more traits. */
const MOST_TRAITS = 100;

/**
 * What is missing for a release that the platform could take: occ writes zero values there (`resources: null`,
 * `image: ""`), which the API server refuses. Source: domain/release-and-promotion.md §2.3, §2.9.
 */
export function incompleteParts({ type, traits, workload }: Ingredients): readonly ReleaseError[] {
  const errors = [...incompleteType(type), ...traits.flatMap(incompleteTrait), ...incompleteWorkload(workload)];
  if (traits.length > MOST_TRAITS)
    errors.push({
      code: 'incomplete-release',
      message: t`A release takes at most ${MOST_TRAITS} traits; this one would have ${traits.length}.`,
    });
  return errors;
}

function incompleteType(type: Source): ReleaseError[] {
  const errors: ReleaseError[] = [];
  const say = sayer(type, errors);
  const workloadType = asText(type.spec['workloadType']) ?? '';
  const resources = asList(type.spec['resources']);
  if (!WORKLOAD_TYPES.includes(workloadType)) say(['workloadType'], t`must be one of ${WORKLOAD_TYPES.join(', ')}`);
  if (resources.length === 0) say(['resources'], t`must hold a resource at least`);
  else if (workloadType !== 'proxy' && !resources.some((resource) => asMap(resource)['id'] === workloadType))
    say(['resources'], t`must hold a resource with the id "${workloadType}"`);
  resources.forEach((resource, i) => checkTemplate(resource, ['resources', i], say));
  return errors;
}

function incompleteTrait(trait: Source): ReleaseError[] {
  const errors: ReleaseError[] = [];
  const say = sayer(trait, errors);
  asList(trait.spec['creates']).forEach((create, i) => checkTemplate(create, ['creates', i], say));
  asList(trait.spec['patches']).forEach((patch, i) => {
    if (asList(asMap(patch)['operations']).length === 0)
      say(['patches', i, 'operations'], t`must hold an operation at least`);
  });
  return errors;
}

function incompleteWorkload(workload: Source): ReleaseError[] {
  const errors: ReleaseError[] = [];
  const say = sayer(workload, errors);
  if (asMap(workload.spec['container'])['image'] === '') say(['container', 'image'], t`must name an image`);
  for (const [name, endpoint] of Object.entries(asMap(workload.spec['endpoints']))) {
    if (asMap(endpoint)['port'] === 0) say(['endpoints', name, 'port'], t`must be a port`);
    if (asMap(endpoint)['type'] === '') say(['endpoints', name, 'type'], t`must be a type of endpoint`);
  }
  return errors;
}

type Say = (path: Path, must: string) => void;

function checkTemplate(holder: unknown, path: Path, say: Say): void {
  if (asMap(holder)['template'] === null) say([...path, 'template'], t`must be a manifest to render`);
}

function sayer({ manifest }: Source, errors: ReleaseError[]): Say {
  return (path, must) => {
    errors.push({
      code: 'incomplete-release',
      message: t`\`${formatPath(['spec', ...path])}\` of ${manifest.kind.kind} "${manifest.name}" ${must}; the platform would refuse the release.`,
      manifest,
      path: ['spec', ...path],
    });
  };
}
