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

/** `git log` as `LogParser` reads it, whatever the user's configuration says. Range and paths come behind. */
export const LOG_ARGUMENTS: readonly string[] = [
  ...['-c', 'log.follow=false', '-c', 'log.showSignature=false', 'log', '--first-parent', '-m', '--root'],
  ...['--raw', '-z', '--no-renames', '--no-abbrev', '--relative', '--no-color', '--encoding=UTF-8'],
  '--format=%x01%H%x02%P%x02%ct%x02%aN%x02%s',
];

/** Reads the output of `git log` piece by piece. */
export class LogParser {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';
  private commit: RawCommit | undefined;
  /** The content of the file whose path comes next. */
  private entry: { readonly object: string | null } | undefined;

  constructor(private readonly found: (commit: RawCommit) => void) {}

  take(chunk: Buffer): void {
    const fields = (this.rest + this.decoder.write(chunk)).split('\0');
    this.rest = fields.pop() ?? '';
    for (const field of fields) this.field(field);
  }

  end(): void {
    if (this.rest !== '') this.field(this.rest);
    this.rest = '';
    this.finish();
  }

  private field(field: string): void {
    if (this.entry !== undefined) {
      if (isYamlPath(field)) this.commit?.files.push({ file: field, object: this.entry.object });
      this.entry = undefined;
    } else if (field.startsWith('\u0001')) {
      this.finish();
      const [id = '', parents, time, author = '', subject = ''] = field.slice(1).split('\u0002');
      this.commit = { id, time: Number(time), author, subject, first: parents === '', files: [] };
    } else {
      const match = /^\n?:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) /.exec(field);
      if (match) this.entry = entryOf(match[1]!, match[2]!);
    }
  }

  private finish(): void {
    if (this.commit) this.found(this.commit);
    this.commit = undefined;
  }
}

/** Links and submodules are files that are not there. */
function entryOf(mode: string, object: string): { readonly object: string | null } {
  return { object: mode.startsWith('100') ? object : null };
}
