export const server = async () => await import('../lsp/server');
