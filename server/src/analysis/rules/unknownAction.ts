import { phrase, t } from '../../base/l10n';
import { nearest } from '../../base/suggest';
import { AUTHZ_ACTIONS, expandAction } from '../../model/authzActions';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { asList, asText, at } from '../values';

/** A role that allows what the platform never asks about. Source: domain/references.yaml authz.actions. */
export const unknownAction: ManifestRule = {
  kind: 'manifest',
  code: 'unknown-action',
  category: 'rule',
  severity: 'warning',
  summary: phrase`A role lists an action that the platform does not know.`,
  kinds: ['AuthzRole', 'ClusterAuthzRole'],
  check(_view, manifest, report) {
    asList(at(manifest, 'spec.actions')).forEach((item, i) => {
      const action = asText(item);
      if (action === undefined || expandAction(action).length > 0) return;
      const suggestion = nearest(action, AUTHZ_ACTIONS);
      report({
        place: atPath(manifest, ['spec', 'actions', i]),
        message: t`OpenChoreo has no action "${action}": listing it allows nothing${suggestion ? t`; did you mean "${suggestion}"?` : '.'}`,
        ...(suggestion && { data: { replacement: suggestion } }),
      });
    });
  },
};
