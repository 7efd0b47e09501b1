import { valueAt, type Path } from '../base/path';
import type { ManifestFacts } from './manifest';

/**
 * Signs, in what manifests say, of the platform they are written for. Source: domain/evolution.md, "Era detection hints" and §6.
 * `current`: a kind that only OpenChoreo's releases since 1.0 have; `before-1.2`: what 1.2 refuses and 1.1 demands.
 */
export type EraSign = 'proposal' | 'current' | '1.1' | '1.2' | 'before-1.2';

export const ERA_SIGNS: readonly EraSign[] = ['proposal', 'current', '1.1', '1.2', 'before-1.2'];

interface SignRule {
  readonly in: readonly string[];
  readonly at: Path;
  readonly sign: EraSign;
  /** Whether the value at the path is the sign; absent: that it is there at all. */
  readonly when?: (value: unknown) => boolean;
}

const TYPES = ['ComponentType', 'ClusterComponentType', 'Trait', 'ClusterTrait'];
const isText = (value: unknown) => typeof value === 'string';

const SIGNS: readonly SignRule[] = [
  { in: ['Project'], at: ['spec', 'type'], sign: '1.2' },
  { in: TYPES, at: ['spec', 'preRenderValidations'], sign: '1.2' },
  { in: TYPES, at: ['spec', 'postRenderValidations'], sign: '1.2' },
  { in: ['Trait', 'ClusterTrait'], at: ['spec', 'removes'], sign: '1.2' },
  { in: ['Workload'], at: ['spec', 'dependencies', 'resources'], sign: '1.1' },
  { in: ['SecretReference'], at: ['spec', 'targetPlane'], sign: '1.1' },
  { in: ['ObservabilityPlane', 'ClusterObservabilityPlane'], at: ['spec', 'finOpsAgentURL'], sign: '1.1' },
  { in: ['Component'], at: ['spec', 'componentType'], sign: 'proposal', when: isText },
  { in: ['Component'], at: ['spec', 'addons'], sign: 'proposal' },
];

/** The signs of one manifest, each once. */
export function eraSignsOf({ kind, value }: Pick<ManifestFacts, 'kind' | 'value'>): readonly EraSign[] {
  const signs = new Set<EraSign>();
  if (!kind.eras.includes('current') && kind.eras.includes('proposal')) signs.add('proposal');
  if (kind.eras.includes('current') && !kind.eras.includes('proposal')) signs.add('current');
  if (kind.since === '1.1' || kind.since === '1.2') signs.add(kind.since);
  for (const rule of SIGNS) {
    const found = rule.in.includes(kind.kind) ? valueAt(value, rule.at) : undefined;
    if (found !== undefined && found !== null && (rule.when?.(found) ?? true)) signs.add(rule.sign);
  }
  if (kind.kind === 'Project' && isOfOneOne(value)) signs.add('before-1.2');
  return [...signs];
}

/** A Project as 1.0 and 1.1 want it: an object names its pipeline, nothing its type. */
function isOfOneOne(value: unknown): boolean {
  const pipeline = valueAt(value, ['spec', 'deploymentPipelineRef']);
  return typeof pipeline === 'object' && pipeline !== null && valueAt(value, ['spec', 'type']) === undefined;
}
