import { Console } from 'node:console';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server';
import { wholeMessages } from './wholeMessages';

// Started by VS Code over Node IPC, by any other editor with --stdio.
if (!process.argv.some((argument) => /^--(stdio|node-ipc|socket|pipe)/.test(argument))) {
  process.stderr.write(
    'usage: server.js --stdio\nA language server: start it from an editor. The command line is openchoreo-gitops.\n',
  );
  process.exit(2);
}
startServer(process.argv.includes('--stdio') ? connectToStdio() : createConnection(ProposedFeatures.all));

/** Whatever a library says to the console goes beside the protocol, not into it. */
function connectToStdio(): ProposedFeatures.Connection {
  globalThis.console = new Console(process.stderr);
  return createConnection(ProposedFeatures.all, process.stdin, wholeMessages(process.stdout));
}
