import { RELEASE_FAMILIES } from './releaseFamilies';

/** Whose name a manifest carries in its own: its owner's in front (`cart-20261102-1`), its environment's at the end. */
export type NamingRole = 'owner' | 'environment';

export interface NamingRule {
  readonly in: readonly string[];
  /** Place of the reference, as in references.ts. */
  readonly at: string;
  readonly role: NamingRole;
}

/**
 * Which manifests are by convention named after what they refer to: `<component>` a Workload, `<owner>-<environment>` a
 * binding, `<owner>-<rest>` a release. Source: domain/release-and-promotion.md §2.6, §3; domain/evolution.md §3.
 */
export const NAMING: readonly NamingRule[] = [
  ...RELEASE_FAMILIES.flatMap((family): NamingRule[] => [
    { in: [family.binding], at: family.bindingOwner.name, role: 'owner' },
    { in: [family.binding], at: family.environment, role: 'environment' },
    { in: [family.release], at: family.releaseOwner.name, role: 'owner' },
  ]),
  { in: ['Workload', 'EnvSettings', 'ComponentEnvSnapshot'], at: 'spec.owner.componentName', role: 'owner' },
  {
    in: ['EnvSettings', 'ComponentEnvSnapshot', 'ObservabilityAlertsNotificationChannel'],
    at: 'spec.environment',
    role: 'environment',
  },
];

/** The part that a reference plays in the name of the manifest that holds it. */
export function namingRole(kind: string, at: string): NamingRole | undefined {
  return NAMING.find((rule) => rule.at === at && rule.in.includes(kind))?.role;
}

/** Labels that repeat a name for selecting by it, on whatever manifest, and the kinds that they name. */
export const NAME_LABELS: Readonly<Record<string, readonly string[]>> = {
  'openchoreo.dev/project': ['Project'],
  'openchoreo.dev/component': ['Component', 'ComponentV2'],
  'openchoreo.dev/resource': ['Resource'],
  'openchoreo.dev/environment': ['Environment'],
};

/** The label in which a manifest of any kind repeats its own name. */
export const OWN_NAME_LABEL = 'openchoreo.dev/name';
