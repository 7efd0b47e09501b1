import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server';

// Started by VS Code over Node IPC, by any other editor with --stdio.
if (!process.argv.some((argument) => /^--(stdio|node-ipc|socket|pipe)/.test(argument))) {
  process.stderr.write(
    'usage: server.js --stdio\nA language server: start it from an editor. The command line is openchoreo-gitops.\n',
  );
  process.exit(2);
}
startServer(createConnection(ProposedFeatures.all));
