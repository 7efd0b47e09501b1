import type { RepositoryConfig } from '../repository/config';
import type { Problem, Severity } from './problem';

/** The severity that the repository wants for a problem; `off` silences its code. */
export function severityOf(config: RepositoryConfig, problem: Problem): Severity | 'off' {
  return Object.hasOwn(config.rules, problem.code) ? config.rules[problem.code]! : problem.severity;
}
