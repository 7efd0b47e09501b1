import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fixesFor } from '../../../../server/src/features/codeActions/fixes';
import { fixContext, fixed, fixesOf } from '../../../support/fixes';
import { openFixture, openParsed, problemsOf, type FixtureRepository } from '../../../support/fixture';

const API = 'apiVersion: openchoreo.dev/v1alpha1';
const environment = (name: string) =>
  `${API}\nkind: Environment\nmetadata: { name: ${name}, namespace: default }\nspec: { dataPlaneRef: { kind: DataPlane, name: default } }\n`;
const binding = (environmentLine: string, more = '') =>
  `${API}\nkind: ReleaseBinding\nmetadata: { name: web-staging, namespace: default }\nspec:\n  owner: { projectName: shop, componentName: web }\n${environmentLine}\n${more}`;

const titles = (opened: FixtureRepository, code: string) =>
  fixesOf(opened, code).map((fixes) => fixes.map(({ title }) => title));
const files = (texts: Readonly<Record<string, string>>) =>
  openParsed({ files: new Map(Object.entries(texts)), notes: [] }, { schemas: true });
/** One file, checked with the schemas. */
const one = (text: string) => files({ 'manifest.yaml': text });

describe('fixes: the names that were meant', () => {
  it('are offered best first, and preferred when there is one', () => {
    const near = ['staging-2', 'staging-eu', 'other']
      .map((name) => `#- env/${name}.yaml\n${environment(name)}`)
      .join('');
    const opened = openFixture(`${near}#- b.yaml\n${binding('  environment: staging-1')}`);
    const [fixes] = fixesOf(opened, 'unresolved-reference');
    assert.deepEqual(
      fixes!.filter(({ title }) => title.startsWith('Change')).map(({ title, preferred }) => [title, preferred]),
      [
        ['Change to "staging-2"', undefined],
        ['Change to "staging-eu"', undefined],
      ],
    );
    const single = openFixture(
      `#- env/staging.yaml\n${environment('staging')}#- b.yaml\n${binding('  environment: stagin')}`,
    );
    assert.equal(fixesOf(single, 'unresolved-reference')[0]![0]!.preferred, true);
  });

  it('keep quotes, comments, what stands before a slash, line ends and byte order marks', () => {
    const type = `${API}\nkind: ComponentType\nmetadata: { name: service, namespace: default }\nspec: { workloadType: deployment, resources: [] }\n`;
    const component = (name: string) =>
      `\ufeff${environment('a')}---\n${API}\nkind: Component\nmetadata: { name: web, namespace: default }\nspec:\n  owner: { projectName: shop }\n  componentType: { kind: ComponentType, name: "${name}" } # ours\n`.replaceAll(
        '\n',
        '\r\n',
      );
    const opened = openParsed({
      files: new Map([
        ['type.yaml', type],
        ['manifest.yaml', component('deployment/servce')],
      ]),
      notes: [],
    });
    assert.equal(fixed(opened, 'unresolved-reference', /^Change to "service"$/).text, component('deployment/service'));
  });

  it('go into JSON as JSON', () => {
    const json = (name: string) =>
      `{"apiVersion":"openchoreo.dev/v1alpha1","kind":"ReleaseBinding","metadata":{"name":"b","namespace":"default"},"spec":{"environment":"${name}","owner":{"projectName":"p","componentName":"c"}}}`;
    const opened = openFixture(`#- env/staging.yaml\n${environment('staging')}#- manifest.yaml\n${json('stging')}`);
    assert.equal(fixed(opened, 'unresolved-reference', /^Change/).text, json('staging'));
  });

  it('are not offered where an alias shares them', () => {
    const text = binding('  environment: &e stagin', '  releaseName: *e\n');
    const opened = openFixture(`#- env/staging.yaml\n${environment('staging')}#- b.yaml\n${text}`);
    assert.deepEqual(
      titles(opened, 'unresolved-reference')[0]!.filter((title) => title.startsWith('Change')),
      [],
    );
  });
});

