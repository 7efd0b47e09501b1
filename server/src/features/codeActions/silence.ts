import { spanOfPlace } from '../../analysis/locateProblem';
import type { Problem } from '../../analysis/problem';
import { t } from '../../base/l10n';
import { LineIndex } from '../../base/lineIndex';
import type { TextEdit } from '../../base/textEdit';
import { CONFIG_FILE } from '../../repository/config';
import { setValue } from '../../yaml/editValue';
import type { YamlFile, YamlNode } from '../../yaml/node';
import { inConfig } from './configEdits';
import type { Fix, FixContext } from './fix';

const NEXT_LINE = 'openchoreo-gitops-disable-next-line';
const FILE = 'openchoreo-gitops-disable-file';

/** Hides a problem: in its line, in its file, or in the whole repository. */
export function silenced(context: FixContext, problem: Problem): readonly Fix[] {
  const { code, file } = problem;
  const everywhere = turnedOff(context, code);
  // Comments of the configuration silence nothing.
  if (file === CONFIG_FILE) return everywhere;
  const text = context.textOf(file);
  if (text === undefined) return [];
  const yaml = context.yamlOf(file);
  const inLine = yaml.templated ? undefined : commentAbove(text, yaml, problem);
  const inFile = yaml.templated ? undefined : commentOnTop(text, code);
  const fix = (title: string, edit: TextEdit | undefined): readonly Fix[] =>
    edit ? [{ title, silences: true, changes: () => [{ kind: 'edit', file, edits: [edit] }] }] : [];
  return [
    ...fix(t`Ignore ${code} in this line`, inLine),
    ...fix(t`Ignore ${code} in this file`, inFile),
    ...everywhere,
  ];
}

function turnedOff(context: FixContext, code: string): readonly Fix[] {
  return inConfig(
    context,
    t`Turn ${code} off in this repository`,
    (...place) => {
      const edits = setValue(...place, ['rules', code], 'off');
      const isJson = place[0].trimStart().startsWith('{');
      // YAML 1.1 takes the plain word for a boolean; as a severity it is read as what it says.
      if (!edits.ok || isJson) return edits;
      return { ok: true, value: edits.value.map((edit) => ({ ...edit, text: edit.text.replace('"off"', 'off') })) };
    },
    `rules:\n  ${code}: off\n`,
    { silences: true },
  );
}

/** The comment that silences the line of a problem; undefined where the line stands inside a text of several lines. */
function commentAbove(text: string, yaml: YamlFile, { code, place }: Problem): TextEdit | undefined {
  const lines = new LineIndex(text);
  const { line } = lines.position(spanOfPlace(place, () => yaml).start);
  // A comment is no line that a comment above it speaks of.
  if (text.slice(lines.lineStart(line)).trimStart().startsWith('#')) return undefined;
  const known = directiveAbove(text, lines, line);
  if (known !== undefined) return addCode(text, known, code);
  const bom = line === 0 && text.startsWith('\ufeff') ? 1 : 0;
  const at = lines.lineStart(line) + bom;
  // In broken YAML nobody knows where a text of several lines begins and ends.
  const isBroken = yaml.documents.some(({ broken, span }) => broken && at >= span.start && at <= span.end);
  const isIn = yaml.documents.some(({ root }) => isInsideText(root, at));
  if (isBroken || isIn || yaml.documents.length === 0) return undefined;
  const indentation = /^[ ]*/.exec(text.slice(at))![0];
  return insert(at, `${indentation}# ${NEXT_LINE} ${code}${eolOf(text)}`);
}

/** The offset of a comment for the line, in the comments right above it. */
function directiveAbove(text: string, lines: LineIndex, line: number): number | undefined {
  for (let above = line - 1; above >= 0; above--) {
    const start = lines.lineStart(above);
    const own = text.slice(start, lines.lineEnd(above));
    if (!/^\s*(?:#.*)?$/.test(own)) return undefined;
    if (new RegExp(`^\\s*#[ \\t]*${NEXT_LINE}[ \\t]+\\S`).test(own)) return start;
  }
  return undefined;
}

function commentOnTop(text: string, code: string): TextEdit {
  const known = new RegExp(`^\ufeff?[ \\t]*#[ \\t]*${FILE}[ \\t]+\\S`, 'm').exec(text);
  if (known) return addCode(text, known.index, code);
  return insert(text.startsWith('\ufeff') ? 1 : 0, `# ${FILE} ${code}${eolOf(text)}`);
}

/** One more code in a silencing comment, before the reason behind ` -- `. */
function addCode(text: string, comment: number, code: string): TextEdit {
  const end = /[\r\n]|$/.exec(text.slice(comment))!.index + comment;
  const line = text.slice(comment, end);
  const reason = /[ \t]--(?:[ \t].*)?$/.exec(line);
  const codes = (reason ? line.slice(0, reason.index) : line).trimEnd();
  return insert(comment + codes.length, `, ${code}`);
}

/** Whether an offset lies inside a scalar of several lines, to which a comment would be text. */
function isInsideText(node: YamlNode | undefined, offset: number): boolean {
  if (!node || node.kind === 'alias' || offset > node.span.end || offset <= node.span.start - 1) return false;
  if (node.kind === 'scalar') return offset > node.span.start && offset < node.span.end;
  if (node.kind === 'sequence') return node.items.some((item) => isInsideText(item, offset));
  return node.pairs.some(({ key, value }) => isInsideText(key, offset) || isInsideText(value, offset));
}

function eolOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

function insert(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}
