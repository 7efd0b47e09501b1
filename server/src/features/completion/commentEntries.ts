import { phrase, say, type Phrase } from '../../base/l10n';
import { RULES } from '../../analysis/rules';
import type { CompletionEntry } from './item';
import { lineStartOf } from './layout';

const DIRECTIVES: readonly (readonly [name: string, detail: Phrase])[] = [
  ['openchoreo-gitops-disable-next-line', phrase`silence rules in the line below`],
  ['openchoreo-gitops-disable-file', phrase`silence rules in this file`],
];

/** The comment that the cursor is in, up to the cursor: the sign, what stands before the word, and the word. */
const COMMENT = /^([ \t]*#[ \t]*)((?:\S+[ \t,]+)*)(\S*)$/;

/** Comments that silence rules, and the codes of rules in them. Undefined where the cursor is in no comment line. */
export function commentEntries(text: string, offset: number): readonly CompletionEntry[] | undefined {
  const line = text.slice(lineStartOf(text, offset), offset);
  const match = line.length < 500 ? COMMENT.exec(line) : null;
  if (!match) return undefined;
  const [, , before = '', word = ''] = match;
  const span = { start: offset - word.length, end: offset };
  if (before === '')
    // A comment in one's own words is left alone until it begins like one of ours.
    return DIRECTIVES.filter(([name]) => word !== '' && name.startsWith(word)).map(([label, detail], i) => ({
      label,
      kind: 'rule',
      detail: say(detail),
      text: `${label} `,
      isSnippet: false,
      span,
      sortText: String(i),
      suggestNext: true,
    }));
  const isOurs = DIRECTIVES.some(([name]) => before.startsWith(`${name} `)) && !/(?:^|\s)--\s/.test(before);
  return isOurs ? ruleEntries(span, new Set(before.split(/[\s,]+/))) : [];
}

function ruleEntries(span: { start: number; end: number }, taken: ReadonlySet<string>): readonly CompletionEntry[] {
  return RULES.filter(({ code }) => !taken.has(code)).map(({ code, severity, summary }) => ({
    label: code,
    kind: 'rule',
    detail: severity,
    text: code,
    isSnippet: false,
    span,
    sortText: code,
    data: { of: 'text', text: say(summary) },
  }));
}
