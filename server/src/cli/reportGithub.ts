import type { CheckReport, ReportedProblem } from './report';
import { plural } from './style';

const COMMANDS = { error: 'error', warning: 'warning', information: 'notice' } as const;

/** The report as workflow commands of GitHub Actions, which show each problem beside its line in the pull request. */
export function reportGithub(report: CheckReport): string {
  const { errors, warnings, information } = report.summary;
  const summary = `${plural(errors, 'error')}, ${plural(warnings, 'warning')}, ${plural(information, 'hint')}`;
  return `${[...report.problems.map(annotation), summary].join('\n')}\n`;
}

function annotation(problem: ReportedProblem): string {
  const { file, line, column, endLine, endColumn, code, severity, message } = problem;
  // A range over several lines takes no columns.
  const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : '';
  return `::${COMMANDS[severity]} file=${property(file)},line=${line},endLine=${endLine}${columns},title=${property(code)}::${data(message)}`;
}

/** Escapes as the runner reads them: the message, and the values of properties, which end at `,` and `:`. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
