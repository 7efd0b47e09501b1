import { phrase, t } from '../../base/l10n';
import { isExternal } from '../../repository/external';
import { platformVersion } from '../platformVersion';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { asMap, at } from '../values';

/**
 * An environment that names no data plane gets the one called `default`. A hint where the repository declares planes and none
 * of that name: the platform's installation may have made it. Source: domain/references.yaml implicit.default-planes.
 */
export const environmentWithoutPlane: ManifestRule = {
  kind: 'manifest',
  code: 'environment-without-plane',
  category: 'rule',
  severity: 'information',
  summary: phrase`An environment names no data plane, and the repository declares none called default.`,
  kinds: ['Environment'],
  check(view, manifest, report) {
    const spec = asMap(at(manifest, 'spec'));
    if (spec['dataPlaneRef'] !== undefined || manifest.doubtful || platformVersion(view) === 'proposal') return;
    const planes = ['DataPlane', 'ClusterDataPlane'];
    if (!planes.some((kind) => view.declares(kind)) || planes.some((kind) => view.hides(kind))) return;
    const isThere = (kind: string) =>
      view.find(kind, manifest.inNamespace, 'default') !== undefined ||
      isExternal(view.config.external, kind, manifest.inNamespace, 'default');
    if (planes.some(isThere)) return;
    report({
      place: atPath(manifest, ['spec', 'dataPlaneRef'], 'key'),
      message: t`"${manifest.name}" names no data plane and gets the one called "default", which this repository does not declare.`,
      data: { missing: { kind: 'DataPlane', name: 'default' } },
    });
  },
};
