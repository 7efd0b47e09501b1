/**
 * `metadata` as the schemas show it in completion and hover. What the API server demands of it is in
 * server/src/analysis/schema/objectMeta.ts: labels and names have rules that no schema can say.
 */
const text = (description) => ({ type: 'string', description });

export const METADATA = {
  type: 'object',
  description: 'Who the object is: its name, its namespace and what is noted about it.',
  required: ['name'],
  properties: {
    name: text(
      'Name of the object, unique for its kind within the namespace. Lower-case letters, digits, "-" and ".".',
    ),
    namespace: text('Namespace that the object lives in. Cluster-scoped kinds have none.'),
    labels: {
      type: 'object',
      description: 'Short key-value pairs that other tools select objects by. Values are at most 63 characters long.',
      additionalProperties: { type: 'string' },
    },
    annotations: {
      type: 'object',
      description: 'Notes on the object for people and tools; any text.',
      additionalProperties: { type: 'string' },
    },
    finalizers: {
      type: 'array',
      description: 'Names of those who must finish their work before the object may go.',
      items: { type: 'string' },
    },
  },
};
