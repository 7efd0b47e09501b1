/** The words of the status bar entry. Knows nothing of VS Code. */
import type { Localizer } from '../localizer';
import type { ServerState } from '../server/serverState';
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

/** While the server does not answer, nobody knows how the pins stand; undefined when it does. */
export function unknownText(server: ServerState, l10n: Localizer): StatusText | undefined {
  if (server === 'starting') {
    return {
      text: `$(loading~spin) ${l10n.t('pins')}`,
      spoken: l10n.t('The language server is starting: the pins are not known yet.'),
    };
  }
  return server === 'ended'
    ? {
        text: `$(error) ${l10n.t('pins not known')}`,
        spoken: l10n.t('The language server has ended: the pins are not known.'),
      }
    : undefined;
}

/** What is said above rows that were read before the server ended; empty when there is nothing to say. */
export function staleText(server: ServerState, l10n: Localizer): string {
  return server === 'starting'
    ? l10n.t('The language server has ended and is being started again. What is shown may be out of date.')
    : '';
}
