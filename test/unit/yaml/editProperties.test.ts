import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import type { Path } from '../../../server/src/base/path';
import { applyEdits } from '../../../server/src/base/textEdit';
import type { EditRefusalCode } from '../../../server/src/yaml/edit';
import { insertItem, removeKey, setScalar } from '../../../server/src/yaml/edit';
import { removeItem } from '../../../server/src/yaml/editList';
import { nestUnder, wrapInList } from '../../../server/src/yaml/editNest';
import { setValue } from '../../../server/src/yaml/editValue';
import { keyText, locate } from '../../../server/src/yaml/locate';
import type { YamlNode } from '../../../server/src/yaml/node';
import { readYaml } from '../../../server/src/yaml/read';
import { toValue } from '../../../server/src/yaml/value';
import type { Edit } from './editTexts';
import { styledFile } from './styledYaml';

const HOSTILE = [
  '',
  'web-2',
  '#',
  'a # b',
  'a: b',
  '- a',
  '? a',
  '!a',
  '😀',
  '\t',
  'a\tb',
  '"',
  "'",
  '\\',
  'null',
  '~',
  '1e3',
  'yes',
  '2026-11-22',
  'x'.repeat(300),
  ' ',
  'a,b',
  ']',
  '{{ x }}',
  'a\nb\r\n',
  '\x85\u2028',
  '---',
  '\ufeff',
];
const value = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary' }).map((text) => text.replace(/\p{Surrogate}/gu, '')),
);
const missing = fc.constantFrom<Path>(['new'], ['new key', 'on'], ['a', 'deep', 'deeper']);

/** Runs of a property; more of them with the environment variable of that name, to search rather than to guard. */
const RUNS = Number(process.env['EDIT_RUNS'] ?? 400);

/** The paths of all places in a tree, the root first. */
function pathsOf(node: YamlNode | undefined, path: Path = []): Path[] {
  if (node?.kind === 'sequence') return [path, ...node.items.flatMap((item, i) => pathsOf(item, [...path, i]))];
  if (node?.kind !== 'map') return [path];
  return [path, ...node.pairs.flatMap((pair) => pathsOf(pair.value, [...path, keyText(pair) ?? '']))];
}

/** A place to edit: mostly one that takes the edit, else any. Below maps and empty places, keys that are missing. */
function pickPath(
  root: YamlNode | undefined,
  pick: number,
  rest: Path,
  fits: (node: YamlNode | undefined) => boolean,
): Path {
  const all = pathsOf(root);
  const fitting = all.filter((path) => fits(locate(root, path)?.value));
  const choice = pick % 8 === 0 || fitting.length === 0 ? all : fitting;
  const path = choice[pick % choice.length]!;
  const node = locate(root, path)?.value;
  return node?.kind === 'map' || node === undefined || (node.kind === 'scalar' && pick % 3 === 0)
    ? [...path, ...rest]
    : path;
}

type Change = (root: unknown) => unknown;

interface EditProperty {
  readonly edit: (content: string) => Edit;
  /** Which nodes the edit is meant for. */
  readonly fits: (node: YamlNode | undefined) => boolean;
  /** What turns the value of the edited document into the one that it must have afterwards. */
  readonly expected: (path: Path, content: string) => Change;
  readonly refusals: readonly EditRefusalCode[];
  /** The edit is of an item of the list that is picked. */
  readonly below?: 'item';
}

/** Edits any place of any file and compares what the file says before and after. */
function checkProperty({ edit, fits, expected, refusals, below }: EditProperty): void {
  let edits = 0;
  fc.assert(
    fc.property(styledFile, fc.nat(), missing, value, ({ text, index }, pick, rest, content) => {
      const before = readYaml(text);
      assert.deepEqual(before.problems, []);
      const document = before.documents[index];
      assert.ok(document?.root);
      const picked = pickPath(document.root, pick, rest, fits);
      const list = locate(document.root, picked)?.value;
      const path = below ? [...picked, list?.kind === 'sequence' ? pick % (list.items.length + 1) : 0] : picked;
      const result = edit(content)(text, before, document, path);
      if (!result.ok) {
        assert.ok(refusals.includes(result.error.code), `${result.error.code}: ${result.error.message}`);
        return;
      }
      edits++;
      const changed = applyEdits(text, result.value);
      const after = readYaml(changed);
      const seen = () => `${JSON.stringify(path)}\n${JSON.stringify(text)}\n${JSON.stringify(changed)}`;
      assert.deepEqual(after.problems, [], seen());
      const values = before.documents.map(({ root }) => toValue(root));
      const wanted = values.map((root, i) => (i === index ? expected(path, content)(root) : root));
      assert.deepEqual(
        after.documents.map(({ root }) => toValue(root)),
        wanted,
        seen(),
      );
      assert.equal(changed.startsWith('\ufeff'), text.startsWith('\ufeff'), seen());
      // A block scalar that comes to stand at the end needs the line break that it had.
      if (!/[|>]/.test(text)) assert.equal(/[\r\n]$/.test(changed), /[\r\n]$/.test(text), seen());
      if (text.includes('\r\n')) assert.doesNotMatch(changed, /[^\r]\n/, seen());
      else assert.doesNotMatch(changed, /\r/, seen());
    }),
    { numRuns: RUNS },
  );
  assert.ok(edits > RUNS / 8, `only ${edits} edits were made`);
}

/** A copy of a value with the place at a path replaced; maps that are missing or null are made. */
function replaceAt(root: unknown, path: Path, change: Change): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(root);
  if (Array.isArray(root)) return root.map((item: unknown, i) => (i === step ? replaceAt(item, rest, change) : item));
  const map = (root ?? {}) as Record<string, unknown>;
  return { ...map, [step]: replaceAt(map[step], rest, change) };
}

