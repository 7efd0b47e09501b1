import { spawnGit } from './git';

/** So many ids are written at once: a write for each, and Git woken for each, would take longer than all the rest. */
const TOGETHER = 64;

/**
 * Contents from Git while their ids come in, by one process. Ids that are no content, and those that a partial clone
 * lacks, come without one.
 */
export class ObjectStream {
  private readonly child;
  private readonly done: Promise<void>;
  private finish = () => undefined as void;
  private readonly chunks: Buffer[] = [];
  private readonly asked: string[] = [];
  /** How many were asked for and have not come. */
  private missing = 0;
  private ended = false;
  private length = 0;
  /** Bytes that have to be there before it is worth looking again. */
  private wanted = 1;

  constructor(
    folder: string,
    private readonly found: (id: string, content: Buffer | undefined) => void,
  ) {
    this.child = spawnGit(folder, ['cat-file', '--batch', '--buffer']);
    this.child.stdout.on('data', (chunk: Buffer) => this.take(chunk));
    this.done = new Promise((resolve) => {
      this.finish = resolve;
      this.child.on('error', resolve);
      this.child.on('close', resolve);
    });
  }

  ask(id: string): void {
    this.asked.push(id);
    this.missing++;
    if (this.asked.length === TOGETHER) this.flush();
  }

  private flush(): void {
    if (this.asked.length > 0) this.child.stdin.write(`${this.asked.join('\n')}\n`);
    this.asked.length = 0;
  }

  /** Resolves when everything that was asked for has come; Git may take longer to go. */
  end(): Promise<void> {
    this.flush();
    this.child.stdin.end();
    this.ended = true;
    if (this.missing === 0) this.finish();
    return this.done;
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
    if (this.length < this.wanted) return;
    const buffer = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks);
    const rest = buffer.subarray(this.read(buffer));
    this.chunks.length = 0;
    this.chunks.push(rest);
    this.length = rest.length;
    if (this.ended && this.missing === 0) this.finish();
  }

  /** Hands on the whole objects at the beginning; returns where the first that is not whole begins. */
  private read(buffer: Buffer): number {
    for (let position = 0; ;) {
      const end = buffer.indexOf(10, position);
      if (end < 0) {
        this.wanted = buffer.length - position + 1;
        return position;
      }
      const [id = '', type, size] = buffer.toString('latin1', position, end).split(' ');
      if (size === undefined) {
        this.hand(id, undefined); // "… missing".
        position = end + 1;
        continue;
      }
      const stop = end + 1 + Number(size);
      if (buffer.length < stop + 1) {
        this.wanted = stop + 1 - position;
        return position;
      }
      this.hand(id, type === 'blob' ? buffer.subarray(end + 1, stop) : undefined);
      position = stop + 1;
    }
  }

  private hand(id: string, content: Buffer | undefined): void {
    this.missing--;
    this.found(id, content);
  }
}
