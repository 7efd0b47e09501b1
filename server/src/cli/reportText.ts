import type { CheckReport, ReportedProblem } from './report';
import { bold, cyan, faint, green, plural, red, yellow } from './style';

const PAINT = { error: red, warning: yellow, information: cyan } as const;

/** The report for people: one line per problem that terminals make clickable, then a summary. */
export function reportText(report: CheckReport): string {
  const lines = report.problems.flatMap(problemLines);
  const { errors, warnings, information, files, manifests, durationMs } = report.summary;
  const found =
    errors + warnings + information === 0
      ? green('No problems')
      : [plural(errors, 'error'), plural(warnings, 'warning'), plural(information, 'hint')]
          .filter((text) => !text.startsWith('0 '))
          .join(', ');
  return `${[...lines, `${found} in ${plural(manifests, 'manifest')} of ${plural(files, 'file')} (${durationMs} ms).`].join('\n')}\n`;
}

function problemLines(problem: ReportedProblem): string[] {
  const where = bold(`${problem.file}:${problem.line}:${problem.column}`);
  const related = problem.related.map((place) =>
    faint(`    ${place.file}:${place.line}:${place.column} ${place.message}`),
  );
  return [
    `${where} ${PAINT[problem.severity](problem.severity)} ${problem.message} ${faint(`[${problem.code}]`)}`,
    ...related,
  ];
}
