/** Several reasons why a plan of several owners cannot be carried out: listed, each with its place, and a way on without them. */
import { ThemeIcon, l10n } from 'vscode';
import { openFileLine } from '../commands/open';
import { ask, separator } from './ask';
import type { Choice } from './ask';
import type { PlanCommand, Planning } from './planning';
import { inTwoLines } from './promotion';
import type { Step } from './steps';

/** Only where others remain. Else a single question about the plan, or its reason, ends the command. */
export function blockedStep<S extends Planning>(command: PlanCommand<S>): Step<S> {
  const others = (state: S): S | undefined => {
    const owners = asksToInclude(state) ? [] : ownersIn(state);
    const rest = owners.length === 0 ? undefined : command.without?.(state, owners);
    return rest && { ...rest, plan: undefined, review: undefined };
  };
  return {
    asks: true,
    needed: (state) => others(state) !== undefined,
    run: (state, position) => {
      const rest = others(state);
      const goOn: Choice<S> = {
        label: l10n.t('Leave out {0}', ownersIn(state).join(', ')),
        iconPath: new ThemeIcon('debug-step-over'),
        detail: l10n.t('Go on with the others.'),
        ...(rest && { value: rest }),
      };
      const reasons = (state.plan?.blockers ?? []).map(({ message, link }): Choice<S> => ({
        ...inTwoLines(message),
        iconPath: new ThemeIcon('error'),
        ...(link && { open: () => void openFileLine(command.folder(state), link) }),
      }));
      const placeholder = l10n.t('Not possible as it stands; choose a reason to open its place.');
      const choices = [goOn, separator(''), ...reasons];
      return ask({ title: command.title(state), placeholder, choices, staysOpen: true }, position);
    },
  };
}

/** A file that only the working tree has stands in nobody's way: it can come along. */
function asksToInclude({ plan, delivery, base }: Planning): boolean {
  const choices = plan?.blockers.flatMap((blocker) => blocker.choices ?? []) ?? [];
  return (delivery === 'branch' && base === undefined) || choices.some(({ sets }) => sets === 'include');
}

/** Who stands in the way of the others. */
function ownersIn({ plan }: Planning): readonly string[] {
  return [...new Set(plan?.blockers.flatMap(({ owner }) => owner ?? []))];
}
