/** The words of the status bar entry. Knows nothing of VS Code. */
import type { Localizer } from '../localizer';
import { countPins, summaryText } from './pinText';
import type { PinEntry } from './pinTree';

export interface StatusText {
  /** With a codicon: `$(warning) 3 behind · 1 broken`. */
  readonly text: string;
  /** In a sentence, without signs. */
  readonly spoken: string;
}

export function statusText(entries: readonly PinEntry[], l10n: Localizer): StatusText {
  const { behind, broken } = countPins(entries);
  const summary = summaryText(entries, l10n);
  if (summary === '') {
    return {
      text: `$(pass) ${l10n.t('pins current')}`,
      spoken: l10n.t('OpenChoreo: no pin is behind, none is broken.'),
    };
  }
  const icon = broken > 0 ? 'warning' : 'arrow-circle-up';
  const spoken = [
    behind === 0 ? null : l10n.t('{0} behind their source environments', behind),
    broken === 0 ? null : l10n.t('{0} broken: release missing, or several bindings', broken),
  ];
  return { text: `$(${icon}) ${summary}`, spoken: l10n.t('OpenChoreo pins: {0}.', spoken.filter(Boolean).join(', ')) };
}
