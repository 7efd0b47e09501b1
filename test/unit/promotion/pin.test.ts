import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { openFixture } from '../../support/fixture';
import { after, binding, file, outline, pin, promote, SHOP, warnings } from '../../support/plans';

const NEW = 'cart-20261102-1';
const OLD = 'cart-20261101-1';
const STG = 'shop/cart/release-bindings/cart-stg.yaml';
const DEV = pin('cart', 'dev', NEW);

/** The file of the pin in stg after a promotion; `text` is written into a repository as it is. */
function promoted(text: string) {
  const opened = openFixture(SHOP + DEV);
  const files = new Map(opened.files).set(STG, text);
  opened.checker.fileChanged(STG, opened.repository.setFile(STG, text));
  return promote({ ...opened, files }, { to: 'stg' });
}

describe('a pin that is changed', () => {
  it('is one scalar: comments, quotes, flow and other documents stay', () => {
    const text = `# why
apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata: { name: cart-stg, namespace: acme, annotations: { releaseName: ${OLD} } } # inline
spec:
  releaseName: '${OLD}'   # pinned
  environment: stg
  owner: {componentName: cart, projectName: shop}
  componentTypeEnvironmentConfigs: { releaseName: ${OLD} }
---
other: ${OLD}
`;
    assert.equal(after(promoted(text))[STG], text.replace(`'${OLD}'`, `'${NEW}'`));
  });

  it('keeps CR LF, a byte order mark and a missing last line break', () => {
    const text = `\ufeff${binding('cart', 'stg', OLD).replaceAll('\n', '\r\n').trimEnd()}`;
    assert.equal(after(promoted(text))[STG], text.replace(OLD, NEW));
  });

  it('is in the document of its environment, not in the first', () => {
    const opened =
      SHOP +
      file(
        'shop/cart/pins.yaml',
        binding('cart', 'dev', NEW),
        binding('cart', 'stg', OLD),
        binding('cart', 'prod', OLD),
      );
    const text = openFixture(opened).files.get('shop/cart/pins.yaml')!;
    const documents = text.split('---\n');
    documents[1] = documents[1]!.replace(OLD, NEW);
    assert.deepEqual(after(promote(opened, { to: 'stg' })), { 'shop/cart/pins.yaml': documents.join('---\n') });
  });

  it('can be an item of a List', () => {
    const items = [binding('cart', 'dev', NEW), binding('cart', 'stg', OLD)].map(
      (one) => `- ${one.trimEnd().replaceAll('\n', '\n  ')}\n`,
    );
    const list = `apiVersion: v1\nkind: List\nitems:\n${items.join('')}`;
    const plan = promote(SHOP + file('list.yaml', list), { to: 'stg' });
    assert.deepEqual(after(plan), { 'list.yaml': list.replace(OLD, NEW) });
  });

  it('is added where the binding has none', () => {
    const text = binding('cart', 'stg', null);
    assert.equal(after(promoted(text))[STG], text.replace('environment: stg', `environment: stg, releaseName: ${NEW}`));
  });

  it('is left alone when it is right, without a commit', () => {
    const plan = promoted(binding('cart', 'stg', NEW));
    assert.deepEqual(
      [plan.status, outline(plan), plan.files, plan.commitMessage],
      ['nothing-to-do', [`none cart dev > stg ${NEW}`], [], ''],
    );
    assert.deepEqual(plan.notes, [`shop/cart already runs ${NEW} in stg.`]);
  });

  it('warns of a binding that is undeployed', () => {
    assert.deepEqual(warnings(promoted(binding('cart', 'stg', OLD, ', state: Undeploy'))), ['target-undeployed']);
  });

  const head =
    'apiVersion: openchoreo.dev/v1alpha1\nkind: ReleaseBinding\nmetadata: { name: cart-stg, namespace: acme }\nspec:\n  owner: { projectName: shop, componentName: cart }\n  environment: stg\n';
  const refusals: readonly [string, string, string][] = [
    ['a key that stands twice', `${head}  releaseName: ${OLD}\n  releaseName: ${OLD}\n`, 'edit-duplicate-key'],
    [
      'an alias',
      `${head.replace('cart-stg,', `cart-stg, labels: { r: &r ${OLD} },`)}  releaseName: *r\n`,
      'edit-alias',
    ],
    ['an anchor', `${head}  releaseName: &r ${OLD}\n`, 'edit-anchor'],
    ['a tag', `${head}  releaseName: !!str ${OLD}\n`, 'edit-tagged'],
    ['several lines', `${head}  releaseName: >-\n    ${OLD}\n`, 'edit-multi-line'],
  ];
  for (const [name, text, code] of refusals)
    it(`refuses ${name}`, () => {
      const plan = promoted(text);
      assert.deepEqual([outline(plan), plan.files], [[`! ${code}`], []]);
      assert.equal(plan.blockers[0]!.link?.file, STG);
    });

  for (const [name, text] of [
    ['a template', `${head}  releaseName: {{ .Values.release }}\n`],
    [
      'a file in conflict',
      `${head}<<<<<<< ours\n  releaseName: ${OLD}\n=======\n  releaseName: ${NEW}\n>>>>>>> theirs\n`,
    ],
  ] as const)
    it(`does not write over ${name}`, () => {
      assert.deepEqual(outline(promoted(text)), ['! file-exists']);
    });
});

