import { phrase, t } from '../../base/l10n';
import { typeOfComponent } from '../componentTypes';
import { describeKey, entriesAt, kindAndName } from '../entries';
import { isDangling } from '../known';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { asMap, at } from '../values';

/** A build workflow that the component's type does not list. Source: domain/rules.md comp-workflow-allowed. */
export const workflowNotAllowed: ManifestRule = {
  kind: 'manifest',
  code: 'workflow-not-allowed',
  category: 'rule',
  severity: 'error',
  summary: phrase`A component is built by a workflow that its type does not allow.`,
  kinds: ['Component'],
  check(view, manifest, report) {
    const key = kindAndName(asMap(at(manifest, 'spec.workflow')), 'ClusterWorkflow');
    const type = key === undefined ? undefined : typeOfComponent(view, manifest);
    if (key === undefined || !type || type.doubtful || !type.kind.eras.includes('current')) return;
    const allowed = entriesAt(type, 'spec.allowedWorkflows').flatMap(
      (entry) => kindAndName(entry.value, 'ClusterWorkflow') ?? [],
    );
    const path = ['spec', 'workflow', 'name'];
    if (allowed.includes(key) || isDangling(view, manifest, path)) return;
    const list = allowed.length === 0 ? t`it allows none` : t`it allows ${allowed.map(describeKey).join(', ')}`;
    report({
      place: atPath(manifest, path),
      message: t`${type.kind.kind} "${type.name}" does not allow ${describeKey(key)} (${list}): the Component never becomes ready.`,
      related: [{ kind: 'manifest', manifest: type, message: t`The type, with its allowedWorkflows.` }],
    });
  },
};
