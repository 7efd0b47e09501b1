import { phrase, t } from '../../base/l10n';
import { resolve } from '../resolve';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { valueAt } from '../../base/path';

/**
 * An output that is a plain value, asked for as a file: only secrets and config maps can be mounted. Source: domain/rules.md
 * rb-resource-deps.
 */
export const outputNotMountable: ManifestRule = {
  kind: 'manifest',
  code: 'output-not-mountable',
  category: 'rule',
  severity: 'error',
  summary: phrase`A dependency mounts an output that is a plain value.`,
  kinds: ['Workload'],
  check(view, manifest, report) {
    for (const reference of manifest.references) {
      if (reference.on !== 'key' || reference.path.at(-2) !== 'fileBindings') continue;
      const found = resolve(view, manifest, reference);
      if (found.kind !== 'found' || !found.declaration || found.manifest.doubtful) continue;
      const output = found.declaration.path.slice(0, -1);
      const source = valueAt(found.manifest.value, output);
      const isValue = valueAt(source, ['value']) !== undefined;
      const isFile = ['secretKeyRef', 'configMapKeyRef'].some((key) => valueAt(source, [key]) !== undefined);
      if (!isValue || isFile) continue;
      report({
        place: atPath(manifest, reference.path, 'key'),
        message: t`Output "${reference.name}" of ${found.manifest.kind.kind} "${found.manifest.name}" is a plain value and cannot be a file; take it as a variable under envBindings, or nothing is ever deployed.`,
        related: [{ kind: 'manifest', manifest: found.manifest, message: t`The type with the output.` }],
      });
    }
  },
};
