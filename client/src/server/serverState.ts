/** How the language server stands, in a word. Knows nothing of VS Code. */

/** Not asked for yet; coming up, for the first time or again; answering; ended, and not to be started again unasked. */
export type ServerState = 'off' | 'starting' | 'running' | 'ended';
