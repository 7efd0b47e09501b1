import { spawn } from 'node:child_process';
import { root } from './project.mjs';

/** Children that still run; they end with this process. */
const children = new Set();
process.once('exit', () => {
  for (const child of children) endGroup(child, 'SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

/**
 * Runs a program in a process group of its own and waits for its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, live?: boolean, limit?: number }} options
 *   `live`: pass output through as it comes; else it is collected. `limit` in seconds: then the whole group is ended.
 * @returns {Promise<{ code: number, output: string, seconds: number }>} the code is 124 when the limit was reached
 */
export function run(command, args, { env = {}, live = false, limit = 600 } = {}) {
  return new Promise((resolve) => {
    const start = performance.now();
    let output = '';
    let timedOut = false;
    const stdio = ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'];
    const child = spawn(command, args, { cwd: root, detached: true, stdio, env: { ...process.env, ...env } });
    children.add(child);
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout?.setEncoding('utf8').on('data', collect);
    child.stderr?.setEncoding('utf8').on('data', collect);
    const timer = setTimeout(() => {
      timedOut = true;
      collect(`\nStopped after ${limit} s.\n`);
      endGroup(child, 'SIGTERM');
      setTimeout(() => endGroup(child, 'SIGKILL'), 5000).unref();
    }, limit * 1000);
    const end = (code) => {
      clearTimeout(timer);
      // What the program left behind in its group.
      endGroup(child, 'SIGKILL');
      children.delete(child);
      resolve({ code: timedOut ? 124 : (code ?? 1), output, seconds: (performance.now() - start) / 1000 });
    };
    child.once('error', (error) => {
      collect(`${error.message}\n`);
      end(1);
    });
    child.once('close', end);
  });
}

function endGroup(child, signal) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // The whole group has ended.
  }
}
