import { t } from '../../base/l10n';
import { code } from '../fieldText';

/** Names as inline code, the first few of many. */
export function names(list: readonly string[], most = 6): string {
  const shown = list.slice(0, most).map((name) => code(name));
  return list.length > most ? t`${shown.join(', ')} and ${list.length - most} more` : shown.join(', ');
}

/** A line with a list behind a word; none for an empty list. */
export function listLine(word: string, list: readonly string[], most?: number): string[] {
  return list.length === 0 ? [] : [`${word}: ${names(list, most)}`];
}

/** A line with a value behind a word; none where there is no value. */
export function valueLine(word: string, value: unknown): string[] {
  return value === undefined || value === null || value === '' ? [] : [`${word}: ${code(value)}`];
}

/** The tag of an image, or what tells it from others: `1.2.3` of `registry.example.com/shop/cart:1.2.3`. */
export function imageTag(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1);
  const digest = name.indexOf('@');
  const tagged = digest < 0 ? name : name.slice(0, digest);
  const colon = tagged.indexOf(':');
  return colon >= 0 ? tagged.slice(colon + 1) : digest >= 0 ? name.slice(digest + 1, digest + 20) : name;
}
