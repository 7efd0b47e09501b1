import { phrase, t } from '../../base/l10n';
import { atSpan } from '../problem';
import type { ManifestRule } from '../rule';

/** Two manifests with one identity: which of them the cluster gets depends on the order of files. */
export const duplicateManifest: ManifestRule = {
  kind: 'manifest',
  code: 'duplicate-manifest',
  category: 'rule',
  severity: 'error',
  summary: phrase`Two manifests have the same kind, namespace and name.`,
  check(view, manifest, report) {
    const others = view
      .all(manifest.kind.kind, manifest.inNamespace, manifest.name)
      .filter((other) => other !== manifest);
    if (others.length === 0 || manifest.kind.eras.includes('file-only')) return;
    const where = manifest.inNamespace === undefined ? '' : t` in namespace "${manifest.inNamespace}"`;
    report({
      place: atSpan(manifest.nameSpan),
      message: t`${manifest.kind.kind} "${manifest.name}" is declared ${others.length + 1} times${where}; which one the cluster keeps depends on the order of files.`,
      related: others.map((other) => ({ kind: 'manifest', manifest: other, message: t`Also declared here.` })),
    });
  },
};
