import type { CheckReport } from './report';

/** The report for scripts; its shape is a contract (docs/architecture.md). */
export function reportJson(report: CheckReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
