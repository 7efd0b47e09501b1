import type { Problem } from '../../analysis/problem';
import type { SchemaFix } from '../../analysis/schema/schemaProblem';

/** What the schemas know of a repair; nothing for problems that are not theirs. */
export function schemaFixOf({ data }: Problem): SchemaFix {
  return data?.['fix'] ?? {};
}

/** Values or keys that would do, the likeliest first. */
export function expectedOf({ data }: Problem): readonly string[] {
  return (data?.['expected'] ?? []) as readonly string[];
}

/** The code of the schemas, also where the schema is that of a type's parameters. */
export function schemaCodeOf({ code, data }: Problem): string {
  return typeof data?.['code'] === 'string' ? data['code'] : code;
}
