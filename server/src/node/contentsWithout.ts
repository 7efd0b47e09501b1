import { objectId } from './objectId';

/**
 * The ids of contents that hold none of some words, as files that were read anyway show: such contents need not be asked
 * of Git. An id says what the content is, so that none of them ever becomes wrong, whatever happens to its file.
 */
export class ContentsWithout implements Iterable<string> {
  /** One a file: those that it had before are history, and few. */
  private readonly ids = new Map<string, string>();

  constructor(private readonly words: readonly string[]) {}

  /** Takes the text of a file, as it is on disk. */
  take(file: string, text: string | undefined): void {
    if (text === undefined || this.words.some((word) => text.includes(word))) this.ids.delete(file);
    else this.ids.set(file, objectId(text));
  }

  [Symbol.iterator](): Iterator<string> {
    return this.ids.values();
  }
}
