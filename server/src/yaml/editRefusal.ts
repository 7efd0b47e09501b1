import { t } from '../base/l10n';
import type { Path } from '../base/path';
import { formatPath } from '../base/path';
import type { Result } from '../base/result';
import { fail } from '../base/result';
import type { Span } from '../base/span';
import type { YamlDocument, YamlFile } from './node';

export type EditRefusalCode =
  | 'duplicate-key'
  | 'alias'
  | 'anchor'
  | 'tagged'
  | 'multi-line'
  | 'broken-document'
  | 'templated'
  | 'conflict-markers'
  | 'not-a-scalar'
  | 'not-a-map'
  | 'not-a-list'
  | 'no-such-item'
  | 'explicit-key';

/** Why a text was not edited; the message says what to do instead. */
export interface EditRefusal {
  readonly code: EditRefusalCode;
  readonly message: string;
  /** What stands in the way, where one place does. */
  readonly span?: Span;
}

const MESSAGES: Readonly<Record<EditRefusalCode, (place: string) => string>> = {
  'duplicate-key': (place) =>
    t`\`${place}\` stands twice in this document, and only the last one counts. Remove one of them, then try again.`,
  alias: (place) =>
    t`\`${place}\` is taken over from another place with a YAML alias. Write it out here, or change it where its anchor stands.`,
  anchor: (place) =>
    t`\`${place}\` has an anchor, so other places may share it. Change it by hand, or remove the anchor first.`,
  tagged: (place) => t`\`${place}\` has a YAML tag that decides how it is read. Remove the tag, then try again.`,
  'multi-line': (place) => t`\`${place}\` is written over several lines. Put it on one line, then try again.`,
  'broken-document': () =>
    t`The document has a YAML syntax error, so no place in it can be trusted. Fix the error first.`,
  templated: () => t`The file is a template with \`{{ … }}\`: its YAML is not known here. Change it by hand.`,
  'conflict-markers': () => t`The file has unresolved merge conflicts. Resolve them first.`,
  'not-a-scalar': (place) => t`\`${place}\` is a map or a list, not a single value. Change it by hand.`,
  'not-a-map': (place) => t`\`${place}\` is not a map, so it cannot hold a key. Make it a map, then try again.`,
  'not-a-list': (place) => t`\`${place}\` is not a list. Make it a list, then try again.`,
  'no-such-item': (place) => t`\`${place}\` does not exist in its list. Add the item first.`,
  'explicit-key': (place) =>
    t`\`${place}\` is written with \`?\` in place of \`key: value\`. Rewrite it as \`key: value\`, then try again.`,
};

/** A refusal for a path, and the span of what stands in the way. */
export function refuse(code: EditRefusalCode, path: Path, span?: Span): Result<never, EditRefusal> {
  const place = path.length > 0 ? formatPath(path) : t`The document`;
  // A place is quoted, the whole is not.
  const message = path.length > 0 ? MESSAGES[code](place) : MESSAGES[code](place).replace(`\`${place}\``, place);
  return fail({ code, message, ...(span && { span }) });
}

/** Why a file or document as a whole cannot be edited; undefined when it can. */
export function refuseWhole(file: YamlFile, document: YamlDocument): Result<never, EditRefusal> | undefined {
  const conflict = file.problems.find((problem) => problem.code === 'conflict-markers');
  if (conflict) return refuse('conflict-markers', [], conflict.span);
  if (file.templated) return refuse('templated', []);
  if (!document.broken) return undefined;
  const inside = file.problems.find(
    ({ code, span }) => code === 'yaml-syntax' && span.start >= document.span.start && span.start <= document.span.end,
  );
  return refuse('broken-document', [], inside?.span);
}
