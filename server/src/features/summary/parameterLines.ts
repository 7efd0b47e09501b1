import { parameterSchemaOf } from '../../analysis/parameters';
import { typeText } from '../../analysis/schema/schemaAt';
import type { SchemaNode } from '../../analysis/schema/schemaNode';
import { asMap, at, asText } from '../../analysis/values';
import { t } from '../../base/l10n';
import type { Manifest } from '../../repository/manifest';
import { code } from '../fieldText';

/** Sections of a type or trait that hold parameter schemas, today's and the proposal's, and how they are called. */
const SECTIONS: readonly (readonly [path: string, words: () => string])[] = [
  ['spec.parameters', () => t`Parameters`],
  ['spec.environmentConfigs', () => t`Per environment`],
  ['spec.schema.parameters', () => t`Parameters`],
  ['spec.schema.envOverrides', () => t`Per environment`],
];

const MOST = 5;

/** The parameters that a type or trait takes, with type and default, a line a section. */
export function parameterLines(manifest: Manifest): string[] {
  return SECTIONS.flatMap(([path, words]) => {
    const section = at(manifest, path);
    const fields = parameterSchemaOf(section)?.node ? schemaFields(section) : inlineFields(section);
    if (fields.length === 0) return [];
    const shown = fields.slice(0, MOST).join(', ');
    return [`${words()}: ${fields.length > MOST ? t`${shown} and ${fields.length - MOST} more` : shown}`];
  });
}

function schemaFields(section: unknown): string[] {
  const node = parameterSchemaOf(section)?.node;
  return Object.entries(node?.properties ?? {}).map(([name, field]) => fieldText(name, field, node!));
}

function fieldText(name: string, field: SchemaNode, parent: SchemaNode): string {
  const isRequired = parent.required?.includes(name) === true && field.default === undefined;
  const value = field.default === undefined ? (isRequired ? t`, required` : '') : ` = ${code(field.default)}`;
  return `${code(name)} (${typeText(field)}${value})`;
}

/** The proposal's inline dialect: `replicas: integer | default=1`. */
function inlineFields(section: unknown): string[] {
  return Object.entries(asMap(section)).flatMap(([name, type]) => {
    const text = asText(type);
    return text === undefined ? [] : [`${code(name)} (${text.replace(/\s*\|\s*/, ', ')})`];
  });
}
