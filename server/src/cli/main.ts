import { check } from './check';
import { history } from './history';
import { pins } from './pins';
import { promote } from './promote';
import { release } from './release';
import { rollback } from './rollback';
import { UsageError, type Verb } from './verb';

/** Every verb of the command line; each is one file. */
const VERBS: Readonly<Record<string, Verb>> = { check, pins, promote, release, rollback, history };

const HELP = `openchoreo-gitops: checks and promotes in a GitOps repository of OpenChoreo

usage: openchoreo-gitops VERB [DIR] [options]

${Object.entries(VERBS)
  .map(([name, verb]) => `  ${name.padEnd(10)}${verb.summary}`)
  .join('\n')}

DIR is the root of the repository as it stands. Without it, the root is looked for upwards from the current folder:
the nearest .openchoreo-gitops.yaml, else the root of the Git working tree, else the folder itself.

openchoreo-gitops VERB --help tells the options of a verb; --version tells the version.
Exit: 0 fine or nothing to do; 1 problems found, or a plan is blocked; 2 could not run.
`;

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (argv.includes('--version')) {
    process.stdout.write(`${process.env['OPENCHOREO_VERSION'] ?? '0'}\n`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(HELP);
    return name === undefined ? 2 : 0;
  }
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (!verb) throw new UsageError(`there is no verb "${name}"; there are ${Object.keys(VERBS).join(', ')}`);
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(verb.help);
    return 0;
  }
  return verb.run(rest);
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`openchoreo-gitops: ${message}\n`);
    if (!(error instanceof UsageError) && process.env['OPENCHOREO_DEBUG'])
      process.stderr.write(`${String((error as Error).stack)}\n`);
    process.exitCode = 2;
  },
);
