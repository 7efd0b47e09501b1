// Bundles client, server and CLI into dist/. `--production`: minified, without source maps. `--test`: with the named
// places where tests may stop the Git code (OPENCHOREO_TEST_BUILD). `--watch`: again at every change.
import { chmodSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, isMain, root } from './lib/project.mjs';

/** The language client's library: loaded by client.js when the server is first started. */
const library = { module: /^\.\/library$/, file: './library.js' };

/** What is bundled: entry point → file in dist/; `apart`: what is in a file of its own. */
const bundles = [
  { entry: 'client/src/extension.ts', output: 'client.js', apart: library },
  { entry: 'client/src/server/library.ts', output: 'library.js' },
  { entry: 'server/src/lsp/main.ts', output: 'server.js' },
  { entry: 'server/src/cli/main.ts', output: 'cli.js', executable: true },
];

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** How many bundles are being built. .vscode/tasks.json waits for the lines that say when it starts and ends. */
let running = 0;

/**
 * @param {{ production?: boolean, test?: boolean, watch?: boolean }} mode
 * @throws when a bundle does not build; esbuild has printed why
 */
export async function build(mode) {
  const esbuild = await import('esbuild');
  if (mode.production)
    for (const { output } of bundles) rmSync(path.join(root, 'dist', `${output}.map`), { force: true });
  if (mode.watch) {
    for (const bundle of bundles) await (await esbuild.context(options(bundle, mode))).watch();
    return;
  }
  await Promise.all(bundles.map((bundle) => esbuild.build(options(bundle, mode))));
  const sizes = bundles.map(
    ({ output }) => `${output} ${Math.round(statSync(path.join(root, 'dist', output)).size / 1024)} KB`,
  );
  console.log(`Built ${sizes.join(', ')}${mode.production ? ' for production' : mode.test ? ' for tests' : ''}`);
}

function options({ entry, output, executable, apart }, { production, test, watch }) {
  const outfile = path.join(root, 'dist', output);
  const hasShebang = readFileSync(path.join(root, entry), 'utf8').startsWith('#!');
  return {
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    minify: production === true,
    // Stack traces in the log stay readable.
    keepNames: true,
    sourcemap: production ? false : 'linked',
    define: {
      'process.env.OPENCHOREO_TEST_BUILD': test ? "'1'" : "''",
      'process.env.OPENCHOREO_VERSION': JSON.stringify(version),
    },
    banner: executable && !hasShebang ? { js: '#!/usr/bin/env node' } : {},
    logLevel: 'warning',
    plugins: [
      { name: 'progress', setup: progress },
      { name: 'apart', setup: keepApart },
    ],
  };

  function keepApart(bundle) {
    if (apart) bundle.onResolve({ filter: apart.module }, () => ({ path: apart.file, external: true }));
  }

  function progress(bundle) {
    bundle.onStart(() => {
      if (watch && running++ === 0) console.log('[watch] building');
    });
    bundle.onEnd(({ errors }) => {
      if (executable && errors.length === 0) chmodSync(outfile, 0o755);
      if (watch && --running === 0) console.log('[watch] done');
    });
  }
}

if (isMain(import.meta.url)) {
  ensureInstalled();
  const flags = new Set(process.argv.slice(2));
  try {
    await build({ production: flags.has('--production'), test: flags.has('--test'), watch: flags.has('--watch') });
  } catch (error) {
    // Errors in the sources have been printed by esbuild.
    if (!Array.isArray(error.errors)) console.error(error);
    process.exitCode = 1;
  }
}
