/**
 * What is used of the language client's library, for values; types are imported from it directly. A bundle of its own: most
 * of the client's code is the library's, and VS Code need not read it before the server is started.
 */
export {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
