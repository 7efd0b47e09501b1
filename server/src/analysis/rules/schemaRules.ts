import { phrase, type Phrase } from '../../base/l10n';
import { formatPath } from '../../base/path';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import type { SchemaCode, SchemaProblem } from '../schema/schemaProblem';

/** What each code of the schemas means, as a summary of its rule. */
const SUMMARIES: Readonly<Record<SchemaCode, Phrase>> = {
  'unknown-field': phrase`A field that the kind does not have.`,
  'missing-field': phrase`A required field is missing.`,
  'wrong-type': phrase`A value has another type than the field takes.`,
  'not-in-enum': phrase`A value is none of those that the field takes.`,
  'pattern-mismatch': phrase`A text does not have the form that the field demands.`,
  'bad-format': phrase`A text is not what its format says.`,
  'out-of-range': phrase`A number, text or list is too small or too large.`,
  'duplicate-item': phrase`A list that must not repeat itself does.`,
  'conflicting-fields': phrase`Fields that exclude or need each other.`,
  'immutable-field': phrase`A field that cannot be changed after creation was changed.`,
  'invalid-value': phrase`A value breaks a rule of its kind.`,
  'invalid-metadata': phrase`Name, namespace, labels or annotations that Kubernetes refuses.`,
};

/** One rule per code, so that each can be silenced and explained; all read one validation of the manifest. */
export const SCHEMA_RULES: readonly ManifestRule[] = (Object.keys(SUMMARIES) as SchemaCode[]).map((code) => ({
  kind: 'manifest',
  code,
  category: 'schema',
  severity: 'error',
  summary: SUMMARIES[code],
  check(view, manifest, report, { schemas }) {
    // Broken YAML has lost fields that its author did write.
    if (!schemas || manifest.doubtful) return;
    for (const problem of schemas.problemsOf(view, manifest)) {
      if (problem.code !== code) continue;
      report({ place: atPath(manifest, problem.path, problem.on), message: problem.message, data: dataOf(problem) });
    }
  },
}));

function dataOf({ path, expected, fix }: SchemaProblem) {
  const replacement = fix?.rename ?? (typeof fix?.replacement === 'string' ? fix.replacement : undefined);
  return {
    path: formatPath(path),
    ...(replacement !== undefined && { replacement }),
    ...(expected && { expected }),
    ...(fix && { fix }),
  };
}
