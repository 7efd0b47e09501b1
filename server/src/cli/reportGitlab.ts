import { createHash } from 'node:crypto';
import type { CheckReport, ReportedProblem } from './report';

/** GitLab's words for how bad a problem is. */
const SEVERITIES = { error: 'major', warning: 'minor', information: 'info' } as const;

/** The report as GitLab's Code Quality, which compares it with the target branch's and shows what a merge request adds. */
export function reportGitlab(report: CheckReport): string {
  const seen = new Map<string, number>();
  const issues = report.problems.map((problem) => {
    const key = JSON.stringify([problem.file, problem.code, problem.message]);
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return toIssue(problem, fingerprint(`${key}${times}`));
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
}

function toIssue({ file, line, endLine, code, severity, message }: ReportedProblem, id: string) {
  return {
    description: message,
    check_name: code,
    fingerprint: id,
    severity: SEVERITIES[severity],
    location: { path: file, lines: { begin: line, end: endLine } },
  };
}

/** Lines move; what is wrong with which file does not. */
function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
