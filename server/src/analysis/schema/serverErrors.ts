import type { Path } from '../../base/path';
import { admit } from './admission';
import type { Violation, ViolationOrigin, ServerErrorType } from './violation';
import { propertyOf, type KindSchema, type SchemaNode } from './schemaNode';

/** One error as the API server reports it. */
export interface ServerError {
  readonly path: string;
  readonly type: ServerErrorType;
  readonly origin: ViolationOrigin;
}

/**
 * The list of errors that the API server itself would return, stage by stage: it stops at the kind, then at metadata that it
 * cannot read (one error), then at unknown fields. Used to compare with real verdicts; people get validateManifest().
 */
export function admissionErrors(value: unknown, schema: KindSchema, old?: unknown): ServerError[] {
  const { kind, unreadable, unknown, structure, rules } = admit(value, schema, old);
  const reported =
    kind.length > 0
      ? kind
      : unreadable.length > 0
        ? unreadable.slice(0, 1)
        : unknown.length > 0
          ? unknown
          : [...structure, ...rules];
  const seen = new Map<string, ServerError>();
  for (const violation of reported) {
    const error = { path: spell(violation, schema), type: violation.type, origin: violation.origin };
    seen.set(`${error.path} ${error.type} ${error.origin}`, error);
  }
  return [...seen.values()];
}

/** `spec.endpoints.web.port`; checks of rules and list keys write a map's key as `[web]`. */
function spell(violation: Violation, schema: KindSchema): string {
  const path: Path = violation.serverPath ?? violation.path;
  const bracketsKeys = violation.origin === 'cel' || violation.origin === 'listtype';
  let node: SchemaNode | undefined = schema;
  let text = '';
  path.forEach((step, i) => {
    if (typeof step === 'number') {
      text += `[${step}]`;
      node = node?.items;
      return;
    }
    const property = node && propertyOf(node, step);
    const isMapKey = bracketsKeys && !property;
    text += isMapKey ? `[${step}]` : i === 0 ? step : `.${step}`;
    node = property ?? (typeof node?.additionalProperties === 'object' ? node.additionalProperties : undefined);
  });
  return text;
}
