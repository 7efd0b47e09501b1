/**
 * How long the packaged extension takes to load and to activate, as VS Code itself measures it in a real extension host:
 * "Developer: Startup Performance" of a window that opens a sample repository.
 */
import { openWorkspace, until } from '../e2e/support';
import { endSession, startSession } from '../e2e/support/session';
import { median, report } from './corpus';

const WINDOWS = 3;
/** What we allow ourselves, in milliseconds. */
const LIMIT = 100;

interface Activation {
  readonly load: number;
  readonly activate: number;
}

async function measure(): Promise<Activation> {
  const workbench = await openWorkspace('current');
  try {
    // The view has rows, so the extension is active.
    await workbench.container('OpenChoreo GitOps');
    await workbench.treeRows('Environment Pins');
    await workbench.palette('Developer: Startup Performance');
    const line = await until('the line of the extension', async () => {
      await workbench.page.keyboard.press('Control+A');
      await workbench.page.keyboard.press('Control+C');
      const text = await workbench.page.evaluate<string>('navigator.clipboard.readText()');
      return text.split('\n').find((each) => each.includes('openchoreo-gitops'));
    });
    const cells = line.split('|').map((cell) => cell.trim());
    return { load: Number(cells[3]), activate: Number(cells[4]) };
  } finally {
    await workbench.close();
  }
}

async function main(): Promise<void> {
  await startSession();
  try {
    const times: Activation[] = [];
    for (let window = 0; window < WINDOWS; window++) times.push(await measure());
    const own = times.map(({ load, activate }) => load + activate);
    report('load the code, median', median(times.map(({ load }) => load)), 'ms');
    report('activate, median', median(times.map(({ activate }) => activate)), 'ms');
    report('both, fastest', Math.min(...own), 'ms');
    report('both, median', median(own), 'ms', LIMIT);
  } finally {
    await endSession();
  }
}

void main();
