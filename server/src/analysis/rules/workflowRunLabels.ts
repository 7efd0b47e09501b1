import { phrase, t } from '../../base/l10n';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { describeKey, kindAndName } from '../entries';
import { isDangling } from '../known';
import { ownProjectOf } from '../ownProject';
import { atPath } from '../problem';
import type { Finding, ManifestRule } from '../rule';
import { asMap, asText, at } from '../values';

const PROJECT = 'openchoreo.dev/project';
const COMPONENT = 'openchoreo.dev/component';
const label = (key: string) => ['metadata', 'labels', key];

/**
 * The labels that tie a run to a component: both or neither, and true. Source: domain/rules.md wfr-labels-pair,
 * wfr-component-matches.
 */
export const workflowRunLabels: ManifestRule = {
  kind: 'manifest',
  code: 'workflow-run-labels',
  category: 'rule',
  severity: 'error',
  summary: phrase`The labels of a workflow run do not fit its component.`,
  kinds: ['WorkflowRun'],
  check(view, manifest, report) {
    const labels = asMap(at(manifest, 'metadata.labels'));
    const project = asText(labels[PROJECT]);
    const component = asText(labels[COMPONENT]);
    if ((project === undefined) !== (component === undefined)) {
      const [has, lacks] = project === undefined ? [COMPONENT, PROJECT] : [PROJECT, COMPONENT];
      report({
        place: atPath(manifest, label(has), 'key'),
        message: t`A run has both labels ${PROJECT} and ${COMPONENT}, or neither; with "${lacks}" missing it fails at once.`,
      });
    } else if (project !== undefined && component !== undefined) {
      // Which of two declarations of one component counts is another problem; a run that fits either may be right.
      const targets = view.all('Component', manifest.inNamespace, component);
      if (targets.some(({ doubtful }) => doubtful)) return;
      const findings = targets.map((target) => contradiction(view, manifest, target, project));
      if (findings[0] && findings.every((finding) => finding !== undefined)) report(findings[0]);
    }
  },
};

/** The first thing that the platform would object to, in its order. */
function contradiction(view: RepositoryView, run: Manifest, component: Manifest, project: string): Finding | undefined {
  const related = [{ kind: 'manifest' as const, manifest: component, message: t`The component.` }];
  const own = ownProjectOf(view, component)?.project;
  if (own !== undefined && own !== project && !isDangling(view, run, label(PROJECT)))
    return {
      place: atPath(run, label(PROJECT)),
      message: t`Component "${component.name}" belongs to project "${own}", not "${project}": the run fails.`,
      related,
      data: { replacement: own },
    };
  const path = ['spec', 'workflow', 'name'];
  const key = kindAndName(asMap(at(run, 'spec.workflow')), 'ClusterWorkflow');
  if (key === undefined || isDangling(view, run, path)) return undefined;
  const wanted = kindAndName(asMap(at(component, 'spec.workflow')), 'ClusterWorkflow');
  // Whether the component's type allows the workflow is the component's problem, and said there once.
  if (wanted === key) return undefined;
  return {
    place: atPath(run, path),
    message:
      wanted === undefined
        ? t`Component "${component.name}" has no workflow, so no run of it is accepted.`
        : t`Component "${component.name}" is built by ${describeKey(wanted)}, not by ${describeKey(key)}: the run fails.`,
    related,
  };
}
