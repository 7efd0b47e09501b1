import fs from 'node:fs';
import type { ReportedProblem } from './report';
import { UsageError } from './verb';

/** Problems that an old repository has and that are not to be reported: how often each is known. */
type Known = Map<string, number>;

/** One problem is known again when it says the same about the same file; its line may have moved. */
function keyOf({ file, code, message }: Pick<ReportedProblem, 'file' | 'code' | 'message'>): string {
  return JSON.stringify([file, code, message]);
}

/**
 * The problems that a baseline file does not know.
 *
 * @throws UsageError when the file cannot be read or is no baseline.
 */
export function newSince(baseline: string, problems: readonly ReportedProblem[]): ReportedProblem[] {
  const known = read(baseline);
  return problems.filter((problem) => {
    const left = known.get(keyOf(problem)) ?? 0;
    if (left > 0) known.set(keyOf(problem), left - 1);
    return left === 0;
  });
}

function read(file: string): Known {
  let value: unknown;
  try {
    value = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`cannot read the baseline ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { version, problems } = (value ?? {}) as { version?: unknown; problems?: unknown };
  if (version !== 1 || !Array.isArray(problems))
    throw new UsageError(`${file} is no baseline; --write-baseline writes one`);
  const known: Known = new Map();
  for (const problem of problems as ReportedProblem[]) known.set(keyOf(problem), (known.get(keyOf(problem)) ?? 0) + 1);
  return known;
}

/**
 * Writes the problems there are as a baseline, in an order and form that Git shows well.
 *
 * @throws UsageError when the file cannot be written.
 */
export function writeBaseline(file: string, problems: readonly ReportedProblem[]): void {
  const known = problems.map(({ file: where, code, message }) => ({ file: where, code, message }));
  try {
    fs.writeFileSync(file, `${JSON.stringify({ version: 1, problems: known }, null, 2)}\n`);
  } catch (error) {
    throw new UsageError(
      `cannot write the baseline ${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
