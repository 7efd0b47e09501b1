import { CONFIG_FILE } from '../../repository/config';
import type { EditStep } from '../../yaml/editSteps';
import type { FileChange, Fix, FixContext } from './fix';
import { editsIn } from './inDocument';

/**
 * A fix that changes the repository's configuration, in place where there is one and as a new file where there is none; none
 * where the file cannot be edited safely.
 *
 * @param fresh what the change is in a file that says nothing else.
 */
export function inConfig(
  context: FixContext,
  title: string,
  edit: EditStep,
  fresh: string,
  more: Pick<Fix, 'silences'> = {},
): readonly Fix[] {
  const changes = editConfig(context, edit, fresh);
  return changes ? [{ title, ...more, changes: () => changes }] : [];
}

function editConfig(context: FixContext, edit: EditStep, fresh: string): readonly FileChange[] | undefined {
  const text = context.textOf(CONFIG_FILE);
  if (text === undefined) return [{ kind: 'create', file: CONFIG_FILE, text: fresh }];
  const file = context.yamlOf(CONFIG_FILE);
  if (!file.documents[0]?.root && file.problems.length === 0) {
    const eol = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
    const before = text === '' || text === '\ufeff' || /[\r\n]$/.test(text) ? '' : eol;
    const at = { start: text.length, end: text.length };
    return [{ kind: 'edit', file: CONFIG_FILE, edits: [{ span: at, text: before + fresh.replaceAll('\n', eol) }] }];
  }
  const edits = editsIn(context, CONFIG_FILE, 0, edit);
  return edits && [{ kind: 'edit', file: CONFIG_FILE, edits }];
}
