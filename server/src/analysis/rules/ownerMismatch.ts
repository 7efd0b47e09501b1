import { phrase, t, type Phrase } from '../../base/l10n';
import { familyOfBinding, familyOfRelease } from '../../model/releaseFamilies';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { isDangling } from '../known';
import { ownProjectOf } from '../ownProject';
import { atPath, type Severity } from '../problem';
import type { ManifestRule } from '../rule';
import { pathOf, textAt } from '../values';

/** What belongs to a component or resource, where it names that, and what the platform does when the projects differ. */
const OWNED: Readonly<
  Record<string, { readonly owner: string; readonly severity: Severity; readonly consequence: Phrase }>
> = {
  Workload: { owner: 'componentName', severity: 'error', consequence: phrase`the Component does not find it` },
  ReleaseBinding: { owner: 'componentName', severity: 'warning', consequence: phrase`it is deployed to that project` },
  ComponentRelease: {
    owner: 'componentName',
    severity: 'warning',
    consequence: phrase`it is deployed to that project`,
  },
  ResourceReleaseBinding: {
    owner: 'resourceName',
    severity: 'warning',
    consequence: phrase`it is deployed to that project`,
  },
  ResourceRelease: { owner: 'resourceName', severity: 'warning', consequence: phrase`it is deployed to that project` },
  EnvSettings: { owner: 'componentName', severity: 'error', consequence: phrase`the settings reach nothing` },
};

/** Of which kind an owner is, by the field that names it. */
const OWNER_KIND: Readonly<Record<string, string>> = { componentName: 'Component', resourceName: 'Resource' };

/**
 * The component or resource that a manifest belongs to, and its project, where that is another than the manifest says. Names
 * of components are unique in their namespace, whatever the project (domain/rules.md comp-name-per-namespace).
 */
export function contradictedOwner(
  view: RepositoryView,
  manifest: Manifest,
): { owner: Manifest; project: string } | undefined {
  const field = OWNED[manifest.kind.kind]?.owner;
  const name = field && textAt(manifest, `spec.owner.${field}`);
  const owner = name ? view.find(OWNER_KIND[field]!, manifest.inNamespace, name) : undefined;
  const project = owner && ownProjectOf(view, owner)?.project;
  const written = textAt(manifest, 'spec.owner.projectName');
  if (!owner || owner.doubtful || !project || !written || project === written) return undefined;
  // Names that lead nowhere are reported as that, here or at the owner.
  const path = pathOf('spec.owner.projectName');
  return isDangling(view, manifest, path) || isDangling(view, owner, path) ? undefined : { owner, project };
}

/** A workload, release or binding that says another project than its component does. Source: domain/rules.md comp-workload-one, rb-owner-matches-release. */
export const ownerMismatch: ManifestRule = {
  kind: 'manifest',
  code: 'owner-mismatch',
  category: 'rule',
  severity: 'error',
  summary: phrase`A manifest names another project than its component's or resource's own.`,
  kinds: [...Object.keys(OWNED), ...Object.values(OWNER_KIND)],
  check(view, manifest, report) {
    const own = Object.values(OWNER_KIND).includes(manifest.kind.kind) ? ownProjectOf(view, manifest) : undefined;
    if (own?.outvoted !== undefined && !isDangling(view, manifest, pathOf('spec.owner.projectName')))
      report({
        place: atPath(manifest, pathOf('spec.owner.projectName')),
        message: t`Everything that belongs to ${manifest.kind.kind} "${manifest.name}" says project "${own.project}", and it says "${own.outvoted}" itself: the platform finds neither together.`,
        related: own.witnesses.slice(0, 3).map((witness) => ({
          kind: 'manifest',
          manifest: witness,
          message: t`Says "${own.project}".`,
        })),
        data: { replacement: own.project },
      });
    const found = contradictedOwner(view, manifest);
    const owned = OWNED[manifest.kind.kind];
    if (!found || !owned) return;
    const { owner, project } = found;
    const isPin = familyOfBinding(manifest.kind.kind) ?? familyOfRelease(manifest.kind.kind);
    report({
      place: atPath(manifest, pathOf('spec.owner.projectName')),
      message: t`${owner.kind.kind} "${owner.name}" belongs to project "${project}", and this ${manifest.kind.kind} says "${textAt(manifest, 'spec.owner.projectName')}": ${owned.consequence}.`,
      severity: owned.severity,
      related: [{ kind: 'manifest', manifest: owner, message: t`It says "${project}".` }],
      // What is committed of a release or binding cannot change its owner.
      data: isPin ? {} : { replacement: project },
    });
  },
};
