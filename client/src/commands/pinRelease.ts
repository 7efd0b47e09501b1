/** Pin Release…: any release of an owner to one environment. */
import { ThemeIcon, l10n, window } from 'vscode';
import type { ReleaseRow, ReleasesView } from '../../../server/src/protocol';
import { releasesRequest } from '../../../server/src/protocol';
import { editorRelease } from '../editorRelease';
import { ask } from '../promote/ask';
import type { Choice } from '../promote/ask';
import { pinOf, runOnePin, titleIn } from '../promote/onePin';
import type { OnePin, Words } from '../promote/onePin';
import type { Step } from '../promote/steps';
import { sameSelector, selectorOf } from '../promote/subject';
import type { LanguageServer } from '../server/languageServer';
import type { Services } from '../services';
import { imageTag } from '../views/pinText';
import { invokedOn } from './invokedOn';
import { pinsToChange } from './pinsToChange';

interface Pinning extends OnePin {
  readonly release: string | undefined;
}

const words: Words = {
  bare: () => l10n.t('Pin Release'),
  owner: (name) => l10n.t('Pin a release of {0}', name),
  pin: (name, environment) => l10n.t('Pin a release of {0} in {1}', name, environment),
};

export async function pinRelease(services: Services, row?: unknown): Promise<void> {
  const entries = await pinsToChange(services);
  if (entries === undefined) {
    return;
  }
  await runOnePin<Pinning>(
    services,
    {
      words,
      possible: () => true,
      steps: [releaseStep(services.server)],
      start: (pin, { release }) => ({ ...pin, release }),
      request: (place, { release }) =>
        release === undefined ? undefined : { kind: 'pin', ...place, release, delivery: 'commit' },
      answer: (state, field, value) => (field === 'release' ? { ...state, release: value } : state),
    },
    entries,
    invokedOn(entries, row ?? (await editorRelease(services.answers, window.activeTextEditor))),
  );
}

function releaseStep(server: LanguageServer): Step<Pinning> {
  return {
    asks: true,
    needed: ({ owner, environment, release }) =>
      owner !== undefined && environment !== undefined && release === undefined,
    run: async (state, position) => {
      const pin = pinOf(state);
      const releases = await releasesOf(server, state);
      const choices = releases.map((each): Choice<Pinning> => ({
        label: each.name,
        description: descriptionOf(each),
        iconPath: new ThemeIcon(each.name === pin?.row.release ? 'pinned' : 'package'),
        value: { ...state, release: each.name },
      }));
      const placeholder =
        choices.length === 0 ? l10n.t('There is no release of it yet: create one first.') : l10n.t('Which release?');
      return ask({ title: titleIn(state, words), placeholder, choices }, position);
    },
  };
}

/** Newest first. */
async function releasesOf(server: LanguageServer, { owner = [] }: OnePin): Promise<readonly ReleaseRow[]> {
  const selector = selectorOf(owner);
  const view = await server.request<ReleasesView | null>(releasesRequest, { folder: owner[0]?.folder });
  return view?.owners.find((each) => selector !== undefined && sameSelector(each.owner, selector))?.releases ?? [];
}

function descriptionOf({ environments, image, date }: ReleaseRow): string {
  return [environments.join(', '), imageTag(image), date].filter(Boolean).join(' · ');
}