describe('fixes: fields', () => {
  const WORKLOAD = (spec: string) =>
    `${API}\nkind: Workload\nmetadata: { name: web, namespace: default }\nspec:\n  owner: { projectName: shop, componentName: web } # whose\n${spec}`;

  it('add what is required, with all that it needs itself, in the style around it', () => {
    assert.equal(
      fixed(one(WORKLOAD('')), 'missing-field', /^Add "container"$/).text,
      WORKLOAD('  container:\n    image: change-me\n'),
    );
    const flow = (spec: string) =>
      `{"apiVersion":"openchoreo.dev/v1alpha1","kind":"Workload","metadata":{"name":"w","namespace":"d"},"spec":${spec}}`;
    assert.equal(
      fixed(one(flow('{"owner":{"projectName":"p","componentName":"c"}}')), 'missing-field', /^Add/).text,
      flow('{"owner":{"projectName":"p","componentName":"c"}, "container": {"image": "change-me"}}'),
    );
    assert.equal(
      fixed(
        one(`${API}\r\nkind: ReleaseBinding\r\nmetadata: { name: b, namespace: d }\r\nspec:\r\n  environment: dev\r\n`),
        'missing-field',
        /^Add "owner"$/,
      ).text,
      `${API}\r\nkind: ReleaseBinding\r\nmetadata: { name: b, namespace: d }\r\nspec:\r\n  environment: dev\r\n  owner:\r\n    projectName: change-me\r\n    componentName: change-me\r\n`,
    );
  });

  it('fill in names that the repository knows', () => {
    const opened = files({
      'p.yaml': `${API}\nkind: Project\nmetadata: { name: shop, namespace: default }\nspec: { type: { name: default }, deploymentPipelineRef: { name: standard } }\n`,
      'manifest.yaml': `${API}\nkind: Component\nmetadata: { name: web, namespace: default }\nspec:\n  componentType: { name: deployment/service }\n`,
    });
    assert.match(fixed(opened, 'missing-field', /^Add "owner"$/).text, /\n {2}owner:\n {4}projectName: shop\n$/);
  });

  it('offer each of alternatives, and a value for what is empty', () => {
    const endpoints = WORKLOAD('  container: { image: a }\n  endpoints:\n    http: { type: HTTP, port: }\n');
    assert.match(fixed(one(endpoints), 'missing-field', /^Fill in "port"$/).text, /port: 1 }/);
  });

  it('rename or remove what the kind does not have', () => {
    const text = WORKLOAD('  contianer: # the one\n    image: web:1\n');
    const opened = one(text);
    assert.deepEqual(titles(opened, 'unknown-field'), [['Rename to "container"', 'Remove "contianer"']]);
    assert.equal(fixed(opened, 'unknown-field', /^Rename/).text, text.replace('contianer', 'container'));
    const stray = WORKLOAD('  container: { image: web:1, stray: [1, 2] } # x\n');
    assert.equal(fixed(one(stray), 'unknown-field', /^Remove/).text, stray.replace(', stray: [1, 2]', ''));
  });

  it('are left alone in what is not known whole', () => {
    for (const text of [
      WORKLOAD('  container: &c { image: web:1, stray: 1 }\n  endpoints: { a: *c }\n'),
      `${WORKLOAD('  stray: 1\n')}  {{- if .Values.x }}\n  a: b\n  {{- end }}\n`,
    ]) {
      const opened = one(text);
      const edits = problemsOf(opened).flatMap((problem) => fixesFor(fixContext(opened), problem));
      assert.deepEqual(
        edits.filter(({ title }) => title.startsWith('Remove')),
        [],
        text,
      );
    }
  });
});

