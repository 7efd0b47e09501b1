/** Makes the client's end of the language server. Loaded with all it needs when the server is first started. */
import * as path from 'node:path';
import { l10n, workspace } from 'vscode';
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { didChangeNotification } from '../../../server/src/protocol';
import type { InitializationOptions } from '../../../server/src/protocol';
import { currentYamlDuty } from '../yamlExtension';
import { CrashHandler } from './crashHandler';
import { LanguageClient, RevealOutputChannelOn, State, TransportKind } from './library';
import { renameMiddleware } from './renameMiddleware';
import type { ServerState } from './serverState';
import { resolveCodeLens, showReferencesCommand } from './showReferences';

/** Also the section of the settings, where the client looks for `trace.server`. */
const clientId = 'openchoreoGitops';

export interface ClientEvents {
  /** The repository changed, or the server started anew. */
  readonly changed: () => void;
  readonly stands: (state: ServerState) => void;
}

export function createClient(context: ExtensionContext, log: LogOutputChannel, events: ClientEvents): LanguageClient {
  const { version } = context.extension.packageJSON as { readonly version: string };
  const module = context.asAbsolutePath(path.join('dist', 'server.js'));
  const env = { OPENCHOREO_VERSION: version };
  const run = { module, transport: TransportKind.ipc, options: { env } };
  const client: LanguageClient = new QuietClient(
    clientId,
    'OpenChoreo GitOps',
    { run, debug: { ...run, options: { env, execArgv: ['--nolazy', '--inspect=6009'] } } },
    {
      documentSelector: [
        { scheme: 'file', language: 'yaml' },
        { scheme: 'file', pattern: '**/*.{yaml,yml}' },
      ],
      diagnosticCollectionName: 'openchoreo-gitops',
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions,
      middleware: { resolveCodeLens, ...renameMiddleware(() => client) },
      errorHandler: new CrashHandler(events.stands),
      // The library's own way shows the error as it is. What follows from it the views tell.
      initializationFailedHandler: (error) => {
        log.error(error instanceof Error ? error : String(error));
        return false;
      },
      synchronize: { configurationSection: clientId },
    },
  );
  client.onNotification(didChangeNotification, events.changed);
  let starts = 0;
  client.onDidChangeState(({ newState }) => {
    const state = states[newState];
    if (state !== undefined) {
      events.stands(state);
    }
    if (newState === State.Running && ++starts > 1) {
      events.changed();
    }
  });
  return client;
}

/** Why a client has stopped, and what comes next, the crash handler knows, or whoever stopped it. */
const states: Readonly<Partial<Record<State, ServerState>>> = {
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.StartFailed]: 'ended',
};

/** Logs its errors as it should, without notifications in words that nobody translated: the view and commands tell. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** Asked for at each start: trust may have come since the last. */
function initializationOptions(): InitializationOptions {
  return {
    trusted: workspace.isTrusted,
    settings: workspace.getConfiguration(clientId),
    yamlDuty: currentYamlDuty(),
    suggestCommand: 'editor.action.triggerSuggest',
    // One bundle holds the texts of both; there is none where VS Code speaks English.
    ...(l10n.bundle === undefined ? {} : { translations: l10n.bundle }),
    showReferencesCommand,
    // VS Code underlines links for good, and follows one besides going to the definition.
    nameLinks: false,
  };
}
