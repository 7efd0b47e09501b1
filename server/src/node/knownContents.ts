import { objectId } from './objectId';

/**
 * What contents hold, by their ids, as files that were read anyway show: such contents need not be asked of Git. An id
 * says what the content is, so that none of them ever becomes wrong, whatever happens to its file.
 */
export class KnownContents<T> implements Iterable<readonly [id: string, facts: T]> {
  /** One a file: those that it had before are history, and few. */
  private readonly contents = new Map<string, readonly [id: string, facts: T]>();

  /** Takes the text of a file, as it is on disk, and what it holds; undefined where that cannot be said. */
  take(file: string, text: string | undefined, facts: T | undefined): void {
    if (text === undefined || facts === undefined) this.contents.delete(file);
    else this.contents.set(file, [objectId(text), facts]);
  }

  [Symbol.iterator](): Iterator<readonly [id: string, facts: T]> {
    return this.contents.values();
  }
}