function without(root: unknown, path: Path): unknown {
  const [step, ...rest] = path;
  if (typeof root !== 'object' || root === null || step === undefined || !Object.hasOwn(root, step)) return root;
  if (Array.isArray(root)) return root.map((item: unknown, i) => (i === step ? without(item, rest) : item));
  if (rest.length > 0) return { ...root, [step]: without((root as Record<string, unknown>)[step], rest) };
  return Object.fromEntries(Object.entries(root).filter(([key]) => key !== step));
}

describe('properties of edits', function () {
  this.timeout(60_000);

  it('setScalar changes the value at the path and nothing else', () => {
    checkProperty({
      edit:
        (content) =>
        (...place) =>
          setScalar(...place, content),
      fits: (node) => node?.kind === 'scalar' || node?.kind === 'map',
      expected: (path, content) => (root) => replaceAt(root, path, () => content),
      refusals: ['alias', 'anchor', 'tagged', 'multi-line', 'not-a-scalar', 'not-a-map'],
    });
  });

  it('setScalar touches only the characters of a scalar that is there', () => {
    fc.assert(
      fc.property(styledFile, fc.nat(), value, ({ text, index }, pick, content) => {
        const file = readYaml(text);
        const document = file.documents[index]!;
        const scalars = pathsOf(document.root).filter(
          (path) => path[0] !== 'zz' && isOneLine(text, locate(document.root, path)?.value),
        );
        fc.pre(scalars.length > 0);
        const path = scalars[pick % scalars.length]!;
        const { span } = locate(document.root, path)!.value!;
        const result = setScalar(text, file, document, path, content);
        assert.ok(result.ok, JSON.stringify(result));
        assert.ok(result.value.length <= 1);
        for (const edit of result.value) assert.deepEqual(edit.span, span);
      }),
      { numRuns: RUNS },
    );
  });

  it('setScalar has nothing left to do after itself', () => {
    fc.assert(
      fc.property(styledFile, fc.nat(), missing, value, ({ text, index }, pick, rest, content) => {
        const file = readYaml(text);
        const document = file.documents[index]!;
        const path = pickPath(document.root, pick, rest, (node) => node?.kind === 'scalar' || node?.kind === 'map');
        const first = setScalar(text, file, document, path, content);
        fc.pre(first.ok);
        const changed = applyEdits(text, first.ok ? first.value : []);
        const again = readYaml(changed);
        assert.deepEqual(setScalar(changed, again, again.documents[index]!, path, content), { ok: true, value: [] });
      }),
      { numRuns: RUNS },
    );
  });

  it('removeKey takes the key away and nothing else', () => {
    checkProperty({
      edit: () => removeKey,
      fits: () => true,
      expected: (path) => (root) => without(root, path),
      refusals: ['alias', 'anchor', 'not-a-map'],
    });
  });

  it('insertItem adds one item at the end of the list and nothing else', () => {
    checkProperty({
      edit:
        (content) =>
        (...place) =>
          insertItem(...place, content),
      fits: (node) => node?.kind === 'sequence',
      expected: (path, content) => (root) => replaceAt(root, path, (list) => [...((list ?? []) as unknown[]), content]),
      refusals: ['alias', 'anchor', 'multi-line', 'not-a-list', 'not-a-map'],
    });
  });

  it('setValue writes a value of any shape and nothing else', () => {
    const shape = (content: string) => ({ kind: content, list: ['a', { deep: { deeper: 1 } }], none: {}, yes: true });
    checkProperty({
      edit:
        (content) =>
        (...place) =>
          setValue(...place, shape(content)),
      fits: (node) => node?.kind === 'scalar' || node?.kind === 'map',
      expected: (path, content) => (root) => replaceAt(root, path, () => shape(content)),
      refusals: ['alias', 'anchor', 'tagged', 'multi-line', 'not-a-scalar', 'not-a-map'],
    });
  });

  it('removeItem takes the item away and nothing else', () => {
    checkProperty({
      edit: () => removeItem,
      fits: (node) => node?.kind === 'sequence',
      expected: (path) => (root) => replaceAt(root, path.slice(0, -1), (list) => withoutItem(list, path.at(-1))),
      refusals: ['alias', 'anchor', 'not-a-list', 'not-a-map', 'not-a-scalar', 'no-such-item', 'multi-line', 'tagged'],
      below: 'item',
    });
  });

  it('nestUnder and wrapInList move the value and change nothing else', () => {
    checkProperty({
      edit:
        () =>
        (...place) =>
          nestUnder(...place, 'inner'),
      fits: (node) => node !== undefined,
      expected: (path) => (root) => replaceAt(root, path, (inner) => ({ inner })),
      refusals: ['alias', 'anchor', 'tagged', 'multi-line', 'not-a-map'],
    });
    checkProperty({
      edit: () => wrapInList,
      fits: (node) => node !== undefined,
      expected: (path) => (root) => replaceAt(root, path, (inner) => [inner]),
      refusals: ['alias', 'anchor', 'tagged', 'multi-line', 'not-a-map'],
    });
  });
});

function withoutItem(list: unknown, index: unknown): unknown {
  return Array.isArray(list) ? list.filter((_, i) => i !== index) : list;
}

/** A scalar with text of its own on one line, and neither anchor nor tag. */
function isOneLine(text: string, node: YamlNode | undefined): boolean {
  if (node?.kind !== 'scalar' || node.anchor !== undefined || node.tag !== undefined) return false;
  const own = text.slice(node.span.start, node.span.end);
  return own !== '' && !/[\r\n]/.test(own) && node.style !== 'literal' && node.style !== 'folded';
}
