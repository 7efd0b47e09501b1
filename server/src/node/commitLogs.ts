import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CommitLog, LoggedCommit, LoggedFile } from '../repository/commitLog';
import { readGit, streamGit } from './git';
import { LogParser, LOG_ARGUMENTS, type RawCommit } from './logParser';
import { ObjectStream } from './objectStream';

/** How logs are made of what files hold. */
export interface LogReader<T> {
  /** Words of which a content of interest holds at least one: others are not even decoded. */
  readonly words: readonly string[];
  /** What all others hold. */
  readonly nothing: T;
  /** Begins to read many contents: what each holds, undefined where it cannot be read. */
  readonly begin: () => (text: string) => T | undefined;
}

/**
 * The histories of a folder's YAML files. What a content holds is remembered by its id, and a log by its commit: where the
 * branch has only grown, no more than the new commits are read. Two or three processes, whatever the number of files.
 */
export class CommitLogs<T> {
  private readonly facts = new Map<string, T | undefined>();
  private last: CommitLog<T> | undefined;
  /** The folder's path in the working tree of Git. */
  private inside = '';
  private work: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly root: string,
    private readonly reader: LogReader<T>,
    /** What some contents hold, by their ids, as somebody has read them already. */
    private readonly known: Iterable<readonly [id: string, facts: T]> = [],
  ) {}

  /** The log that ends with a commit, HEAD by default; undefined without Git, repository or commit. */
  at(commit = 'HEAD'): Promise<CommitLog<T> | undefined> {
    // One after the other: the second finds what the first has read.
    const next = this.work.then(() => this.load(commit));
    this.work = next.catch(() => undefined);
    return next;
  }

  private async load(commit: string): Promise<CommitLog<T> | undefined> {
    // Where everything has to be read anyway, the log begins at once.
    const whole = !this.last && commit === 'HEAD' && this.isWorkingTree() ? this.stream([commit]) : undefined;
    // Beside the log every process counts: what a folder of Git's shows is not asked of Git.
    if (whole && existsSync(path.join(this.root, '.git', 'HEAD')))
      return this.logOf(await whole, existsSync(path.join(this.root, '.git', 'shallow')));
    const answer = await readGit(this.root, [
      'rev-parse',
      '--is-shallow-repository',
      '--show-prefix',
      `${commit}^{commit}`,
    ]);
    const [isShallow, inside = '', head = ''] = (answer ?? '').split('\n');
    this.inside = inside;
    const shallow = isShallow === 'true';
    if (whole) return this.logOf(await whole, shallow);
    if (!/^[0-9a-f]{40,64}$/.test(head)) return undefined;
    const { last } = this;
    if (last?.head === head && last.shallow === shallow) return last;
    const known = last && last.shallow === shallow && (await this.isGrown(last.head, head)) ? last : undefined;
    const raw = await this.stream(known ? [head, `^${known.head}`] : [head]);
    return this.logOf(raw, shallow, head, known?.commits);
  }

  /** Whether the folder is a working tree as a whole; what looks like one and is none is only read more slowly. */
  private isWorkingTree(): boolean {
    return existsSync(path.join(this.root, '.git'));
  }

  /** @param head the newest commit by default, which it is where no paths were asked for */
  private logOf(
    raw: readonly RawCommit[] | undefined,
    shallow: boolean,
    head = raw?.at(-1)?.id,
    known: readonly LoggedCommit<T>[] = [],
  ): CommitLog<T> | undefined {
    if (!raw || head === undefined) return undefined;
    return (this.last = { head, shallow, commits: this.interesting(raw, known) });
  }

  /** Whether a commit follows another along first parents. */
  private async isGrown(before: string, head: string): Promise<boolean> {
    const between = await readGit(this.root, ['rev-list', '--first-parent', '--parents', head, `^${before}`]);
    const oldest = between?.trimEnd().split('\n').at(-1);
    return oldest?.split(' ')[1] === before;
  }

  /** Reads the log, oldest first, and, while it comes, the contents in it. */
  private async stream(range: readonly string[]): Promise<readonly RawCommit[] | undefined> {
    for (const [id, facts] of this.known) this.facts.set(id, facts);
    const asked = new Set<string>();
    const parser = new LogParser((object) => {
      if (asked.has(object) || this.facts.has(object)) return;
      asked.add(object);
      objects.ask(object);
    });
    // Git looks faster at everything than at a folder that is everything.
    const paths = this.inside === '' ? [] : ['--', '.'];
    const log = streamGit(this.root, [...LOG_ARGUMENTS, ...range, ...paths], (chunk) => parser.take(chunk));
    // To start a process takes a while, in which the log is on its way.
    const objects = this.contents();
    const complete = await log;
    parser.end();
    await objects.end();
    const left = [...asked].filter((id) => !this.facts.has(id));
    if (left.length > 0) await this.readNewest(left);
    return complete ? parser.commits : undefined;
  }

  /** Git stops at a content that a partial clone lacks. What it has are the newest. */
  private readNewest(oldestFirst: readonly string[]): Promise<void> {
    const objects = this.contents();
    for (const id of [...oldestFirst].reverse()) objects.ask(id);
    return objects.end();
  }

  /** Contents that can be asked for; what they hold is kept. */
  private contents(): ObjectStream {
    const { words, nothing } = this.reader;
    const read = this.reader.begin();
    const marks = words.map((word) => Buffer.from(word));
    return new ObjectStream(this.root, (id, content) => {
      const holds = content === undefined || marks.some((mark) => content.includes(mark));
      this.facts.set(id, holds ? content && read(content.toString('utf8')) : nothing);
    });
  }

  /** The commits without the files that never held anything. */
  private interesting(raw: readonly RawCommit[], known: readonly LoggedCommit<T>[]): readonly LoggedCommit<T>[] {
    const files = new Set(known.flatMap((commit) => commit.files.map(({ file }) => file)));
    const commits: LoggedCommit<T>[] = [];
    for (const commit of raw) {
      const own: LoggedFile<T>[] = [];
      for (const { file, object } of commit.files) {
        const facts = object === null ? this.reader.nothing : this.facts.get(object);
        if (facts !== this.reader.nothing) files.add(file);
        if (files.has(file)) own.push({ file, object, facts });
      }
      if (own.length > 0) commits.push({ ...commit, files: own });
    }
    return [...commits.reverse(), ...known];
  }
}
