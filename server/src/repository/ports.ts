/**
 * What a session asks of a file system; node/ implements it, tests do so in memory. Paths are relative to the repository,
 * with `/`. Synchronous, since per-file promises cost five times the reading itself (docs/architecture.md, figures): the
 * session reads in slices that leave the event loop free.
 */
export interface FileSystem {
  /** The files below a folder ('' is the root) that the filter takes; folders that are not entered are left out. */
  walk(folder: string, accept: (file: string) => boolean, entersFolder: (name: string) => boolean): Iterable<string>;
  /** The text of a file, decoded as UTF-8, a BOM kept; undefined when it cannot be read. */
  read(file: string): string | undefined;
  /** Whether there is a file or folder of that name. */
  exists(path: string): boolean;
  /** Changes whenever the content may have changed; undefined when there is no such file. */
  stamp(file: string): string | undefined;
}

/** What Git knows about the files of a repository, read once and handed to the engine as a value. */
export interface GitFacts {
  /** Whether a file differs from HEAD, in the index or on disk. */
  isUncommitted(file: string): boolean;
  /** Seconds since 1970 of the commit that first added a file; undefined where that was not asked or is not known. */
  addedAt(file: string): number | undefined;
}
