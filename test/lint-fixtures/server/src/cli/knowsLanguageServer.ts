import { startServer } from '../lsp/server';

export const start = startServer;
