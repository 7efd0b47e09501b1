import { phrase, t } from '../../base/l10n';
import type { Manifest } from '../../repository/manifest';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { textAt } from '../values';
import { componentLabel, ownProject, workloadsOf } from '../workloads';

/** A component with two Workloads. Source: domain/rules.md comp-workload-one, file-index-by-name. */
export const severalWorkloads: ManifestRule = {
  kind: 'manifest',
  code: 'several-workloads',
  category: 'rule',
  severity: 'error',
  summary: phrase`A component has more than one Workload.`,
  kinds: ['Workload'],
  check(view, manifest, report) {
    const component = textAt(manifest, 'spec.owner.componentName');
    if (component === undefined || manifest.doubtful) return;
    // Equal names are a duplicate manifest, which is reported as that.
    const others = workloadsOf(view, manifest.inNamespace, component, ownProject(manifest)).filter(
      (other) => other.key !== manifest.key,
    );
    if (others.length === 0 || others.some((other) => other.doubtful)) return;
    // Of two, the one that is named after another component is the one that was written wrongly.
    const isConventional = ({ name }: Manifest) => name === component || name === `${component}-workload`;
    if (isConventional(manifest) && !others.some(isConventional)) return;
    report({
      place: atPath(manifest, ['spec', 'owner', 'componentName']),
      message: t`${componentLabel(ownProject(manifest), component)} has ${others.length + 1} Workloads; it may have one, and with more the Component never becomes ready.`,
      related: others.map((other) => ({
        kind: 'manifest',
        manifest: other,
        message: t`"${other.name}" is one as well.`,
      })),
    });
  },
};
