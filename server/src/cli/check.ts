import { platformVersion } from '../analysis/platformVersion';
import { fixTitles } from './fixTitles';
import { newSince, writeBaseline } from './baseline';
import { openRepository } from './open';
import { reportProblems, type CheckReport } from './report';
import { reportGithub } from './reportGithub';
import { reportGitlab } from './reportGitlab';
import { reportJson } from './reportJson';
import { reportSarif } from './reportSarif';
import { reportText } from './reportText';
import { oneOf, parse, type Verb } from './verb';

const FORMATS = {
  text: reportText,
  json: reportJson,
  sarif: reportSarif,
  github: reportGithub,
  gitlab: reportGitlab,
} as const;
const LEVELS = ['error', 'warning', 'information'] as const;
const VERSIONS = ['1.0', '1.1', '1.2', 'proposal', 'auto'] as const;

export const check: Verb = {
  summary: 'find what the platform would refuse, ignore or never deploy',
  help: `usage: openchoreo-gitops check [DIR] [options]

Reads every manifest below DIR and reports its problems, sorted by file and position.

  --format FORMAT          text (default), json, sarif (2.1.0), github (annotations of GitHub Actions) or gitlab (Code Quality)
  --fail-on LEVEL          exit 1 when there is a problem of this severity or worse: error (default), warning, information
  --platform-version V     ${VERSIONS.join(', ')}; instead of what .openchoreo-gitops.yaml says
  --crds GLOB              CustomResourceDefinitions in the repository that replace the built-in schemas
  --baseline FILE          report only problems that FILE does not know
  --write-baseline FILE    write the problems there are to FILE, and exit 0
`,
  async run(args) {
    const { values, folder } = parse(args, {
      format: { type: 'string', default: 'text' },
      'fail-on': { type: 'string', default: 'error' },
      'platform-version': { type: 'string' },
      crds: { type: 'string', multiple: true },
      baseline: { type: 'string' },
      'write-baseline': { type: 'string' },
    });
    const format = oneOf('format', values.format, Object.keys(FORMATS) as (keyof typeof FORMATS)[]);
    const failOn = oneOf('fail-on', values['fail-on'], LEVELS);
    const version = values['platform-version'];
    const start = performance.now();
    const open = openRepository(folder, {
      ...(version !== undefined && { platformVersion: oneOf('platform-version', version, VERSIONS) }),
      ...(values.crds && { crds: values.crds }),
    });
    await open.compareWithHead();
    const found = reportProblems(open, format === 'json' ? fixTitles(open) : undefined);
    if (values['write-baseline'] !== undefined) {
      writeBaseline(values['write-baseline'], found);
      process.stderr.write(`Wrote ${found.length} known problems to ${values['write-baseline']}.\n`);
      return 0;
    }
    const problems = values.baseline === undefined ? found : newSince(values.baseline, found);
    const count = (severity: string) => problems.filter((problem) => problem.severity === severity).length;
    const report: CheckReport = {
      version: 1,
      root: '.',
      platformVersion: platformVersion(open.repository.view),
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
