// Takes the README's pictures, docs/pictures/*.png, of the packaged extension in a real VS Code: test/e2e/pictures says of what.
import path from 'node:path';
import { ensureInstalled, testOutput } from './lib/project.mjs';
import { run } from './lib/run.mjs';
import { packageExtension } from './package.mjs';

ensureInstalled();
const vsix = await packageExtension(path.join(testOutput, 'extension.vsix'));
const { code } = await run('npx', ['mocha', '--config', '.mocharc.e2e.json', 'test/e2e/pictures/*.ts'], {
  live: true,
  env: { OPENCHOREO_VSIX: vsix, OPENCHOREO_SHOTS: 'docs/pictures' },
});
process.exitCode = code;
