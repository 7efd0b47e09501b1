import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, temporaryFolder } from '../../testbed';

/** Keeps language servers from starting, for as long as a test has to look at what a window shows meanwhile. */
export interface Gate {
  /** For the window. */
  readonly env: Readonly<Record<string, string>>;
  close(): void;
  open(): void;
  remove(): void;
}

/** A gate that is closed. */
export function closedGate(): Gate {
  const folder = temporaryFolder();
  const file = path.join(folder, 'closed');
  const close = (): void => writeFileSync(file, '');
  close();
  return {
    env: {
      NODE_OPTIONS: `--require ${path.join(projectRoot, 'test/e2e/support/gate.cjs')}`,
      OPENCHOREO_GATE: file,
    },
    close,
    open: () => rmSync(file, { force: true }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
