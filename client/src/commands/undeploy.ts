/** Undeploy… and Redeploy…: takes an owner out of an environment, and brings it back, by its binding's state. */
import { l10n } from 'vscode';
import { runOnePin } from '../promote/onePin';
import type { OnePin, PinPlace, Words } from '../promote/onePin';
import type { Services } from '../services';
import { canRedeploy, canUndeploy } from '../views/pinState';
import type { PinEntry } from '../views/pinTree';
import { invokedOn } from './invokedOn';
import { pinsToChange } from './pinsToChange';

const undeployWords: Words = {
  bare: () => l10n.t('Undeploy'),
  owner: (name) => l10n.t('Undeploy {0}', name),
  pin: (name, environment) => l10n.t('Undeploy {0} from {1}', name, environment),
};

const redeployWords: Words = {
  bare: () => l10n.t('Redeploy'),
  owner: (name) => l10n.t('Redeploy {0}', name),
  pin: (name, environment) => l10n.t('Redeploy {0} to {1}', name, environment),
};

export const undeploy = changing('undeploy', undeployWords, canUndeploy);
export const redeploy = changing('redeploy', redeployWords, canRedeploy);

function changing(kind: 'undeploy' | 'redeploy', words: Words, possible: (entry: PinEntry) => boolean) {
  return async (services: Services, row?: unknown): Promise<void> => {
    const entries = await pinsToChange(services);
    if (entries !== undefined) {
      const command = {
        words,
        possible,
        steps: [],
        start: (pin: OnePin) => pin,
        request: (place: PinPlace) => ({ kind, ...place, delivery: 'commit' }) as const,
      };
      await runOnePin<OnePin>(services, command, entries, invokedOn(entries, row));
    }
  };
}
