import { phrase, t } from '../../base/l10n';
import { entriesAt, repeated, textOf } from '../entries';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';

/**
 * Two resources of a workflow under one id: the webhook refuses it, the schema does not. Ids of other kinds are list keys,
 * which the schema checks, or may repeat. Source: domain/rules.md wf-ids-unique.
 */
export const duplicateResourceId: ManifestRule = {
  kind: 'manifest',
  code: 'duplicate-resource-id',
  category: 'schema',
  severity: 'error',
  summary: phrase`Two resources of a workflow have the same id.`,
  kinds: ['Workflow', 'ClusterWorkflow'],
  check(_view, manifest, report) {
    for (const { item } of repeated(entriesAt(manifest, 'spec.resources'), (entry) => textOf(entry, 'id')))
      report({
        place: atPath(manifest, [...item.path, 'id']),
        message: t`Another resource has the id "${textOf(item, 'id')}"; the platform refuses the workflow.`,
      });
  },
};
