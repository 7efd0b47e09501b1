import { StringDecoder } from 'node:string_decoder';
import { isYamlPath } from '../base/filePath';

/** A commit and the YAML files by which it differs from its first parent. */
export interface RawCommit {
  readonly id: string;
  readonly time: number;
  readonly author: string;
  readonly subject: string;
  readonly first: boolean;
  readonly files: { readonly file: string; readonly object: string | null }[];
}

/**
 * `git log` as `LogParser` reads it, whatever the user's configuration says. Range and paths come behind. Oldest first: the
 * first commit of all has the most contents, which are read while the others come.
 */
export const LOG_ARGUMENTS: readonly string[] = [
  ...['-c', 'log.follow=false', '-c', 'log.showSignature=false', 'log', '--reverse', '--first-parent', '-m', '--root'],
  ...['--raw', '-z', '--no-renames', '--no-abbrev', '--relative', '--no-color', '--encoding=UTF-8'],
  '--format=%x01%H%x02%P%x02%ct%x02%aN%x02%s',
];

/** Reads the output of `git log` piece by piece. */
export class LogParser {
  /** The commits so far, oldest first, and of the last one the files so far. */
  readonly commits: RawCommit[] = [];
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';
  /** The content of the file whose path comes next. */
  private entry: { readonly object: string | null } | undefined;

  /** @param found is told of every content as soon as it is known, since a commit may have thousands */
  constructor(private readonly found: (object: string) => void) {}

  take(chunk: Buffer): void {
    const fields = (this.rest + this.decoder.write(chunk)).split('\0');
    this.rest = fields.pop() ?? '';
    for (const field of fields) this.field(field);
  }

  end(): void {
    if (this.rest !== '') this.field(this.rest);
    this.rest = '';
  }

  private field(field: string): void {
    if (this.entry !== undefined) {
      const { object } = this.entry;
      this.entry = undefined;
      if (!isYamlPath(field)) return;
      this.commits.at(-1)?.files.push({ file: field, object });
      if (object !== null) this.found(object);
    } else if (field.startsWith('\u0001')) {
      const [id = '', parents, time, author = '', subject = ''] = field.slice(1).split('\u0002');
      this.commits.push({ id, time: Number(time), author, subject, first: parents === '', files: [] });
    } else {
      const match = /^\n?:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) /.exec(field);
      if (match) this.entry = entryOf(match[1]!, match[2]!);
    }
  }
}

/** Links and submodules are files that are not there. */
function entryOf(mode: string, object: string): { readonly object: string | null } {
  return { object: mode.startsWith('100') ? object : null };
}
