import { phrase, t } from '../../base/l10n';
import { attributesOf, expandAction } from '../../model/authzActions';
import { entriesAt } from '../entries';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { asList, asMap } from '../values';

/**
 * A condition over actions that have no attribute in common to ask about: the webhook refuses it. Source: domain/rules.md
 * authz-cond-actions.
 */
export const conditionWithoutAttribute: ManifestRule = {
  kind: 'manifest',
  code: 'condition-without-attribute',
  category: 'schema',
  severity: 'error',
  summary: phrase`A condition is over actions that have no attribute in common.`,
  kinds: ['AuthzRoleBinding', 'ClusterAuthzRoleBinding'],
  check(_view, manifest, report) {
    for (const mapping of entriesAt(manifest, 'spec.roleMappings'))
      asList(mapping.value['conditions']).forEach((condition, i) => {
        const actions = asList(asMap(condition)['actions']).filter((action) => typeof action === 'string');
        if (actions.length === 0 || attributesOf(actions).length > 0) return;
        const path = [...mapping.path, 'conditions', i, 'actions'];
        const unknown = actions.find((action) => expandAction(action).length === 0);
        const alone = actions.find((action) => attributesOf([action]).length === 0);
        const what =
          unknown !== undefined
            ? t`OpenChoreo has no action "${unknown}"`
            : alone !== undefined
              ? t`"${alone}" has no attribute that a condition could ask about`
              : t`These actions have no attribute in common: ${actions.map((action) => t`"${action}" has ${attributesOf([action]).join(', ')}`).join('; ')}`;
        const culprit = unknown ?? alone;
        report({
          place:
            culprit === undefined
              ? atPath(manifest, path, 'key')
              : atPath(manifest, [...path, asList(asMap(condition)['actions']).indexOf(culprit)]),
          message: t`${what}; the platform refuses the condition.`,
        });
      });
  },
};
