import { phrase, t } from '../../base/l10n';
import { valueAt, type Path } from '../../base/path';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { expand } from '../templates';
import { asText } from '../values';

/** The operations of traits, and of their copies in a release. */
const OPERATIONS: Readonly<Record<string, Path>> = {
  Trait: ['spec', 'patches', '*', 'operations', '*'],
  ClusterTrait: ['spec', 'patches', '*', 'operations', '*'],
  ComponentRelease: ['spec', 'traits', '*', 'spec', 'patches', '*', 'operations', '*'],
};

/** A patch whose operation and value do not go together. Source: domain/rules.md trait-patch-value. */
export const invalidPatch: ManifestRule = {
  kind: 'manifest',
  code: 'invalid-patch',
  category: 'schema',
  severity: 'error',
  summary: phrase`A patch adds or replaces without a value, removes with one, or has no path.`,
  kinds: Object.keys(OPERATIONS),
  check(_view, manifest, report) {
    if (manifest.doubtful) return;
    for (const path of expand(manifest.value, OPERATIONS[manifest.kind.kind] ?? [])) {
      const operation = valueAt(manifest.value, path);
      const op = asText(valueAt(operation, ['op']));
      const value = valueAt(operation, ['value']);
      const hasValue = value !== undefined && value !== null;
      if (valueAt(operation, ['path']) === '')
        report({
          place: atPath(manifest, [...path, 'path']),
          message: t`The path of a patch is empty; the platform refuses it.`,
        });
      if ((op === 'add' || op === 'replace') && !hasValue)
        report({
          place: atPath(manifest, [...path, 'op']),
          message: t`"${op}" needs a value; the platform refuses the patch.`,
        });
      if (op === 'remove' && hasValue)
        report({
          place: atPath(manifest, [...path, 'value'], 'key'),
          message: t`"remove" takes no value; the platform refuses the patch.`,
        });
    }
  },
};
