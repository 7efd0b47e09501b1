import type { Span } from '../../base/span';
import type { Manifest } from '../../repository/manifest';
import { locate } from '../../yaml/locate';
import { readYaml } from '../../yaml/read';
import type { BindingVersion } from '../history/pinHistory';
import { pathOf } from '../values';
import type { Draft } from './draft';
import type { Past } from './pastPins';

/**
 * Where a planned file is the old one but for how the pin is written (a promotion had to put quotes around it), the old
 * one's bytes are taken: what is rolled back is as it was.
 */
export function undoExactly(
  draft: Draft,
  { files }: Past,
  binding: Manifest,
  pin: string,
  { object }: BindingVersion,
): void {
  const planned = draft.textOf(binding.file);
  const old = files.textOf(object);
  if (planned === undefined || old === undefined || planned === old) return;
  const path = [...binding.base, ...pathOf(pin)];
  const spans = [planned, old].map((text) => spanAt(text, binding.document, path));
  const [a, b] = spans;
  if (a && b && around(planned, a) === around(old, b)) draft.write(binding.file, old);
}

function spanAt(text: string, document: number, path: readonly (string | number)[]): Span | undefined {
  return locate(readYaml(text).documents[document]?.root, path)?.value?.span;
}

function around(text: string, { start, end }: Span): string {
  return `${text.slice(0, start)}\0${text.slice(end)}`;
}
