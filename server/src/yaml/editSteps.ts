import { ok } from '../base/result';
import { applyEdits } from '../base/textEdit';
import type { Edits } from './edit';
import { refuse } from './editRefusal';
import type { YamlDocument, YamlFile } from './node';
import { readYaml } from './read';

/** An edit of one document. */
export type EditStep = (text: string, file: YamlFile, document: YamlDocument) => Edits;

/** Several edits of one document, each made in what the ones before have left, as one edit of the text. */
export function inSteps(text: string, file: YamlFile, document: YamlDocument, steps: readonly EditStep[]): Edits {
  let now = { text, file, document };
  for (const step of steps) {
    const edits = step(now.text, now.file, now.document);
    if (!edits.ok) return edits;
    if (edits.value.length === 0) continue;
    const after = applyEdits(now.text, edits.value);
    const read = readYaml(after);
    const same = read.documents[document.index];
    if (!same) return refuse('broken-document', []);
    now = { text: after, file: read, document: same };
  }
  return ok(now.text === text ? [] : [difference(text, now.text)]);
}

/** The one edit that makes a text of another: what lies between their common beginning and their common end. */
export function difference(before: string, after: string) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { span: { start, end: before.length - same }, text: after.slice(start, after.length - same) };
}
