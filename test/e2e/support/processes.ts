import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { currentSession } from './session';

/** Ids of the processes that run the language server of the extension that this session has installed. */
export function languageServers(): number[] {
  // Other runs of the tests on this machine have an installation of their own.
  const installed = path.join(currentSession().extensionsDir, 'openchoreo-gitops.');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return command.includes(installed) && command.includes('dist/server.js');
      } catch {
        // It ended in between.
        return false;
      }
    });
}