describe('fixes: types and values', () => {
  const CHANNEL = (line: string) =>
    `${API}\nkind: ObservabilityAlertsNotificationChannel\nmetadata: { name: on-call, namespace: default }\nspec:\n  environment: production\n  type: webhook\n  webhookConfig: { url: https://example.com/x }\n${line}`;
  const ENDPOINT = (endpoint: string) =>
    `${API}\nkind: Workload\nmetadata: { name: web, namespace: default }\nspec:\n  owner: { projectName: shop, componentName: web }\n  container: { image: web:1 }\n  endpoints:\n    http: ${endpoint} # open\n`;
  const WRONG: readonly (readonly [name: string, before: string, after: string, title: RegExp, code?: string])[] = [
    [
      'a number in quotes',
      ENDPOINT('{ type: HTTP, port: "8080" }'),
      ENDPOINT('{ type: HTTP, port: 8080 }'),
      /^Change to 8080$/,
    ],
    ['a word for a boolean', CHANNEL("  isEnvDefault: 'yes'\n"), CHANNEL('  isEnvDefault: true\n'), /^Change to true$/],
    [
      'a text without quotes',
      CHANNEL('').replace('on-call, ', 'on-call, labels: { v: 1.10 }, '),
      CHANNEL('').replace('on-call, ', 'on-call, labels: { v: "1.10" }, '),
      /^Put quotes around 1\.10$/,
    ],
    [
      'a text for a list',
      ENDPOINT('{ type: HTTP, port: 80, visibility: project }'),
      ENDPOINT('{ type: HTTP, port: 80, visibility: [project] }'),
      /^Make it a list of one$/,
    ],
    ['a list for a text', CHANNEL('').replace('production', '[production]'), CHANNEL(''), /^Change to "production"$/],
    [
      'a value in another case',
      ENDPOINT('{ type: http, port: 80 }'),
      ENDPOINT('{ type: HTTP, port: 80 }'),
      /^Change to "HTTP"$/,
      'not-in-enum',
    ],
    [
      'a host for a URL',
      CHANNEL('').replace('https://', ''),
      CHANNEL(''),
      /^Change to "https:\/\/example\.com\/x"$/,
      'bad-format',
    ],
    [
      'capitals in a name',
      CHANNEL('').replace('on-call', 'On_Call'),
      CHANNEL(''),
      /^Change to "on-call"$/,
      'invalid-metadata',
    ],
  ];
  for (const [name, before, after, title, code = 'wrong-type'] of WRONG)
    it(name, () => {
      const opened = one(before);
      const { text, files: changed } = fixed(opened, code, title);
      assert.equal(text, after);
      assert.deepEqual(problemsOf(openParsed({ ...opened, files: changed }, { schemas: true })), []);
    });

  it('the only value that a rule allows', () => {
    const grant = (kind: string) =>
      `${API}\nkind: ClusterAuthzRoleBinding\nmetadata: { name: ops }\nspec:\n  entitlement: { claim: group, value: ops }\n  roleMappings: [{ roleRef: { kind: ${kind}, name: viewer } }]\n`;
    const { text } = fixed(one(grant('AuthzRole')), 'invalid-value', /^Change to "ClusterAuthzRole"$/);
    assert.equal(text, grant('ClusterAuthzRole'));
  });

  it('reach values that a type describes', () => {
    const type = `${API}\nkind: ComponentType\nmetadata: { name: service, namespace: default }\nspec:\n  workloadType: deployment\n  parameters: { openAPIV3Schema: { type: object, required: [port], properties: { port: { type: integer }, level: { type: string, enum: [debug, info] } } } }\n  resources: [{ id: deployment, template: { apiVersion: apps/v1, kind: Deployment, metadata: { name: a } } }]\n`;
    const component = (parameters: string) =>
      `${API}\nkind: Component\nmetadata: { name: web, namespace: default }\nspec:\n  owner: { projectName: shop }\n  componentType: { kind: ComponentType, name: deployment/service }\n  parameters: ${parameters}\n`;
    const opened = files({ 'type.yaml': type, 'manifest.yaml': component('{ level: inf }') });
    assert.match(fixed(opened, 'invalid-parameter', /^Change to "info"$/).text, /level: info }/);
    assert.match(fixed(opened, 'invalid-parameter', /^Add "port"$/).text, /level: inf, port: 1 }/);
  });
});

describe('fixes: pins', () => {
  const release = (name: string, owner = 'web') =>
    `#- releases/${name}.yaml\n${API}\nkind: ComponentRelease\nmetadata: { name: ${name}, namespace: default }\nspec: { owner: { projectName: shop, componentName: ${owner} } }\n`;
  const many = [1, 2, 3, 4, 5, 6, 7].map((number) => release(`web-20260101-${number}`)).join('');

  it('offer the nearest name, then a handful of the newest with what runs them', () => {
    const opened = openFixture(
      `${many}#- dev.yaml\n${binding('  environment: development\n  releaseName: web-20260101-6').replace('web-staging', 'web-development')}#- b.yaml\n${binding('  environment: staging\n  releaseName: web-2026010-2')}`,
    );
    assert.deepEqual(
      titles(opened, 'unresolved-reference')[0]!
        .filter((title) => title.startsWith('Pin'))
        .slice(0, 3),
      ['Pin web-20260101-2', 'Pin web-20260101-7 (newest)', 'Pin web-20260101-6 (in development)'],
    );
  });

  it('replace the release of somebody else', () => {
    const text = (pin: string) => binding(`  environment: staging\n  releaseName: ${pin} # now`);
    const opened = openFixture(
      `${release('web-20260101-1')}${release('cart-20260101-1', 'cart')}#- manifest.yaml\n${text('cart-20260101-1')}`,
    );
    assert.equal(fixed(opened, 'release-of-other-owner', /^Pin web-20260101-1/).text, text('web-20260101-1'));
  });
});

