import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../testbed';
import { currentSession } from './session';

/** Keeps language servers from starting, for as long as a test has to look at what a window shows meanwhile. */
export interface Gate {
  close(): void;
  open(): void;
  /** Puts the installed server back as it was. */
  remove(): void;
}

/** Builds a gate into the server that this session has installed: one that starts waits for as long as it is closed. */
export function closedGate(): Gate {
  const { extensionsDir } = currentSession();
  const installed = readdirSync(extensionsDir).find((name) => name.startsWith('openchoreo-gitops.'));
  if (installed === undefined) throw new Error('the extension is not installed');
  const server = path.join(extensionsDir, installed, 'dist/server.js');
  const text = readFileSync(server, 'utf8');
  const folder = temporaryFolder();
  const file = path.join(folder, 'closed');
  const wait = `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)`;
  writeFileSync(server, `while (require('node:fs').existsSync(${JSON.stringify(file)})) ${wait};\n${text}`);
  const close = (): void => writeFileSync(file, '');
  close();
  return {
    close,
    open: () => rmSync(file, { force: true }),
    remove: () => {
      writeFileSync(server, text);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
