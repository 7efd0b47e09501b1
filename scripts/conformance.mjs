// Compares the engine with what OpenChoreo itself says: test/conformance over the vectors in OPENCHOREO_DATA, or in
// ../shared/data. They are no part of this project, which builds and tests without them.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, root } from './lib/project.mjs';
import { mocha, runCheck } from './lib/tiers.mjs';

const data = path.resolve(root, process.env.OPENCHOREO_DATA ?? '../shared/data');
if (!existsSync(data)) {
  console.error(`There is no folder ${data}: name the one with the vectors in OPENCHOREO_DATA.`);
  process.exit(2);
}
ensureInstalled();
const check = { command: mocha('conformance'), limit: 600, style: 'spec' };
const { passed, failed } = await runCheck(check, { live: true, env: { OPENCHOREO_DATA: data } });
console.log(`conformance: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
