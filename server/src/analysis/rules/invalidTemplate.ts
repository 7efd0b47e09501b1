import { phrase, t } from '../../base/l10n';
import { valueAt } from '../../base/path';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';
import { KINDS_WITH_TEMPLATES, templatesOf, type Template } from '../templates';
import { asText } from '../values';

const OWN_NAMESPACE = '${metadata.namespace}';
const REQUIRED = [['apiVersion'], ['kind'], ['metadata', 'name']];

/**
 * A template that is no manifest, or that would go into another namespace. Source: domain/rules.md ct-template-shape,
 * ct-template-namespace, trait-create-shape, wf-run-shape, wf-namespace-required.
 */
export const invalidTemplate: ManifestRule = {
  kind: 'manifest',
  code: 'invalid-template',
  category: 'schema',
  severity: 'error',
  summary: phrase`A template lacks what every manifest has, computes its kind, or names a foreign namespace.`,
  kinds: KINDS_WITH_TEMPLATES,
  check(_view, manifest, report) {
    if (manifest.doubtful) return;
    for (const template of templatesOf(manifest)) {
      const missing = REQUIRED.filter((path) => isEmpty(valueAt(template.value, path)));
      if (template.namespace === 'own' && isEmpty(valueAt(template.value, ['metadata', 'namespace'])))
        missing.push(['metadata', 'namespace']);
      if (missing.length > 0)
        report({
          place: atPath(manifest, template.path, 'key'),
          message: t`The template lacks ${missing.map((path) => path.join('.')).join(', ')}; the platform refuses it.`,
        });
      const kind = asText(valueAt(template.value, ['kind']));
      if (kind?.includes('${'))
        report({
          place: atPath(manifest, [...template.path, 'kind']),
          message: t`The kind of a template must be written out; the platform refuses an expression.`,
        });
      if (isForeign(template))
        report({
          place: atPath(manifest, [...template.path, 'metadata', 'namespace']),
          message: t`A template may only go into "${OWN_NAMESPACE}"; the platform refuses any other namespace.`,
          data: { replacement: OWN_NAMESPACE },
        });
    }
  },
};

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function isForeign({ value, namespace }: Template): boolean {
  const written = valueAt(value, ['metadata', 'namespace']);
  // Where a namespace is demanded, an empty one is a missing one.
  if (written === undefined || written === null || (written === '' && namespace === 'own')) return false;
  if (typeof written !== 'string') return true;
  return namespace === 'own' ? written !== OWN_NAMESPACE : !/^\$\{\s*metadata\.namespace\s*\}$/.test(written.trim());
}
