import { describe, it } from 'mocha';
import { checkProblems } from '../../support/fixture';

function checkAddon(spec: string): void {
  checkProblems(
    `
#- .openchoreo-gitops.yaml
platformVersion: proposal
#- addon.yaml
apiVersion: openchoreo.dev/v1alpha1
kind: Addon
metadata: { name: autoscaler }
spec:
${spec}`,
    { schemas: true },
  );
}

describe('schema: the proposal’s kinds in the form that became of them', () => {
  it('are right as what the proposal shows, and as what was released', () => {
    checkAddon('  schema: { parameters: { size: string } }\n');
    checkAddon('  parameters: { openAPIV3Schema: { type: object } }\n  creates: [{ template: { kind: A } }]\n');
  });

  it('are judged by the form that they are nearer to', () => {
    checkAddon(`
  parameters: { openAPIV3Schema: { type: object } }
  environmentConfigs: { openAPIV3Schema: { type: object } }
  craetes: []
# ^^^^^^^ unknown-field: did you mean "creates"?
`);
    checkAddon(`
  schemo: {}
# ^^^^^^ unknown-field: did you mean "schema"?
`);
  });
});
