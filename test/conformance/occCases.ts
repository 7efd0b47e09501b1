import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Checker } from '../../server/src/analysis/checker';
import { planPromotion } from '../../server/src/analysis/promotion/planPromotion';
import { currentReleases } from '../../server/src/analysis/release/currentRelease';
import { planRelease } from '../../server/src/analysis/release/planRelease';
import type { OwnerSelector, Plan, PromoteRequest, ReleaseRequest } from '../../server/src/protocol';
import { CONFIG_FILE } from '../../server/src/repository/config';
import { Repository } from '../../server/src/repository/repository';
import { setScalar } from '../../server/src/yaml/edit';
import { readYaml } from '../../server/src/yaml/read';
import { applyEdits } from '../../server/src/base/textEdit';

const DATA = process.env['OPENCHOREO_DATA'] ?? resolve(import.meta.dirname, '../../../shared/data');
export const VECTORS = join(DATA, 'occ-vectors');

/** The context that the vectors were made in. */
const NAMESPACE = 'acme';
const TODAY = '2026-11-22';

/** One command of a case: what was called, what it printed, and how it ended. */
export interface Run {
  readonly noun: string;
  readonly options: ReadonlyMap<string, string>;
  readonly output: string;
  /** It said that something went wrong, whatever its exit code. */
  readonly failed: boolean;
}

/** An executed case: the repository before, the commands, and the files that appeared or changed. */
export interface OccCase {
  readonly name: string;
  readonly before: ReadonlyMap<string, string>;
  readonly runs: readonly Run[];
  readonly written: ReadonlyMap<string, string>;
}

/** All cases of the folder, those kept aside as well when they are put there. */
export function readCases(): readonly OccCase[] {
  return readdirSync(VECTORS)
    .filter((name) => statSync(join(VECTORS, name)).isDirectory())
    .sort()
    .map((name) => ({
      name,
      before: readTree(join(VECTORS, name, 'in')),
      runs: readRuns(readFileSync(join(VECTORS, name, 'run.txt'), 'utf8')),
      written: readTree(join(VECTORS, name, 'out')),
    }));
}

function readTree(root: string): ReadonlyMap<string, string> {
  if (!existsSync(root)) return new Map();
  return new Map(
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => statSync(join(root, file)).isFile())
      .sort()
      .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
  );
}

const SHORT: Readonly<Record<string, string>> = { '-e': '--target-env', '-o': '--output-path' };

function readRuns(text: string): readonly Run[] {
  return text
    .split(/^\$ occ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...lines] = part.split('\n');
      const [noun = '', , ...words] = command.split(' ');
      const options = new Map<string, string>();
      words.forEach((word, i) => {
        const next = words[i + 1];
        if (word.startsWith('-'))
          options.set(SHORT[word] ?? word, next === undefined || next.startsWith('-') ? '' : next);
      });
      const exit = lines.findIndex((line) => line.startsWith('[exit '));
      const output = lines.slice(0, exit).join('\n');
      const failed = lines[exit] !== '[exit 0]' || /, [1-9]\d* errors$/m.test(output);
      return { noun, options, output, failed };
    });
}

/** Our plan for what a command asks for. */
export function planOf(files: ReadonlyMap<string, string>, run: Run): Plan {
  const pipeline = run.options.get('--use-pipeline');
  const { repository, checker, textOf } = open(pipeline === undefined ? files : usePipeline(files, pipeline));
  const context = { repository, checker, textOf, currentRelease: currentReleases({ repository, textOf }) };
  const request = requestOf(run);
  return request.kind === 'promote'
    ? planPromotion(context, request)
    : planRelease({ ...context, today: TODAY }, request);
}

/** A repository in memory, read as a session would. */
export function open(files: ReadonlyMap<string, string>) {
  const repository = new Repository();
  repository.setConfig(files.get(CONFIG_FILE));
  for (const [file, text] of files) if (file !== CONFIG_FILE && repository.reads(file)) repository.setFile(file, text);
  const checker = new Checker(repository);
  checker.reset();
  return { repository, checker, textOf: (file: string) => files.get(file) };
}

function requestOf({ noun, options, output }: Run): PromoteRequest | ReleaseRequest {
  const component = options.get('--component');
  const project = options.get('--project');
  const owner: OwnerSelector | undefined =
    component === undefined ? undefined : { project: project ?? null, name: component };
  const about = {
    delivery: 'edit' as const,
    namespace: NAMESPACE,
    ...(owner ? { owners: [owner] } : options.has('--all') ? { all: true } : { project: project! }),
  };
  if (noun === 'componentrelease') {
    const name = options.get('--name');
    return { kind: 'release', ...about, ...(name !== undefined && { name }) };
  }
  // Without a target occ means the first environment, ours the first that lags behind.
  const to = options.get('--target-env') ?? /using root environment: (\S+)/.exec(output)?.[1];
  const release = options.get('--component-release');
  return {
    kind: 'promote',
    ...about,
    ...(to !== undefined && { to }),
    ...(release !== undefined && { release }),
  };
}

/** Ours takes the pipeline that the project names: so let it name that one. */
function usePipeline(files: ReadonlyMap<string, string>, pipeline: string): ReadonlyMap<string, string> {
  const edited = new Map(files);
  for (const project of open(files).repository.view.ofKind('Project')) {
    const text = edited.get(project.file)!;
    const yaml = readYaml(text);
    const path = ['spec', 'deploymentPipelineRef', 'name'];
    const edits = setScalar(text, yaml, yaml.documents[project.document]!, path, pipeline);
    if (edits.ok) edited.set(project.file, applyEdits(text, edits.value));
  }
  return edited;
}

/** The files after a plan. */
export function applyPlan(files: ReadonlyMap<string, string>, plan: Plan): ReadonlyMap<string, string> {
  const after = new Map(files);
  if (plan.status === 'ready') for (const file of plan.files) if (file.after !== null) after.set(file.file, file.after);
  return after;
}

/** Files that differ from those before, by path. */
export function changedFiles(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map([...after].filter(([file, text]) => before.get(file) !== text));
}
