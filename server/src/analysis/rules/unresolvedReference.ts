import { phrase, say, t } from '../../base/l10n';
import { nearest } from '../../base/suggest';
import { isClusterScoped } from '../../model/kinds';
import type { Reference } from '../../model/manifest';
import type { RepositoryView } from '../../repository/view';
import { resolve, type Resolution } from '../resolve';
import { atSpan, type Severity } from '../problem';
import type { Finding, ManifestRule } from '../rule';
import { livesElsewhere } from './unknownNamespace';

/** A name that leads nowhere, where the repository is where it would have to lead. */
export const unresolvedReference: ManifestRule = {
  kind: 'manifest',
  code: 'unresolved-reference',
  category: 'reference',
  severity: 'error',
  summary: phrase`A reference names something that no file declares.`,
  check(view, manifest, report) {
    const references = manifest.references.filter((reference) => reference.rule.severity !== 'provenance');
    if (references.length === 0 || livesElsewhere(view, manifest) !== undefined) return;
    for (const reference of references) {
      const resolution = resolve(view, manifest, reference);
      if (resolution.kind === 'missing') report(finding(view, reference, resolution));
    }
  },
};

function finding(view: RepositoryView, reference: Reference, missing: Resolution & { kind: 'missing' }): Finding {
  const suggestion = nearest(reference.name, missing.candidates);
  const what = missing.holder
    ? t`${inside(reference)} "${reference.name}" in ${missing.holder.kind.kind} "${missing.holder.name}"`
    : `${kindNames(missing.kinds)} "${reference.name}"`;
  const where =
    !missing.holder && missing.namespace !== undefined && !missing.kinds.every(isClusterScoped)
      ? elsewhere(view, missing, reference.name)
      : '';
  const hint = suggestion ? t`; did you mean "${suggestion}"?` : '.';
  return {
    place: atSpan(reference.span),
    message: t`No ${what}${where}: ${reference.rule.consequence}${hint}`,
    severity: severityOf(reference, missing),
    related: missing.holder
      ? [
          {
            kind: 'manifest',
            manifest: missing.holder,
            message: t`${missing.holder.kind.kind} "${missing.holder.name}" is declared here.`,
          },
        ]
      : [],
    data: {
      ...(suggestion && { replacement: suggestion }),
      ...(!missing.holder && {
        missing: {
          kind: missing.kinds[0]!,
          name: reference.name,
          ...(missing.namespace !== undefined &&
            !isClusterScoped(missing.kinds[0]!) && { namespace: missing.namespace }),
        },
      }),
    },
  };
}

/** Cluster-scoped targets may live in a platform repository: there a warning is all that can be said. */
function severityOf(reference: Reference, missing: Resolution & { kind: 'missing' }): Severity {
  const severity = reference.rule.severity === 'provenance' ? 'information' : reference.rule.severity;
  return severity === 'error' && !missing.holder && missing.kinds.every(isClusterScoped) ? 'warning' : severity;
}

const CATEGORY_NAMES = {
  endpoint: phrase`endpoint`,
  'trait-instance': phrase`trait instance`,
  'addon-instance': phrase`instance of an addon`,
  output: phrase`output`,
  'secret-key': phrase`key`,
  variable: phrase`variable`,
  'mounted-file': phrase`file`,
  'held-trait': phrase`trait`,
} as const;

function inside(reference: Reference): string {
  return reference.rule.to.kind === 'inside' ? say(CATEGORY_NAMES[reference.rule.to.category]) : t`entry`;
}

function kindNames(kinds: readonly string[]): string {
  return kinds.join(t` or `);
}

/** In which namespace the name does exist, when it does: the commonest surprise. */
function elsewhere(view: RepositoryView, missing: Resolution & { kind: 'missing' }, name: string): string {
  const namespaces = missing.kinds.flatMap((kind) =>
    view
      .ofKind(kind)
      .filter((m) => m.name === name)
      .map((m) => m.inNamespace),
  );
  const other = namespaces.find((namespace) => namespace !== undefined && namespace !== missing.namespace);
  return other === undefined ? '' : t` in namespace "${missing.namespace}" (there is one in "${other}")`;
}
