/** Activation: wires things together and returns at once. The server starts when OpenChoreo is seen, or when asked for. */
import { l10n, version, window } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { Answers } from './answers';
import { registerCommands } from './commands';
import { speakWith } from './git/words';
import { keepMenuKeys } from './menuKeys';
import { recoverPromotions } from './recovery';
import { whenOpenChoreoIsSeen } from './server/detect';
import { LanguageServer } from './server/languageServer';
import { removeEmptiedFolders } from './server/ownMoves';
import { Decorations } from './views/decorations';
import { SetUpView } from './views/hindrance';
import { PinsTree } from './views/pinsView';
import { ReleasesTree } from './views/releasesView';
import { showStatus } from './views/statusBar';
import { VirtualTexts } from './virtualTexts';
import { shareYaml } from './yamlExtension';

let running: LanguageServer | undefined;

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('OpenChoreo GitOps', { log: true });
  const server = new LanguageServer(context, log);
  const answers = new Answers(server);
  const pins = new PinsTree(answers, log, context.workspaceState);
  const setUp = new SetUpView(answers, log);
  const texts = new VirtualTexts();
  running = server;
  speakWith((text) => l10n.t(text));
  const manifest = context.extension.packageJSON as { readonly version: string };
  log.info(`OpenChoreo GitOps ${manifest.version}, VS Code ${version}`);
  context.subscriptions.push(
    log,
    server,
    answers,
    pins,
    setUp,
    new ReleasesTree(answers, log),
    new Decorations(answers),
    showStatus(answers),
    keepMenuKeys(answers),
    texts,
    shareYaml(server, log),
    removeEmptiedFolders(),
    whenOpenChoreoIsSeen(context, () => {
      // The view tells of a failure, and so does the crash handler.
      server.start().catch((error: unknown) => log.error(l10n.t('The language server did not start.'), error));
      recoverPromotions(log).catch((error: unknown) => log.error(String(error)));
    }),
    ...registerCommands({ context, log, server, answers, pins, setUp, texts }),
  );
}

/** Waits for the server's process to end, so that nothing outlives the window. */
export function deactivate(): Promise<void> | undefined {
  return running?.stop();
}
