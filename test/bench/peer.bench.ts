/**
 * The built server beside yaml-language-server, on the same machine at the same time: keystroke → diagnostics, completion,
 * hover, definition. Needs a copy of the generator's folder in which `npm install` has been run: OPENCHOREO_TOOLS names it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../support/samples';
import { report, withCorpus, type CorpusSize } from './corpus';

/** The figures of one measure, in milliseconds. */
interface Figures {
  readonly p95: number;
}
type Measures = Readonly<Record<string, Figures | undefined>>;

interface Case {
  readonly name: string;
  readonly file: RegExp;
  /** The file must hold this, for the places below. */
  readonly holds: string;
  readonly edit: string;
  readonly complete: string;
  /** Where the peer has something to say, and where we have: a name that leads elsewhere. */
  readonly hover: readonly [peer: string, ours: string];
  /** At most this part of the peer's time from a keystroke to its diagnostics. */
  readonly keystroke: number;
}

const CASES: readonly Case[] = [
  {
    name: 'Component',
    file: /\/component\.yaml$/,
    holds: 'instanceName: hpa\n      parameters:',
    edit: 'kind: Component|Type',
    complete: 'instanceName: hpa\n      pa|rameters',
    hover: ['kind: Component|Type', 'name: deployment/|'],
    keystroke: 1 / 8,
  },
  {
    name: 'ComponentType',
    file: /\/component-types\/service\.yaml$/,
    holds: 'workloadType: deployment',
    edit: 'workloadType: deploy|ment',
    complete: 'kind: Tra|it',
    hover: ['workloadType: deploy|ment', 'name: observability-|alert'],
    keystroke: 1 / 4,
  },
];

const tools = process.env['OPENCHOREO_TOOLS'] ?? '';
const peer = path.join(tools, 'node_modules/yaml-language-server/bin/yaml-language-server');

function measure(folder: string, one: Case, file: string, ours: boolean): Measures {
  const json = path.join(folder, '..', `${path.basename(folder)}-${ours ? 'ours' : 'peer'}.json`);
  const settings = settingsIn(folder);
  const options = {
    workspace: folder,
    open: file,
    edit: one.edit,
    complete: one.complete,
    hover: one.hover[ours ? 1 : 0],
    settings,
    timeout: '300000',
    requests: process.env['OPENCHOREO_REQUESTS'] ?? '200',
    json,
    ...(ours && { 'ready-symbol': 'service' }),
  };
  const server = ours ? path.join(projectRoot, 'dist/server.js') : peer;
  const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const script = path.join(tools, 'lsp-bench.mjs');
  const args = [script, ...given, '--', process.execPath, server, '--stdio'];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(readFileSync(json, 'utf8')) as Measures;
}

/** Our schemas for the peer, by the places of the generated files, and none from elsewhere. */
function settingsIn(folder: string): string {
  const out = `${folder}-settings`;
  mkdirSync(out, { recursive: true });
  const globs = { Component: '**/component.yaml', ComponentType: '**/component-types/*.yaml' };
  const schemas = Object.fromEntries(
    Object.entries(globs).map(([kind, glob]) => [path.join(projectRoot, 'schemas/1.2', `${kind}.json`), glob]),
  );
  const file = path.join(out, 'settings.json');
  writeFileSync(file, JSON.stringify({ yaml: { schemas, schemaStore: { enable: false } } }));
  return file;
}

async function main(): Promise<void> {
  if (!existsSync(peer)) {
    console.log('Left out: OPENCHOREO_TOOLS names no folder with the tools in which `npm install` has been run.');
    return;
  }
  const size = (process.env['OPENCHOREO_SIZE'] ?? 'large') as CorpusSize;
  await withCorpus(size, (folder) => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const one of CASES) {
      const file = files.find(
        (name) => one.file.test(name) && readFileSync(path.join(folder, name), 'utf8').includes(one.holds),
      )!;
      const [theirs, ours] = [measure(folder, one, file, false), measure(folder, one, file, true)];
      const p95 = (measures: Measures, name: string) => {
        const figure = measures[name]?.p95;
        if (figure === undefined) throw new Error(`${name} was not measured`);
        return figure;
      };
      const compare = (what: string, target: number, against = what) =>
        report(`${one.name}: ${what}, p95`, p95(ours, what) / p95(theirs, against), 'of the peer’s', target);
      compare('keystroke → diagnostics', one.keystroke);
      compare('completion (after a keystroke)', 1);
      compare('hover', 1);
      compare('definition', 1, 'hover');
      for (const what of ['keystroke → diagnostics', 'references', 'workspace/symbol'])
        report(`${one.name}: ${what}, p95`, p95(ours, what), 'ms');
    }
  });
}

void main();
