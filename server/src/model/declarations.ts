import type { DeclarationCategory } from './references';

/** Where manifests declare names that others refer to, beyond `metadata.name`. Source: domain/references.yaml §4. */
export interface DeclarationRule {
  readonly in: readonly string[];
  /** Path pattern; a last `{}` declares the keys of a map. */
  readonly at: string;
  readonly category: DeclarationCategory;
}

export const DECLARATIONS: readonly DeclarationRule[] = [
  { in: ['Workload'], at: 'spec.endpoints{}', category: 'endpoint' },
  { in: ['Workload'], at: 'spec.endpoints[].name', category: 'endpoint' }, // proposal
  { in: ['ComponentRelease'], at: 'spec.workload.endpoints{}', category: 'endpoint' },
  { in: ['Component'], at: 'spec.traits[].instanceName', category: 'trait-instance' },
  { in: ['ComponentType', 'ClusterComponentType'], at: 'spec.traits[].instanceName', category: 'trait-instance' },
  { in: ['ComponentRelease'], at: 'spec.componentProfile.traits[].instanceName', category: 'trait-instance' },
  { in: ['Component', 'ComponentV2'], at: 'spec.addons[].instanceId', category: 'addon-instance' }, // proposal
  { in: ['Component', 'ComponentV2'], at: 'spec.addons[].instanceName', category: 'addon-instance' },
  { in: ['ResourceType', 'ClusterResourceType'], at: 'spec.outputs[].name', category: 'output' },
  { in: ['SecretReference'], at: 'spec.data[].secretKey', category: 'secret-key' },
  { in: ['Workload'], at: 'spec.container.env[].key', category: 'variable' },
  { in: ['Workload'], at: 'spec.container.files[].key', category: 'mounted-file' },
  { in: ['ComponentRelease'], at: 'spec.workload.container.env[].key', category: 'variable' },
  { in: ['ComponentRelease'], at: 'spec.workload.container.files[].key', category: 'mounted-file' },
  { in: ['ComponentRelease'], at: 'spec.traits[].name', category: 'held-trait' },
];

/** The declarations that manifests of a kind hold. */
export function declarationsOf(kind: string): readonly DeclarationRule[] {
  return DECLARATIONS.filter((rule) => rule.in.includes(kind));
}