describe('fixes: silence', () => {
  const check = (text: string, title: RegExp, after: string) => {
    const opened = openParsed({
      files: new Map([
        ['manifest.yaml', text],
        ['env.yaml', environment('development')],
      ]),
      notes: [],
    });
    const problem = problemsOf(opened).find(({ code }) => code === 'unresolved-reference')!;
    const fix = fixesFor(fixContext(opened), problem).find((candidate) => title.test(candidate.title));
    const change = fix?.changes()?.[0];
    const edits = change?.kind === 'edit' ? change.edits : [];
    const result = edits.reduceRight(
      (now, { span, text: put }) => now.slice(0, span.start) + put + now.slice(span.end),
      text,
    );
    assert.equal(fix ? result : undefined, after);
    const rest = problemsOf(
      openParsed({
        files: new Map([
          ['manifest.yaml', result],
          ['env.yaml', environment('development')],
        ]),
        notes: [],
      }),
    );
    assert.deepEqual(
      rest.filter(({ code }) => code === 'unresolved-reference'),
      [],
    );
  };
  const LINE = '# openchoreo-gitops-disable-next-line';
  const text = binding('  environment: staging');

  it('is a comment above the line, as far in as the line', () => {
    check(text, /in this line/, binding(`  ${LINE} unresolved-reference\n  environment: staging`));
    const windows = text.replaceAll('\n', '\r\n');
    check(
      windows,
      /in this line/,
      binding(`  ${LINE} unresolved-reference\n  environment: staging`).replaceAll('\n', '\r\n'),
    );
  });

  it('joins a comment that is there, before its reason', () => {
    check(
      binding(`  ${LINE} unknown-field -- soon\n  # really\n  environment: staging`),
      /in this line/,
      binding(`  ${LINE} unknown-field, unresolved-reference -- soon\n  # really\n  environment: staging`),
    );
    check(
      `# openchoreo-gitops-disable-file x\n${text}`,
      /in this file/,
      `# openchoreo-gitops-disable-file x, unresolved-reference\n${text}`,
    );
  });

  it('stands on top of a file, behind its byte order mark', () => {
    check(`\ufeff${text}`, /in this file/, `\ufeff# openchoreo-gitops-disable-file unresolved-reference\n${text}`);
  });

  it('changes one line of the configuration', () => {
    const config = (before: string) => {
      const opened = openFixture(
        `#- .openchoreo-gitops.yaml\n${before}#- env.yaml\n${environment('development')}#- b.yaml\n${text}`,
      );
      const problem = problemsOf(opened).find(({ code }) => code === 'unresolved-reference')!;
      const fix = fixesFor(fixContext(opened), problem).find(({ title }) =>
        title.startsWith('Turn unresolved-reference off'),
      )!;
      const change = fix.changes()![0]!;
      assert.ok(change.kind === 'edit');
      return change.edits.reduceRight(
        (now, { span, text: put }) => now.slice(0, span.start) + put + now.slice(span.end),
        before,
      );
    };
    assert.equal(
      config('# ours\nrules:\n  unknown-code: off # why\n'),
      '# ours\nrules:\n  unknown-code: off # why\n  unresolved-reference: off\n',
    );
    assert.equal(config('rules: { unresolved-reference: warning }\n'), 'rules: { unresolved-reference: off }\n');
    assert.equal(config('ignore: [a]\n'), 'ignore: [a]\nrules:\n  unresolved-reference: off\n');
  });
});

describe('fixes: releases that were edited', () => {
  const release = (image: string, name = 'web-20260101-1') =>
    `${API}\r\nkind: ComponentRelease\r\nmetadata:\r\n  name: ${name}\r\n  namespace: default\r\nspec:\r\n  owner: { projectName: shop, componentName: web }\r\n  workload: { container: { image: "${image}" } } # it\r\n`;
  const opened = openParsed({
    files: new Map([
      ['releases/web-20260101-1.yaml', release('web:2')],
      ['HEAD:releases/web-20260101-1.yaml', release('web:1').replaceAll('\r\n', '\n')],
      ['releases/kustomization.yaml', 'resources:\n  - web-20260101-1.yaml\n'],
    ]),
    notes: [],
  });

  it('are put back, with the line ends of the working tree', () => {
    const { text } = fixed(opened, 'edited-release', /^Restore/, 'releases/web-20260101-1.yaml');
    assert.equal(text, release('web:1'));
  });

  it('live on under another name', () => {
    const { files: after } = fixed(opened, 'edited-release', /^Keep the edit/);
    assert.equal(after.get('releases/web-20260101-1.yaml'), release('web:1'));
    assert.equal(after.get('releases/web-20261128-1.yaml'), release('web:2', 'web-20261128-1'));
    assert.equal(
      after.get('releases/kustomization.yaml'),
      'resources:\n  - web-20260101-1.yaml\n  - web-20261128-1.yaml\n',
    );
  });
});
