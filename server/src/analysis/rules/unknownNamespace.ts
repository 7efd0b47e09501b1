import { phrase, t } from '../../base/l10n';
import { isClusterScoped } from '../../model/kinds';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { resolve } from '../resolve';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';

/** A manifest in a namespace where nothing that it names lives, while all of it lives in another. */
export const unknownNamespace: ManifestRule = {
  kind: 'manifest',
  code: 'unknown-namespace',
  category: 'reference',
  severity: 'error',
  summary: phrase`Everything that a manifest refers to lives in another namespace.`,
  check(view, manifest, report) {
    const elsewhere = livesElsewhere(view, manifest);
    if (elsewhere === undefined) return;
    const written = manifest.namespace !== undefined;
    report({
      place: atPath(manifest, written ? ['metadata', 'namespace'] : ['metadata']),
      message: written
        ? t`Nothing that this ${manifest.kind.kind} names is in namespace "${manifest.inNamespace}"; all of it is in "${elsewhere}".`
        : t`This ${manifest.kind.kind} has no namespace and is taken to be in "${manifest.inNamespace}"; everything that it names is in "${elsewhere}".`,
      data: written ? { replacement: elsewhere } : {},
    });
  },
};

/**
 * The namespace in which everything lives that a manifest refers to, when nothing of it lives in the manifest's own.
 * Then one problem at the namespace says more than one at every reference.
 */
export function livesElsewhere(view: RepositoryView, manifest: Manifest): string | undefined {
  if (manifest.inNamespace === undefined) return undefined;
  const references = manifest.references.filter(
    (reference) =>
      reference.rule.severity !== 'provenance' &&
      reference.rule.to.kind !== 'inside' &&
      reference.namespace === undefined &&
      !reference.kinds.every(isClusterScoped),
  );
  if (references.length < 2) return undefined;
  const resolutions = references.map((reference) => resolve(view, manifest, reference));
  if (resolutions.some((resolution) => resolution.kind === 'found' && resolution.manifest.inNamespace !== undefined))
    return undefined;
  const missing = references.filter((_, i) => resolutions[i]!.kind === 'missing');
  if (missing.length < 2) return undefined;
  const namespaces = missing.map(
    (reference) =>
      new Set(
        reference.kinds.flatMap((kind) =>
          view
            .ofKind(kind)
            .filter((m) => m.name === reference.name)
            .map((m) => m.inNamespace),
        ),
      ),
  );
  return [...namespaces[0]!].find(
    (namespace): namespace is string => namespace !== undefined && namespaces.every((set) => set.has(namespace)),
  );
}
