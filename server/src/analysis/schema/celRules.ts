import type { SchemaRule } from './schemaNode';

/**
 * The CEL rules of OpenChoreo's CRDs, 1.0 to 1.2, in our vocabulary. The key is the fingerprint of the expression: CEL
 * itself is neither shipped nor interpreted, and a rule that nobody has looked at yet is found by its missing key.
 * Meaning of each: domain/rules.md §1.
 */
const RULES: Readonly<Record<string, SchemaRule>> = {
  '97a4458c2b687e52': { rule: 'immutable' },
  ca12a924dba8e5c2: { rule: 'immutableOnceSet', field: 'dataPlaneRef' },
  e9d1f66fd0a43ec9: { rule: 'requires', pairs: [['forEach', 'var']] },
  '3cec0224384d0dce': { rule: 'requires', pairs: [['scope.component', 'scope.project']] },
  c0064e8f2a5f9fdd: { rule: 'requires', pairs: [['scope.resource', 'scope.project']] },
  '7c083d0bc366f4c5': {
    rule: 'requires',
    pairs: [
      ['scope.project', 'scope.namespace'],
      ['scope.component', 'scope.project'],
    ],
  },
  '6067a9f7408dc059': { rule: 'exactlyOneOf', fields: ['value', 'valueFrom'] },
  '239560b0f5f64952': { rule: 'exactlyOneOf', fields: ['componentName', 'resourceName'] },
  '9f583cbd7d32752b': { rule: 'exactlyOneOf', fields: ['value', 'secretKeyRef', 'configMapKeyRef'] },
  c35099f37192d941: { rule: 'atMostOneOf', fields: ['value', 'valueFrom'] },
  '1f63c8bc29af2f62': { rule: 'atMostOneOf', fields: ['componentName', 'resourceName'] },
  '459316bc230e4dda': { rule: 'atMostOneOf', fields: ['scope.component', 'scope.resource'] },
  '518eb733240bc72d': { rule: 'atMostOneOf', fields: ['validations', 'preRenderValidations'], nonEmpty: true },
  '84a1dc5bed1f0511': { rule: 'only', field: 'roleMappings[].roleRef.kind', value: 'ClusterAuthzRole' },
  '1a0d2b8c01db3ea2': { rule: 'only', field: 'kind', value: 'ClusterObservabilityPlane', optional: true },
  '2f0ccf2a8f049604': { rule: 'itemNamedBy', list: 'resources', key: 'id', field: 'workloadType', except: ['proxy'] },
  c89079093bb3e3f7: { rule: 'requiredWhen', field: 'type', is: 'email', needs: 'emailConfig' },
  ba6004a5edd99893: { rule: 'requiredWhen', field: 'type', is: 'webhook', needs: 'webhookConfig' },
  dd1ca11d9f05ae23: { rule: 'requiredWhen', field: 'triggerAiRca', is: true, needs: 'enabled', be: true },
  d868d96a93696b24: { rule: 'requiredWhen', field: 'triggerAiCostAnalysis', is: true, needs: 'enabled', be: true },
  '80ca0a48ab7d72aa': {
    rule: 'requiredWhen',
    field: 'actions.incident.triggerAiCostAnalysis',
    is: true,
    needs: 'source.type',
    be: 'budget',
  },
  '1bba200eabe9b318': { rule: 'noEmptyEntries' },
};

/** What a CEL expression of a CRD demands; undefined for one that the table does not know. */
export function ruleOfCel(expression: string): SchemaRule | undefined {
  const key = fingerprint(expression);
  return Object.hasOwn(RULES, key) ? RULES[key] : undefined;
}

/** 64 bits (two FNV-1a hashes with different seeds) of an expression, its white space left out. */
export function fingerprint(expression: string): string {
  const text = expression.replace(/\s+/g, '');
  return hash(text, 0x811c9dc5) + hash(text, 0x01000193);
}

function hash(text: string, seed: number): string {
  let value = seed;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}
