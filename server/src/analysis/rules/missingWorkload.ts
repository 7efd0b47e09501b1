import { phrase, t } from '../../base/l10n';
import { dirname } from '../../base/filePath';
import { valueAt } from '../../base/path';
import { isExternal } from '../../repository/external';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { atSpan } from '../problem';
import type { ManifestRule } from '../rule';
import { asMap, asText, at } from '../values';

/**
 * A component without a Workload, in a repository that keeps those of others. A component that is built from source gets its
 * Workload from the build. Source: domain/rules.md comp-workload-one.
 */
export const missingWorkload: ManifestRule = {
  kind: 'manifest',
  code: 'missing-workload',
  category: 'rule',
  severity: 'warning',
  summary: phrase`A component has no Workload, although the repository keeps those of others.`,
  kinds: ['Component'],
  check(view, manifest, report) {
    if (Object.keys(asMap(at(manifest, 'spec.workflow'))).length > 0) return;
    // One that names the component in another project is reported as that.
    if (view.ownedBy('Workload', manifest.inNamespace, manifest.name).length > 0) return;
    if (!view.declares('Workload') || view.hides('Workload')) return;
    if (isExternal(view.config.external, 'Workload', manifest.inNamespace, manifest.name)) return;
    const workloads = view.ofKind('Workload');
    if (!workloads.some((other) => other.inNamespace === manifest.inNamespace)) return;
    if (workloads.some((other) => isMeant(view, other, manifest))) return;
    report({
      place: atSpan(manifest.nameSpan),
      message: t`No Workload belongs to Component "${manifest.name}": without one it never becomes ready.`,
      data: {
        missing: {
          kind: 'Workload',
          name: manifest.name,
          ...(manifest.inNamespace && { namespace: manifest.inNamespace }),
        },
      },
    });
  },
};

/** A Workload that was meant for a component and names another, or stands in another namespace: reported as that. */
function isMeant(view: RepositoryView, workload: Manifest, component: Manifest): boolean {
  if (view.ownedBy('Workload', workload.inNamespace, component.name).length > 0) return true;
  const near =
    workload.name === component.name ||
    workload.name === `${component.name}-workload` ||
    dirname(workload.file) === dirname(component.file);
  if (!near) return false;
  // A list of a kind is news when its names change; what one of them says is looked up by its own.
  const value = view.find('Workload', workload.inNamespace, workload.name)?.value;
  const named = asText(valueAt(value, ['spec', 'owner', 'componentName']));
  return named === undefined || view.find('Component', workload.inNamespace, named) === undefined;
}