describe('a pin edit, as a property', () => {
  const line = fc.constantFrom('# a comment', '', '# releaseName: x', '# émoji 😀', '#- not a list');
  const key = fc.constantFrom('releaseName', '"releaseName"', "'releaseName'");
  const quote = fc.constantFrom('', '"', "'");
  const other = fc.constantFrom(
    '',
    '---\nkind: Other\nspec: { releaseName: old }\n',
    '---\n# nothing\n',
    '--- # marker\na: [1, 2]\n...\n',
  );
  const extra = fc.constantFrom(
    '',
    '  state: Active\n',
    '  workloadOverrides: { container: { env: [{ key: releaseName, value: old }] } }\n',
    '  traitEnvironmentConfigs:\n    releaseName: { a: b } # c\n',
  );

  it('changes the bytes of the value and no others', () => {
    fc.assert(
      fc.property(
        fc.record({
          lines: fc.array(line, { maxLength: 3 }),
          key,
          quote,
          before: other,
          behind: other,
          extra,
          spaces: fc.nat(3),
          comment: fc.boolean(),
          crlf: fc.boolean(),
          bom: fc.boolean(),
          end: fc.boolean(),
          first: fc.boolean(),
        }),
        (parts) => {
          const scalar = `${parts.quote}${OLD}${parts.quote}`;
          const pinLine = `  ${parts.key}:${' '.repeat(1 + parts.spaces)}@@${parts.comment ? '   # pinned' : ''}\n`;
          const body = `${parts.lines.map((text) => `${text}\n`).join('')}apiVersion: openchoreo.dev/v1alpha1
kind: ReleaseBinding
metadata:
  name: cart-stg
  namespace: acme
spec:
${parts.first ? pinLine : ''}  environment: stg
  owner: { projectName: shop, componentName: cart }
${parts.extra}${parts.first ? '' : pinLine}`;
          const separator = parts.before.endsWith('...\n') || parts.before === '' ? '' : '---\n';
          let template = `${parts.before.replace(/^---[^\n]*\n/, '')}${separator}${body}${parts.behind}`;
          if (!parts.end) template = template.replace(/\n$/, '');
          if (parts.crlf) template = template.replaceAll('\n', '\r\n');
          if (parts.bom) template = `\ufeff${template}`;
          const plan = promoted(template.replace('@@', scalar));
          assert.deepEqual(outline(plan), [`set-pin cart dev > stg ${NEW}`]);
          assert.deepEqual(after(plan), { [STG]: template.replace('@@', `${parts.quote}${NEW}${parts.quote}`) });
        },
      ),
      { numRuns: 60 },
    );
  });
});
