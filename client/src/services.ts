/** What commands work with; made once, at activation. */
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { Answers } from './answers';
import type { LanguageServer } from './server/languageServer';
import type { SetUpView } from './views/hindrance';
import type { PinsTree } from './views/pinsView';
import type { VirtualTexts } from './virtualTexts';

export interface Services {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly server: LanguageServer;
  readonly answers: Answers;
  readonly pins: PinsTree;
  readonly setUp: SetUpView;
  readonly texts: VirtualTexts;
}
