import { writePlan } from '../node/writePlan';
import type { Plan } from '../protocol';
import { unifiedDiff } from './diff';
import type { OpenRepository } from './open';
import { bold, green, red, yellow } from './style';
import { oneOf, UsageError } from './verb';

/** Options of every verb that makes a plan. */
export const PLAN_OPTIONS = {
  write: { type: 'boolean', default: false },
  format: { type: 'string', default: 'text' },
} as const;

/**
 * Shows a plan and, with `--write`, applies it to the files.
 *
 * @returns the exit code: 1 when the plan is blocked.
 * @throws UsageError when a file cannot be written; files that were written before it are put back.
 */
export function deliverPlan(
  open: OpenRepository,
  plan: Plan,
  options: { readonly write: boolean; readonly format: string },
): number {
  const format = oneOf('format', options.format, ['text', 'json']);
  if (options.write && plan.status === 'ready') {
    const written = writePlan(open.root, plan.files);
    if (!written.ok) throw new UsageError(written.error);
  }
  process.stdout.write(format === 'json' ? jsonOf(plan) : textOf(plan));
  if (format === 'text') tellPeople(plan, options.write);
  return plan.status === 'blocked' ? 1 : 0;
}

/** The plan as the contract has it: warnings as texts. */
function jsonOf(plan: Plan): string {
  const { version, status, commitMessage, warnings, blockers, notes, files, items } = plan;
  const shown = {
    version,
    status,
    commitMessage,
    warnings: warnings.map((warning) => warning.message),
    blockers: blockers.map(({ code, message, owner }) => ({ code, message, ...(owner !== undefined && { owner }) })),
    notes,
    files,
    items,
  };
  return `${JSON.stringify(shown, null, 2)}\n`;
}

function textOf(plan: Plan): string {
  if (plan.status !== 'ready') return '';
  return `${plan.files.map(unifiedDiff).join('')}\n${plan.commitMessage}`;
}

/** Everything that is no diff goes to stderr, so that the diff can be piped into `git apply`. */
function tellPeople(plan: Plan, write: boolean): void {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  for (const blocker of plan.blockers) {
    say(
      `${red('blocked')} ${blocker.owner === undefined ? '' : `${bold(blocker.owner)}: `}${blocker.message} [${blocker.code}]`,
    );
    for (const choice of blocker.choices ?? [])
      say(
        `    --${choice.sets ?? 'release'}${choice.sets === 'restore' ? '' : ` ${choice.value}`}${choice.description ? `  (${choice.description})` : ''}`,
      );
  }
  for (const warning of plan.warnings) say(`${yellow('warning')} ${warning.message}`);
  for (const note of plan.notes) say(note);
  if (plan.status === 'nothing-to-do') say('Nothing to do.');
  if (plan.status === 'ready')
    say(
      write
        ? green('Written. Review the change, then commit it.')
        : 'Nothing was written; add --write to change the files.',
    );
}
