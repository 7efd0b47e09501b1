/** Compare Environments… and Compare With…: what two environments run, side by side. */
import { l10n, window } from 'vscode';
import { compareRequest } from '../../../server/src/protocol';
import type { CompareParams, CompareResult, OwnerSelector } from '../../../server/src/protocol';
import { openDiffs } from '../diffs';
import { shownWhenLong } from '../patience';
import { ask } from '../promote/ask';
import { environmentChoice } from '../promote/askEnvironment';
import { pairSteps, unpaired } from '../promote/askPair';
import type { Paired } from '../promote/askPair';
import { pinSteps, titleIn } from '../promote/onePin';
import type { Pinned, Words } from '../promote/onePin';
import { pinsOf } from '../promote/paths';
import { runSteps } from '../promote/steps';
import type { Step } from '../promote/steps';
import { ownerName, selectorOf } from '../promote/subject';
import type { Services } from '../services';
import { isBound } from '../views/pinState';
import { groupByOwner } from '../views/pinTree';
import { comparedScheme } from '../virtualTexts';
import { compareReleases } from './compareReleases';
import { invokedOn } from './invokedOn';
import { isReleasesRow } from './open';
import { pinsToRead } from './pinsToChange';

export async function compareEnvironments(services: Services): Promise<void> {
  const entries = await pinsToRead(services);
  if (entries === undefined) {
    return;
  }
  const asked = await runSteps<Paired>(
    pairSteps(() => l10n.t('Compare Environments')),
    unpaired(entries),
  );
  if (asked?.pair !== undefined) {
    const { pair } = asked;
    // Who has no place in one of them, by its pipeline, does not differ: it is not meant to run there.
    const owners = groupByOwner(entries).filter((owner) => {
      const { source, target } = pinsOf(owner, pair);
      return source?.folder === pair.folder && target !== undefined;
    });
    const title = l10n.t('Compare {0} with {1}', pair.from, pair.to);
    await compare(
      services,
      pair,
      title,
      owners.flatMap((owner) => selectorOf(owner) ?? []),
    );
  }
}

interface Comparing extends Pinned {
  readonly other: string | undefined;
}

const words: Words = {
  bare: () => l10n.t('Compare'),
  owner: (name) => l10n.t('Compare {0}', name),
  pin: (name, environment) => l10n.t('Compare {0} in {1}', name, environment),
};

/** On a row of a pin: with another environment of its owner; on a release: with another release. */
export async function compareWith(services: Services, row?: unknown): Promise<void> {
  if (isReleasesRow(row)) {
    return compareReleases(row);
  }
  const entries = await pinsToRead(services);
  if (entries === undefined) {
    return;
  }
  const { owner, entry } = invokedOn(entries, row);
  const blank: Comparing = { entries, owner: undefined, environment: undefined, other: undefined };
  const steps = [...pinSteps<Comparing>(words, isBound), otherStep];
  const before = owner === undefined ? [] : [blank];
  const asked = await runSteps(steps, { ...blank, owner, environment: entry?.row.environment }, before);
  const selector = selectorOf(asked?.owner ?? []);
  if (asked?.environment === undefined || asked.other === undefined || selector === undefined) {
    return;
  }
  const pair = { folder: asked.owner?.[0]?.folder ?? '', from: asked.other, to: asked.environment };
  const name = ownerName(asked.owner ?? []);
  await compare(services, pair, l10n.t('Compare {0}: {1} with {2}', name, pair.from, pair.to), [selector]);
}

const otherStep: Step<Comparing> = {
  asks: true,
  needed: ({ environment, other }) => environment !== undefined && other === undefined,
  run: async (state, position) => {
    const { owner = [], environment } = state;
    const source = owner.find(({ row }) => row.environment === environment)?.labels.source;
    const choices = owner
      .filter((entry) => isBound(entry) && entry.row.environment !== environment)
      // What it is promoted from is what people mostly want to see.
      .sort((a, b) => Number(b.row.environment === source) - Number(a.row.environment === source))
      .map(environmentChoice);
    const placeholder =
      choices.length === 0 ? l10n.t('It is deployed to no other environment.') : l10n.t('With which environment?');
    const answer = await ask({ title: titleIn(state, words), placeholder, choices }, position);
    return answer.kind === 'answer' ? { kind: 'answer', value: { ...state, other: answer.value } } : answer;
  },
};

async function compare(
  { server, texts }: Services,
  { folder, from, to }: { readonly folder: string; readonly from: string; readonly to: string },
  title: string,
  owners: readonly OwnerSelector[],
): Promise<void> {
  const params: CompareParams = { folder, from, to, owners };
  const { comparisons } = await shownWhenLong(title, (token) =>
    server.request<CompareResult>(compareRequest, params, token),
  );
  const different = comparisons.filter(({ equal }) => !equal);
  if (different.length === 0) {
    void window.showInformationMessage(
      comparisons.length === 0
        ? l10n.t('{0}: there is nothing to compare.', title)
        : l10n.t('{0}: both run the same.', title),
    );
    return;
  }
  const pairs = different.map((each) => ({
    path: `${each.label}.yaml`,
    title: `${each.label}: ${from} ↔ ${to}`,
    // One path: else the diff editor takes the other environment for another name of the file.
    before: texts.set(comparedScheme, `/${each.label}.yaml`, each.from.text, `${folder} ${each.owner.family} ${from}`),
    after: texts.set(comparedScheme, `/${each.label}.yaml`, each.to.text, `${folder} ${each.owner.family} ${to}`),
  }));
  await openDiffs(pairs, { title, preserveFocus: false });
}
