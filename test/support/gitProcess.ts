/** Starts `gitChild.ts` as a process; bundled first, since that starts several times faster. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Job } from './gitChild';
import { newFolder } from './gitRepository';

export interface Ended {
  readonly signal: NodeJS.Signals | null;
  /** What the process printed, parsed; undefined where it was killed first. */
  readonly outcome: { readonly kind: string } | undefined;
  readonly stderr: string;
}

let bundle = '';

/** Bundle the child once per sandbox. */
async function childScript(): Promise<string> {
  if (existsSync(bundle)) return bundle;
  const outfile = join(await newFolder(), 'child.cjs');
  await build({
    entryPoints: [join(__dirname, 'gitChild.ts')],
    ...{ outfile, bundle: true, platform: 'node', target: 'node20', logLevel: 'error' },
  });
  bundle = outfile;
  return bundle;
}

export interface Around {
  readonly environment?: Readonly<Record<string, string>>;
  /** Shell commands before it, such as `ulimit`. */
  readonly shell?: string;
}

export async function runChild(job: Job, { environment = {}, shell }: Around = {}): Promise<Ended> {
  const script = await childScript();
  const text = JSON.stringify(job);
  const [program, args] = shell
    ? ['/bin/sh', ['-c', `${shell}; exec "$@"`, 'sh', process.execPath, script, text]]
    : [process.execPath, [script, text]];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString('utf8')));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString('utf8')));
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      const outcome = stdout === '' ? undefined : (JSON.parse(stdout) as { kind: string });
      resolve({ signal, outcome, stderr });
    });
  });
}

/** Run it with the step at which it kills itself. */
export function killAt(step: string, job: Job): Promise<Ended> {
  return runChild(job, { environment: { OPENCHOREO_TEST_BUILD: '1', OPENCHOREO_KILL_STEP: step } });
}
