import { lookup } from 'node:dns/promises';
import path from 'node:path';
import { root } from './project.mjs';

const downloadHost = 'update.code.visualstudio.com';

/** Milliseconds without an answer after which we go without desktop VS Code. */
const limit = 15_000;

/**
 * Desktop VS Code: the one that VSCODE_EXECUTABLE names, else the newest, downloaded once into `.vscode-test/`.
 *
 * @returns {Promise<{ executable: string } | { reason: string }>} or why there is none here
 */
export async function desktopVSCode() {
  if (process.env.VSCODE_EXECUTABLE) return { executable: process.env.VSCODE_EXECUTABLE };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { reason: 'there is no display (xvfb-run makes one)' };
  try {
    await within(5000, lookup(downloadHost));
    const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
    const cachePath = path.join(root, '.vscode-test');
    return { executable: await downloadAndUnzipVSCode({ version: 'stable', timeout: limit, cachePath }) };
  } catch (error) {
    return { reason: `it cannot be downloaded (${error.message})` };
  }
}

function within(milliseconds, promise) {
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer in ${milliseconds} ms`)), milliseconds).unref();
  });
  return Promise.race([promise, late]);
}
