import { phrase, t } from '../../base/l10n';
import { entriesAt } from '../entries';
import { isDangling } from '../known';
import { ownProjectOf } from '../ownProject';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { asMap, asText } from '../values';

/**
 * A grant for a component or resource in a project that it does not belong to. Source: domain/references.yaml
 * authzrolebinding.scope, clusterauthzrolebinding.scope.
 */
export const grantMatchesNothing: ManifestRule = {
  kind: 'manifest',
  code: 'grant-matches-nothing',
  category: 'rule',
  severity: 'warning',
  summary: phrase`A grant is for a component or resource of another project than it names.`,
  kinds: ['AuthzRoleBinding', 'ClusterAuthzRoleBinding'],
  check(view, manifest, report) {
    for (const mapping of entriesAt(manifest, 'spec.roleMappings')) {
      const scope = asMap(mapping.value['scope']);
      const project = asText(scope['project']);
      const namespace = manifest.inNamespace ?? asText(scope['namespace']);
      for (const [key, kind] of [
        ['component', 'Component'],
        ['resource', 'Resource'],
      ] as const) {
        const name = asText(scope[key]);
        const target = name === undefined ? undefined : view.find(kind, namespace, name);
        const own = target && ownProjectOf(view, target)?.project;
        const path = [...mapping.path, 'scope', 'project'];
        if (!target || target.doubtful || !own || !project || own === project || isDangling(view, manifest, path))
          continue;
        report({
          place: atPath(manifest, path),
          message: t`${kind} "${target.name}" belongs to project "${own}", not "${project}": the grant matches nothing.`,
          related: [{ kind: 'manifest', manifest: target, message: t`It says "${own}".` }],
          data: { replacement: own },
        });
      }
    }
  },
};
