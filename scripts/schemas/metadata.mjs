const text = { type: 'string' };

/**
 * `metadata` as the schemas show it in completion and hover. What the API server demands of it is in
 * server/src/analysis/schema/objectMeta.ts: names and labels have rules that no schema can say.
 */
export const METADATA = {
  type: 'object',
  required: ['name'],
  properties: {
    name: text,
    namespace: text,
    labels: { type: 'object', additionalProperties: text },
    annotations: { type: 'object', additionalProperties: text },
  },
};
