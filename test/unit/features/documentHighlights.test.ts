import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { documentHighlights } from '../../../server/src/features/documentHighlights';
import { checkPlaces, cursorOf, openFixture, yamlOf } from '../../support/fixture';

/** Highlights must be noted with `#  ^^^ read` and `#  ^^^ write`, and nothing else may be one. */
function checkHighlights(fixture: string): void {
  const opened = openFixture(fixture);
  const { file, offset } = cursorOf(opened);
  const found = documentHighlights(opened.repository, yamlOf(opened), file, offset);
  for (const access of ['read', 'write'] as const)
    checkPlaces(
      opened,
      found.filter((highlight) => highlight.access === access).map(({ span }) => ({ file, span })),
      access,
    );
}

const API = 'apiVersion: openchoreo.dev/v1alpha1';

describe('document highlights', () => {
  it('are the uses of a name in the file, read, and its declaration, written', () => {
    const fixture = (name: string, use: string) => `
#- all.yaml
${API}
kind: Environment
metadata: { name: ${name} }
#                 ^^^ write
---
${API}
kind: ReleaseBinding
metadata: { name: dev }
spec: { environment: "${use}" }
#                     ^^^ read
---
${API}
kind: DeploymentPipeline
metadata: { name: p }
spec:
  promotionPaths:
    - sourceEnvironmentRef: { name: dev }
#                                   ^^^ read
      targetEnvironmentRefs: [{ name: prod }]
#- other.yaml
${API}
kind: ReleaseBinding
metadata: { name: b }
spec: { environment: dev }
`;
    checkHighlights(fixture('d<|>ev', 'dev'));
    checkHighlights(fixture('dev', 'dev<|>'));
  });

  it('are of the target that the cursor is on, not of others that share its name', () => {
    checkHighlights(
      `
${API}
kind: Component
metadata: { name: web }
spec: { owner: { projectName: web } }
---
${API}
kind: Project
metadata: { name: w<|>eb }
#                 ^^^ write
---
${API}
kind: Workload
metadata: { name: web }
spec: { owner: { projectName: web, componentName: web } }
#                             ^^^ read
---
${API}
kind: Component
metadata: { name: other, namespace: elsewhere }
spec: { owner: { projectName: web } }
---
${API}
kind: Component
metadata: { name: third }
spec: { owner: { projectName: web } }
#                             ^^^ read
`.replace(
        'spec: { owner: { projectName: web } }\n---',
        'spec: { owner: { projectName: web } }\n#                             ^^^ read\n---',
      ),
    );
  });

  it('are found inside manifests, behind emoji, anchors and Windows line ends', () => {
    checkHighlights(`
# 😀
${API}
kind: Workload
metadata: { name: "é😀" }
spec: { owner: { componentName: &c api }, endpoints: { http: {} } }
#                                                      ^^^^ write
---
${API}
kind: Workload
metadata: { name: web, annotations: { note: "😀😀" } }
spec: { owner: { componentName: web }, dependencies: { endpoints: [{ component: api, name: ht<|>tp }] } }
#                                                                                          ^^^^ read
`);
    const opened = openFixture(
      `${API}\nkind: Environment\nmetadata: { name: dev<|> }\n---\n${API}\nkind: ReleaseBinding\nmetadata: { name: b }\nspec: { environment: dev }\n`,
    );
    const windows = opened.files.get('manifest.yaml')!.replaceAll('\n', '\r\n');
    opened.repository.setFile('manifest.yaml', `\ufeff${windows}`);
    const text = `\ufeff${windows}`;
    const found = documentHighlights(opened.repository, yamlOf(opened), 'manifest.yaml', text.indexOf('dev ') + 1);
    assert.deepEqual(
      found.map(({ span, access }) => [text.slice(span.start, span.end), access]),
      [
        ['dev', 'write'],
        ['dev', 'read'],
      ],
    );
  });

  it('belong together where a name leads nowhere', () => {
    checkHighlights(`
${API}
kind: Environment
metadata: { name: dev }
spec: { dataPlaneRef: { kind: ClusterDataPlane, name: d<|>p } }
#                                                     ^^ read
---
${API}
kind: Environment
metadata: { name: prod }
spec: { dataPlaneRef: { kind: ClusterDataPlane, name: dp } }
#                                                     ^^ read
---
${API}
kind: Environment
metadata: { name: stage }
spec: { dataPlaneRef: { kind: DataPlane, name: dp } }
`);
  });

  it('are the values that a file gives to a parameter, and the property that declares it', () => {
    const fixture = (declared: string, used: string) => `
#- all.yaml
${API}
kind: ComponentType
metadata: { name: service }
spec:
  workloadType: deployment
  parameters:
    openAPIV3Schema: { type: object, properties: { ${declared}: { type: integer } } }
#                                                  ^^^^^^^^ write
---
${API}
kind: Component
metadata: { name: a }
spec:
  componentType: { kind: ComponentType, name: deployment/service }
  parameters: { ${used}: 1 }
#               ^^^^^^^^ read
---
${API}
kind: Component
metadata: { name: b }
spec:
  componentType: { kind: ComponentType, name: deployment/service }
  parameters: { replicas: 2 }
#               ^^^^^^^^ read
---
${API}
kind: Component
metadata: { name: c }
spec:
  componentType: { kind: ComponentType, name: deployment/other }
  parameters: { replicas: 2 }
`;
    checkHighlights(fixture('rep<|>licas', 'replicas'));
    checkHighlights(fixture('replicas', 'replicas<|>'));
  });

  it('are none where the cursor is on no name', () => {
    checkHighlights(`${API}\nkind: Environment\nmeta<|>data: { name: dev }\n`);
    checkHighlights('a: <|>\n');
  });
});
