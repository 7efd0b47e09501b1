// Loaded into every Node.js process of a window: a language server waits at its start for as long as the gate is closed.
const { existsSync } = require('node:fs');

const gate = process.env.OPENCHOREO_GATE;
if (/openchoreo-gitops[^/]*\/dist\/server\.js$/.test(process.argv[1] ?? '')) {
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  while (gate !== undefined && existsSync(gate)) Atomics.wait(nothing, 0, 0, 50);
}
