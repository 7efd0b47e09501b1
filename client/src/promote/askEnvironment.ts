/** Asks in which environment, among the pins of an owner. */
import { ThemeIcon, l10n } from 'vscode';
import { stateLooks, stateText } from '../views/pinText';
import type { PinEntry } from '../views/pinTree';
import type { Choice } from './ask';

/** A row for one pin of an owner, under the name of its environment. */
export function environmentChoice(entry: PinEntry): Choice<string> {
  const { environment, state, release } = entry.row;
  return {
    label: environment,
    iconPath: new ThemeIcon(stateLooks[state].icon),
    description: [stateText(entry, l10n), release].filter(Boolean).join(' · '),
    value: environment,
  };
}
