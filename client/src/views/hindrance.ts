/** What keeps this workspace from promoting by commit, and the small view that says so with the way out. */
import { Disposable, commands, window, workspace } from 'vscode';
import type { LogOutputChannel } from 'vscode';
import type { Answers } from '../answers';
import { fileFolders } from '../answers';
import type { RefusalCode } from '../git';
import { gitPath, onGitChange } from '../gitExtension';

const setUpViewId = 'openchoreoGitops.setUp';

/** package.json has a welcome text for each. */
type Hindrance = 'untrusted' | 'no-git' | 'no-repository' | 'unsafe-directory' | 'unusable-repository';

const hindrances: Partial<Record<RefusalCode, Hindrance>> = {
  'git-missing': 'no-git',
  'git-too-old': 'no-git',
  'no-repository': 'no-repository',
  'unsafe-directory': 'unsafe-directory',
};

/** Looks again when asked, when trust comes and when Git finds or loses a repository; the view shows only what is in the way. */
export class SetUpView implements Disposable {
  private readonly disposables: Disposable[];
  private looked = false;
  private logged: string | undefined;

  constructor(
    answers: Answers,
    private readonly log: LogOutputChannel,
  ) {
    this.disposables = [
      // Nothing but its welcome text is ever shown.
      window.registerTreeDataProvider<never>(setUpViewId, { getChildren: () => [], getTreeItem: (item) => item }),
      workspace.onDidGrantWorkspaceTrust(() => void this.look()),
      workspace.onDidChangeWorkspaceFolders(() => void this.look()),
      // Git is not run before there is anything of OpenChoreo's.
      answers.onDidSettle(() => {
        if (!this.looked) {
          void this.look();
        }
      }),
    ];
  }

  async look(): Promise<void> {
    if (!this.looked && workspace.isTrusted) {
      this.looked = true;
      this.disposables.push(await onGitChange(() => void this.look()));
    }
    try {
      const { hindrance, why } = await findHindrance();
      await commands.executeCommand('setContext', 'openchoreoGitops.hindrance', hindrance);
      if (why !== undefined && why !== this.logged) {
        this.log.warn(why);
      }
      this.logged = why;
    } catch (error) {
      this.log.debug(String(error));
    }
  }

  dispose(): void {
    Disposable.from(...this.disposables).dispose();
  }
}

interface Found {
  readonly hindrance?: Hindrance;
  /** For the log: the cause, the next step, and Git's own words. */
  readonly why?: string;
}

/** Nothing where at least one folder has nothing in the way. Runs no Git in Restricted Mode. */
async function findHindrance(): Promise<Found> {
  const folders = fileFolders();
  if (folders.length === 0) {
    return {};
  }
  if (!workspace.isTrusted) {
    return { hindrance: 'untrusted' };
  }
  const { inspectRepository } = await import('../git');
  const git = await gitPath();
  const states = await Promise.all(folders.map(({ uri }) => inspectRepository(uri.fsPath, git)));
  const refusals = states.filter((state) => state.kind === 'refused');
  const [first] = refusals;
  if (first === undefined || refusals.length < states.length) {
    return {};
  }
  const { code, message, nextStep, detail } = first;
  return {
    hindrance: hindrances[code] ?? 'unusable-repository',
    why: [message, nextStep, detail].filter(Boolean).join('\n'),
  };
}
