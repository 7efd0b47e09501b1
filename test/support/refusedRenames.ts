const HEAD = 'apiVersion: openchoreo.dev/v1alpha1';

const environment = (name: string) => `${HEAD}\nkind: Environment\nmetadata: { name: ${name} }\n`;
const binding = (environmentName: string) =>
  `${HEAD}\nkind: ReleaseBinding\nmetadata: { name: web-dev }\nspec: { environment: ${environmentName} }\n`;
const workload = (text: string) => `${HEAD}\nkind: Workload\nmetadata: { name: api }\nspec: { ${text} }\n`;

/** Renames that are refused: of what, a fixture with a cursor on it, the new name, and why. */
export const REFUSED_RENAMES: readonly (readonly [what: string, fixture: string, to: string, why: string | RegExp])[] =
  [
    ['what is no name', environment('staging').replace('kind: E', 'kind: <|>E'), 'x', /^Nothing here can be renamed/],
    ['a template', `{{- if .x }}\n${environment('sta<|>ging')}{{- end }}\n`, 'x', /^The file is a template/],
    [
      'what nothing declares here',
      binding('sta<|>ging'),
      'x',
      '"staging" cannot be renamed here, since where it is declared is not known: this repository declares no Environment.',
    ],
    [
      'what is external',
      `#- .openchoreo-gitops.yaml\nexternal: ["Environment/*"]\n#- a.yaml\n${environment('dev')}---\n${binding('sta<|>ging')}`,
      'x',
      /\.openchoreo-gitops\.yaml lists Environment\/staging as external\.$/,
    ],
    [
      'what is missing',
      `${environment('dev')}---\n${binding('sta<|>ging')}`,
      'x',
      'There is no Environment "staging" to rename. Correct the reference, or create the manifest.',
    ],
    [
      'what is declared twice',
      `#- a.yaml\n${environment('staging')}#- b.yaml\n${environment('sta<|>ging')}`,
      'x',
      'Environment "staging" is declared 2 times (a.yaml, b.yaml), so it is not known which one is meant. Remove the others first.',
    ],
    [
      'a name that is taken',
      `${environment('sta<|>ging')}---\n${environment('dev')}`,
      'dev',
      'Environment "dev" exists already, in manifest.yaml. Choose another name.',
    ],
    ['no name', environment('sta<|>ging'), '', 'a manifest needs a name.'],
    ['capitals', environment('sta<|>ging'), 'QA', /^"QA" is no name for a manifest: it must consist of lower-case/],
    ['a name that is too long', environment('sta<|>ging'), 'a'.repeat(254), /it must have at most 253 characters\.$/],
    [
      'a name that fits no label',
      environment('sta<|>ging'),
      'a'.repeat(64),
      /^Under the name "a+" there would be an error in manifest\.yaml: The name has 64 characters/,
    ],
    [
      'a derived name that is taken',
      `${environment('sta<|>ging')}---\n${binding('staging').replace('web-dev', 'web-staging')}---\n${binding('qa').replace('web-dev', 'web-qa')}`,
      'qa',
      'ReleaseBinding "web-qa" exists already, in manifest.yaml. ReleaseBinding "web-staging" would become that as well. Choose another name.',
    ],
    [
      'an endpoint that is there',
      workload('endpoints: { ht<|>tp: {}, web: {} }'),
      'web',
      'Workload "api" declares "web" already. Choose another name.',
    ],
    [
      'an endpoint with blanks',
      workload('endpoints: { ht<|>tp: {} }'),
      'a b',
      /^"a b" is no name for an endpoint: it must/,
    ],
    [
      'an instance that several addons have',
      `${HEAD}\nkind: Component\nmetadata: { name: a }\nspec: { addons: [{ name: x, instanceId: o<|>ne }, { name: y, instanceId: one }] }\n`,
      'two',
      /declares "one" 2 times/,
    ],
    [
      'what a release froze',
      `${HEAD}\nkind: ClusterTrait\nmetadata: { name: t }\n---\n${HEAD}\nkind: ComponentRelease\nmetadata: { name: a-1 }\nspec: { traits: [{ kind: ClusterTrait, name: <|>t }] }\n`,
      'x',
      'ComponentRelease "a-1" froze this copy of "t", and a release never changes. Rename it where it is declared.',
    ],
    [
      'an instance that only a release has',
      `${HEAD}\nkind: ComponentRelease\nmetadata: { name: a-1 }\nspec: { owner: { componentName: a }, componentProfile: { traits: [{ instanceName: old }] } }\n---\n${HEAD}\nkind: ReleaseBinding\nmetadata: { name: a-dev }\nspec: { releaseName: a-1, traitEnvironmentConfigs: { ol<|>d: {} } }\n`,
      'x',
      /^ComponentRelease "a-1" froze this copy of "old", and a release never changes\. Pin a release/,
    ],
    [
      'a file that is in the way',
      `#- staging.yaml\n${environment('sta<|>ging')}#- qa.yaml\nkind: ConfigMap\n`,
      'qa',
      'The file staging.yaml would become qa.yaml, and that is there already. Move it away first.',
    ],
    ['a key that stands twice', `${environment('sta<|>ging')}kind: Environment\n`, 'qa', /says a key twice/],
    [
      'what an alias shares with something else',
      `#- a.yaml\n${environment('sta<|>ging')}#- b.yaml\n${HEAD}\nkind: DeploymentPipeline\nmetadata: { name: standard }\nspec: { promotionPaths: [{ sourceEnvironmentRef: { name: &next staging } }, { description: *next }] }\n`,
      'qa',
      /^b\.yaml: spec\.promotionPaths\[1\]\.description shares "staging" with .* Write it out first\.$/,
    ],
    [
      'an alias',
      `${HEAD}\nkind: DeploymentPipeline\nmetadata: { name: standard }\nspec: { promotionPaths: [{ sourceEnvironmentRef: &first { name: dev } }, { targetEnvironmentRefs: [*fir<|>st] }] }\n`,
      'qa',
      '*first is a YAML alias: the name stands at its anchor &first. Rename it there.',
    ],
    [
      'a folder that is in the way',
      `#- staging/environment.yaml\n${environment('sta<|>ging')}#- qa/other.yaml\nkind: ConfigMap\n`,
      'qa',
      'The folder staging would become qa, and that is there already. Move it away first.',
    ],
    [
      'what a kustomization selects over several lines',
      `#- a.yaml\n${environment('sta<|>ging')}#- kustomization.yaml\npatches:\n  - target:\n      kind: Environment\n      name: >-\n        staging\n`,
      'qa',
      /^kustomization\.yaml names staging\. `patches\[0\]\.target\.name` is written over several lines/,
    ],
    [
      'what a kustomization lists over several lines',
      `#- staging.yaml\n${environment('sta<|>ging')}#- kustomization.yaml\nresources:\n  - >-\n    staging.yaml\n`,
      'qa',
      /^kustomization\.yaml lists staging\.yaml, which moves\. `resources\[0\]` is written over several lines/,
    ],
    ['an endpoint without a name', workload('endpoints: { ht<|>tp: {} }'), '', 'an endpoint needs a name.'],
  ];
