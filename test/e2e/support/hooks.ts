import type { Context } from 'mocha';
import { endSession, startSession } from './session';
import { closeWorkbenches, openWorkbenches } from './workbench';

/** Mocha's root hooks: one browser and one installation for all spec files; a picture of what a failed test left behind,
 * which then does not stand in the way of the next. */
export const mochaHooks = {
  async beforeAll(): Promise<void> {
    await startSession();
  },
  async afterEach(this: Context): Promise<void> {
    if (this.currentTest?.state !== 'failed') return;
    const name = this.currentTest.fullTitle().replaceAll(/[^\w-]+/g, '-');
    for (const [index, workbench] of openWorkbenches().entries()) {
      await workbench.shot(`failed-${name}-${index}`);
      await workbench.recover();
    }
  },
  async afterAll(): Promise<void> {
    await closeWorkbenches();
    await endSession();
  },
};
