import { phrase } from '../../base/l10n';
import { valueAt, type Path } from '../../base/path';
import { parameterSchemaOf } from '../parameters';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';

const SECTIONS: readonly Path[] = [
  ['spec', 'parameters'],
  ['spec', 'environmentConfigs'],
];

/** A parameter schema that webhooks refuse. Source: domain/rules.md §4 "Dialect of the schema", schema-where-strict. */
export const invalidParameterSchema: ManifestRule = {
  kind: 'manifest',
  code: 'invalid-parameter-schema',
  category: 'rule',
  severity: 'error',
  summary: phrase`The parameter schema of a type, trait or workflow is one that the platform refuses.`,
  kinds: [
    'ComponentType',
    'ClusterComponentType',
    'Trait',
    'ClusterTrait',
    'ResourceType',
    'ClusterResourceType',
    'ProjectType',
    'ClusterProjectType',
    'Workflow',
    'ClusterWorkflow',
  ],
  check(_view, manifest, report) {
    if (manifest.doubtful) return;
    for (const path of SECTIONS) {
      const schema = parameterSchemaOf(valueAt(manifest.value, path));
      for (const problem of schema?.problems ?? [])
        report({
          place: atPath(manifest, [...path, 'openAPIV3Schema', ...problem.path], problem.on),
          message: problem.message,
        });
    }
  },
};
