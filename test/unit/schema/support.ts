import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { formatPath } from '../../../server/src/base/path';
import type { KindSchema, SchemaNode } from '../../../server/src/analysis/schema/schemaNode';
import type { SchemaProblem } from '../../../server/src/analysis/schema/schemaProblem';
import { schemaStore } from '../../../server/src/analysis/schema/schemaStore';
import { admissionErrors } from '../../../server/src/analysis/schema/serverErrors';
import { validateManifest } from '../../../server/src/analysis/schema/validateManifest';
import { schemaFiles } from '../../../server/src/node/schemaFiles';
import { readYaml } from '../../../server/src/yaml/read';
import { toValue } from '../../../server/src/yaml/value';

export const SCHEMAS = resolve(import.meta.dirname, '../../../schemas');
export const VERSIONS = ['1.0', '1.1', '1.2', 'proposal'] as const;
export const shipped = schemaStore(schemaFiles(SCHEMAS));

export function shippedSchema(kind: string, version = '1.2'): KindSchema {
  const schema = shipped.get(version, kind);
  assert.ok(schema, `${kind} ${version}`);
  return schema;
}

/** The schema of a kind of our own whose spec is given, as a CRD would have it. */
export function kindWith(spec: SchemaNode, scope: 'namespaced' | 'cluster' = 'namespaced'): KindSchema {
  return {
    'x-kind': { group: 'example.test', version: 'v1', kind: 'Thing', scope },
    type: 'object',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      spec,
      status: { properties: { phase: {} }, 'x-ignored': true },
    },
  };
}

/** A manifest of that kind. `rest` goes beside `spec`. */
export function thing(spec: unknown, rest: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    apiVersion: 'example.test/v1',
    kind: 'Thing',
    metadata: { name: 'a' },
    ...(spec === undefined ? {} : { spec }),
    ...rest,
  };
}

/** The server's errors as `path: type`. */
export function errorsOf(value: unknown, schema: KindSchema, old?: unknown): string[] {
  return admissionErrors(value, schema, old)
    .map((error) => `${error.path}: ${error.type.replace('FieldValue', '')}`)
    .sort();
}

/** Errors of a spec against the schema of a spec. */
export function specErrors(spec: unknown, schema: SchemaNode, old?: unknown): string[] {
  return errorsOf(thing(spec), kindWith(schema), old === undefined ? undefined : thing(old));
}

/** The problems of a manifest, written as YAML, as `path: code message`. */
export function problemsOf(yaml: string, version = '1.2', old?: string): string[] {
  return manifestProblems(yaml, version, old).map(
    (problem) => `${formatPath(problem.path)}: ${problem.code} ${problem.message}`,
  );
}

export function manifestProblems(yaml: string, version = '1.2', old?: string): SchemaProblem[] {
  const value = parse(yaml) as { readonly kind: string };
  const newest = shipped.get('1.2', value.kind);
  const source = { schema: shippedSchema(value.kind, version), version, ...(newest ? { newest } : {}) };
  return validateManifest(value, source, old === undefined ? undefined : parse(old));
}

export function parse(yaml: string): unknown {
  const file = readYaml(yaml);
  assert.deepEqual(file.problems, []);
  return toValue(file.documents[0]?.root);
}
