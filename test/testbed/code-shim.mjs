#!/usr/bin/env node
// Stands in for VS Code's executable where desktop VS Code cannot be downloaded: see shim.ts.
import { tsImport } from 'tsx/esm/api';

// A runner that is interrupted passes the signal on; leaving in order stops server and browser.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
const { runSuite } = await tsImport('./shim.ts', import.meta.url);
try {
  process.exit(await runSuite(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
