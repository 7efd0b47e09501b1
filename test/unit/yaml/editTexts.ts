import assert from 'node:assert/strict';
import type { Path } from '../../../server/src/base/path';
import type { Result } from '../../../server/src/base/result';
import type { TextEdit } from '../../../server/src/base/textEdit';
import { applyEdits } from '../../../server/src/base/textEdit';
import type { EditRefusal } from '../../../server/src/yaml/edit';
import type { YamlDocument, YamlFile } from '../../../server/src/yaml/node';
import { readYaml } from '../../../server/src/yaml/read';

/** One of the functions of edit.ts, what it takes behind the path left open. */
export type Edit = (
  text: string,
  file: YamlFile,
  document: YamlDocument,
  path: Path,
) => Result<TextEdit[], EditRefusal>;

/** The text after an edit of one document, or the refusal's code in pointed brackets. */
export function edited(text: string, index: number, path: Path, edit: Edit): string {
  const file = readYaml(text);
  // The reader gives no documents for a file that it does not read; callers then have an empty one to pass.
  const document = file.documents[index] ?? { index, span: { start: 0, end: text.length }, broken: false };
  const result = edit(text, file, document, path);
  if (!result.ok) {
    assert.match(result.error.message, /\.$/);
    return `<${result.error.code}>`;
  }
  return applyEdits(text, result.value);
}
