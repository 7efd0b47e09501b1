// Runs the benchmarks of test/bench one after the other, all of them or those whose name contains an argument.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, root } from './lib/project.mjs';

const folder = path.join(root, 'test/bench');
const wanted = process.argv.slice(2);
const files = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => file.endsWith('.bench.ts'))
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.includes(name)))
  .sort();
if (files.length === 0) {
  console.error(`test/bench holds no benchmark${wanted.length > 0 ? ` named like ${wanted.join(' or ')}` : ''}.`);
  process.exit(2);
}
ensureInstalled();
for (const file of files) {
  console.log(`\n── ${file}`);
  const { status } = spawnSync('node', ['--import', 'tsx', path.join(folder, file)], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
