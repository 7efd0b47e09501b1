import { phrase, t } from '../../base/l10n';
import { atPath, atSpan } from '../problem';
import type { ManifestRule } from '../rule';
import { textAt } from '../values';

/** The longest value of a Kubernetes label. */
const MAX_LABEL = 63;

/** Kinds whose names become labels, and kinds that join two names to one. */
const LABELS: readonly string[] = ['Project', 'Component', 'Environment', 'Resource'];
const BINDINGS: readonly string[] = ['ReleaseBinding'];

/**
 * Names that the platform writes into labels of what it deploys, itself or joined: longer ones are legal names and break there.
 * Source: domain/rules.md name-object, name-rendered.
 */
export const nameTooLong: ManifestRule = {
  kind: 'manifest',
  code: 'name-too-long',
  category: 'rule',
  severity: 'error',
  summary: phrase`A name does not fit into the labels that the platform makes of it.`,
  kinds: [...LABELS, ...BINDINGS],
  check(_view, manifest, report) {
    if (LABELS.includes(manifest.kind.kind) && manifest.name.length > MAX_LABEL)
      report({
        place: atSpan(manifest.nameSpan),
        message: t`The name has ${manifest.name.length} characters; the platform labels what it deploys with it, and a label has at most ${MAX_LABEL}.`,
      });
    if (!BINDINGS.includes(manifest.kind.kind)) return;
    const component = textAt(manifest, 'spec.owner.componentName') ?? '';
    const environment = textAt(manifest, 'spec.environment') ?? '';
    const { length } = `${component}-${environment}`;
    // Either alone being too long is said where it is declared.
    if (length <= MAX_LABEL || component.length > MAX_LABEL || environment.length > MAX_LABEL) return;
    report({
      place: atPath(manifest, ['spec', 'environment']),
      message: t`What is deployed is labelled "${component}-${environment}"; that has ${length} characters, and a label has at most ${MAX_LABEL}.`,
      severity: 'warning',
    });
  },
};
