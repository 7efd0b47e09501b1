import { openRepository } from './open';
import { reportProblems, type CheckReport } from './report';
import { reportJson } from './reportJson';
import { reportText } from './reportText';
import { oneOf, parse, type Verb } from './verb';

const FORMATS = { text: reportText, json: reportJson } as const;
const LEVELS = ['error', 'warning', 'information'] as const;

export const check: Verb = {
  summary: 'find what the platform would refuse, ignore or never deploy',
  help: `usage: openchoreo-gitops check [DIR] [--format text|json] [--fail-on error|warning|information]

Reads every manifest below DIR and reports its problems, sorted by file and position.

  --format FORMAT    text (default) or json
  --fail-on LEVEL    exit 1 when there is a problem of this severity or worse (default: error)
`,
  run(args) {
    const { values, folder } = parse(args, {
      format: { type: 'string', default: 'text' },
      'fail-on': { type: 'string', default: 'error' },
    });
    const format = oneOf('format', values.format, Object.keys(FORMATS) as (keyof typeof FORMATS)[]);
    const failOn = oneOf('fail-on', values['fail-on'], LEVELS);
    const start = performance.now();
    const open = openRepository(folder);
    const problems = reportProblems(open);
    const count = (severity: string) => problems.filter((problem) => problem.severity === severity).length;
    const report: CheckReport = {
      version: 1,
      root: '.',
      platformVersion: open.repository.config.platformVersion,
      problems,
      summary: {
        files: open.fileCount,
        manifests: open.repository.files.manifestCount,
        errors: count('error'),
        warnings: count('warning'),
        information: count('information'),
        durationMs: Math.round(performance.now() - start),
      },
    };
    process.stdout.write(FORMATS[format](report));
    return problems.some((problem) => LEVELS.indexOf(problem.severity) <= LEVELS.indexOf(failOn)) ? 1 : 0;
  },
};
