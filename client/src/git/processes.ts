/** Whether a process that left something behind is still at work. Process ids are used again, in containers soon. */
import { readFileSync } from 'node:fs';

/** Whether the process that did something at this time (milliseconds since 1970) may still be running. */
export function mayStillRun(pid: number, when: number): boolean {
  if (pid === process.pid) return when >= Date.now() - process.uptime() * 1000 - 1000;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A mark that differs when a process id is used again; null where the system has none to offer. */
export function birthMark(pid: number): string | null {
  try {
    // The program's name, in parentheses, may hold spaces; the start time is the 20th field after it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
    return fields?.[19] ?? null;
  } catch {
    return null;
  }
}
