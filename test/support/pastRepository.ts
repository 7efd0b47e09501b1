import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pinHistory, stateOf } from '../../server/src/analysis/history/pinHistory';
import { pinLogReader } from '../../server/src/analysis/history/pinLogReader';
import { planRollback } from '../../server/src/analysis/promotion/planRollback';
import type { PinFact } from '../../server/src/model/pinFacts';
import { CommitLogs } from '../../server/src/node/commitLogs';
import { pastFiles } from '../../server/src/node/pastFiles';
import type { Plan, RollbackRequest } from '../../server/src/protocol';
import { CART } from './plans';
import { parseFixture } from './fixtureText';
import { openFiles, readFolder } from './samples';

/** Runs Git in a folder with a fixed identity; the clock goes on a minute with each commit. */
export function gitIn(folder: string, ...args: string[]): string {
  const when = `${1_790_000_000 + 60 * clock} +0000`;
  const env = { ...process.env, GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when };
  return execFileSync('git', ['-C', folder, '-c', 'user.name=Ann Ops', '-c', 'user.email=ann@example.com', ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

let clock = 0;

/** Writes files (null: deletes them) and commits everything; answers the commit's id. */
export function commit(folder: string, message: string, files: Readonly<Record<string, string | null>> = {}): string {
  for (const [file, text] of Object.entries(files)) {
    const at = path.join(folder, file);
    mkdirSync(path.dirname(at), { recursive: true });
    if (text === null) rmSync(at);
    else writeFileSync(at, text);
  }
  clock++;
  gitIn(folder, 'add', '-A');
  gitIn(folder, 'commit', '-q', '--allow-empty', '-m', message);
  return gitIn(folder, 'rev-parse', 'HEAD').trim();
}

/** The files of a fixture (see fixtureText.ts), for `commit`. */
export function filesOf(fixture: string): Readonly<Record<string, string>> {
  return Object.fromEntries(parseFixture(fixture).files);
}

export function commitLogs(folder: string): CommitLogs<readonly PinFact[]> {
  return new CommitLogs<readonly PinFact[]>(folder, pinLogReader);
}

/** Changes of pins, newest first, as `subject: name environment from > to`; an undeployed release in parentheses. */
export async function changesIn(folder: string, logs = commitLogs(folder)): Promise<string[]> {
  const log = await logs.at();
  if (!log) return ['no history'];
  return pinHistory(log, { defaultNamespace: 'default', reads: () => true }).events.map(({ commit, before, after }) => {
    const { name, environment } = (after ?? before)!.fact;
    const [from, to] = [before, after].map((version) =>
      stateOf(version) === 'undeployed' ? `(${version!.fact.release})` : (version?.fact.release ?? '-'),
    );
    return `${commit.subject}: ${name} ${environment} ${from} > ${to}`;
  });
}

/** The plan of a rollback in the working tree of a folder; about component cart in stg. */
export async function rollBack(folder: string, request: Partial<RollbackRequest> = {}): Promise<Plan> {
  const files = new Map([...readFolder(folder)].filter(([file]) => !file.startsWith('.git/')));
  const { repository, checker } = openFiles(files);
  const log = await commitLogs(folder).at();
  const settings = { defaultNamespace: 'default', reads: (file: string) => repository.reads(file) };
  const past = log
    ? { history: pinHistory(log, settings), files: pastFiles(folder) }
    : { unavailable: 'There is no Git.' };
  return planRollback(
    { repository, checker, textOf: (file) => files.get(file), past },
    { kind: 'rollback', owner: CART, environment: 'stg', delivery: 'edit', ...request },
  );
}
