import { execFileSync } from 'node:child_process';
import { hermeticGit } from '../../testbed';
import type { Workbench, WorkspaceOptions } from '../support';

/** The themes of VS Code's own that pictures are taken in. */
export const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern' } as const;

/** A small window without what does not belong to the picture, on a repository that is two weeks old. */
export function picture(theme: string): WorkspaceOptions {
  return {
    viewport: { width: 1040, height: 600 },
    settings: {
      'workbench.colorTheme': theme,
      'editor.minimap.enabled': false,
      'editor.stickyScroll.enabled': false,
      'breadcrumbs.enabled': false,
      'workbench.layoutControl.enabled': false,
    },
    prepare: (folder) => {
      const date = new Date(Date.now() - 14 * 86_400_000).toISOString();
      execFileSync('git', ['commit', '--amend', '--no-edit', '--quiet', `--date=${date}`], {
        cwd: folder,
        env: { ...process.env, ...hermeticGit, GIT_COMMITTER_DATE: date },
      });
    },
  };
}

/** Drags the edge of the side bar to `x` pixels from the left. */
export async function widenSideBar({ page }: Workbench, x: number): Promise<void> {
  const sideBar = await page.locator('.part.sidebar').boundingBox();
  if (sideBar === null) throw new Error('the side bar is not shown');
  const y = sideBar.y + sideBar.height / 2;
  await page.mouse.move(sideBar.x + sideBar.width, y);
  await page.mouse.down();
  await page.mouse.move(x, y, { steps: 5 });
  await page.mouse.up();
}
