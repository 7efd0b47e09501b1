/** How long the event loop may be held at a time, in milliseconds: short enough that typing never waits for a scan. */
const SLICE_MS = 8;

/** Says when a slice that begins now is used up. */
export function deadline(): () => boolean {
  const end = performance.now() + SLICE_MS;
  return () => performance.now() >= end;
}

/** Lets the event loop turn a few times. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Time slices of long work: between two of them the event loop is free. */
export class Slice {
  private isTime = deadline();

  constructor(private readonly stop: () => boolean) {}

  /** Gives way when the slice is used up; says whether it did. */
  async isOver(): Promise<boolean> {
    if (!this.isTime()) return false;
    await this.yield();
    return true;
  }

  async yield(): Promise<void> {
    if (this.stop()) return;
    await turns(1);
    this.isTime = deadline();
  }
}
