/** A file of a commit that differs from the commit before it. */
export interface LoggedFile<T> {
  /** Path relative to the folder, with `/`. */
  readonly file: string;
  /** Id of its content; null: it is gone. */
  readonly object: string | null;
  /** What was made of the content; undefined where it could not be read. */
  readonly facts: T | undefined;
}

export interface LoggedCommit<T> {
  readonly id: string;
  /** Unix seconds. */
  readonly time: number;
  readonly author: string;
  /** First line of the message. */
  readonly subject: string;
  /** It has no parent, or none that a shallow clone knows. */
  readonly first: boolean;
  readonly files: readonly LoggedFile<T>[];
}

/** The commits of a branch along first parents, newest first, as far as files changed in which somebody is interested. */
export interface CommitLog<T> {
  /** Id of the commit from which it was read. */
  readonly head: string;
  readonly commits: readonly LoggedCommit<T>[];
  /** The clone is shallow: what its first commit holds came earlier, nobody knows when. */
  readonly shallow: boolean;
}

/** What Git can tell of the past, for code that cannot wait. */
export interface PastFiles {
  /** The content with an id. */
  textOf(object: string): string | undefined;
  /** A file as a commit has it. */
  textAt(commit: string, file: string): string | undefined;
  /** The YAML files of a commit that hold some words (path → text). */
  filesWith(commit: string, words: string): ReadonlyMap<string, string>;
}
