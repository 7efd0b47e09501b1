import { RULES } from '../analysis/rules';
import type { CheckReport, ReportedProblem } from './report';

const DOCS = 'https://github.com/openchoreo/openchoreo-gitops-vscode/blob/main/docs/rules.md';
const LEVELS = { error: 'error', warning: 'warning', information: 'note' } as const;

/** The report in the Static Analysis Results Interchange Format 2.1.0, for code scanning. */
export function reportSarif(report: CheckReport): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'openchoreo-gitops',
            version: process.env['OPENCHOREO_VERSION'] ?? '0.0.0',
            informationUri: 'https://github.com/openchoreo/openchoreo-gitops-vscode',
            rules: RULES.map(({ code, category, severity, summary }) => ({
              id: code,
              shortDescription: { text: summary.english },
              helpUri: `${DOCS}#${code}`,
              defaultConfiguration: { level: LEVELS[severity] },
              properties: { tags: [category] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The root of the repository.' } } },
        results: report.problems.map(toResult),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toResult(problem: ReportedProblem) {
  const { line, column, endLine, endColumn } = problem;
  return {
    ruleId: problem.code,
    ruleIndex: RULES.findIndex(({ code }) => code === problem.code),
    level: LEVELS[problem.severity],
    message: { text: problem.message },
    locations: [
      { physicalLocation: location(problem.file, { startLine: line, startColumn: column, endLine, endColumn }) },
    ],
    relatedLocations: problem.related.map((place, id) => ({
      id,
      message: { text: place.message },
      physicalLocation: location(place.file, { startLine: place.line, startColumn: place.column }),
    })),
    // Lines move; what is wrong with which file does not.
    partialFingerprints: { 'problem/v1': `${problem.file}:${problem.code}:${problem.message}` },
  };
}

function location(file: string, region: Readonly<Record<string, number>>) {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return { artifactLocation: { uri, uriBaseId: 'SRCROOT' }, region };
}
