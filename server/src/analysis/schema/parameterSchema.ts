import { checkValue } from './check';
import { fillDefaults } from './defaults';
import { deepCopy, isMap } from './json';
import { defaultsOnly, isUnreadable, readDefinition, type DefinitionProblem } from './parameterDialect';
import { reportViolations } from './report';
import type { SchemaNode } from './schemaNode';
import type { SchemaProblem } from './schemaProblem';

/** A parameter schema of a type or trait, ready to be used. */
export interface ParameterSchema {
  /** Why webhooks refuse the schema, or why rendering fails with it. */
  readonly problems: readonly DefinitionProblem[];
  /** The schema with references put in, for hover and completion; undefined where it cannot be read. */
  readonly node: SchemaNode | undefined;
  /** Whether a release with a copy of the schema can be created, and whether it can be rendered. */
  readonly usable: { readonly atAdmission: boolean; readonly atRender: boolean };
  /** The values with the schema's defaults, as templates see them. The argument stays as it is. */
  defaults(values: unknown): unknown;
  /**
   * What is wrong with values. With `defaults` as at render: defaults come first. Without, as at the creation of a release: a
   * required value is missing even if it has a default. No values means an empty map. Unusable schemas find nothing.
   */
  validate(values: unknown, options: { readonly defaults: boolean }): SchemaProblem[];
}

/**
 * Prepares an `openAPIV3Schema` (its plain value). Properties that the schema does not have are allowed unless it says
 * `additionalProperties: false`. Source: domain/rules.md §4. Cheap enough to be done on demand; callers keep the result for
 * as long as the schema's manifest does not change.
 */
export function compileParameterSchema(openAPIV3Schema: unknown): ParameterSchema {
  const { node, problems } = readDefinition(openAPIV3Schema);
  const usable = {
    atAdmission: !problems.some(isUnreadable),
    atRender: !problems.some((problem) => isUnreadable(problem) || problem.code === 'schema-unsupported'),
  };
  const defaulting = node && usable.atRender ? defaultsOnly(node) : undefined;
  const defaults = (values: unknown): unknown => {
    const filled = deepCopy(values ?? {});
    fillDefaults(filled, defaulting);
    return filled;
  };
  return {
    problems,
    node,
    usable,
    defaults,
    validate(values, options) {
      if (!node || !(options.defaults ? usable.atRender : usable.atAdmission)) return [];
      const given = values ?? {};
      // Templates get every number as a double, so that integers beyond 2^53 are none at render.
      const violations = options.defaults ? checkValue(defaults(given), node, 'doubles') : checkValue(given, node);
      return reportViolations(violations, [], { manifest: isMap(given) ? given : {}, schema: node });
    },
  };
}

/** A schema that completes and explains values, and that nothing is judged by. */
export function explainingSchema(openAPIV3Schema: unknown): ParameterSchema {
  return {
    ...compileParameterSchema(openAPIV3Schema),
    usable: { atAdmission: false, atRender: false },
    validate: () => [],
  };
}
