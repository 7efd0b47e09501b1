import assert from 'node:assert/strict';
import type { Localizer } from '../../../client/src/localizer';
import { statusText as indexStatus } from '../../../client/src/commands/statusText';
import { changeText, whoAndWhen } from '../../../client/src/history/changeText';
import { planLine } from '../../../client/src/promote/planLine';
import { filterChoices, filterLabel, filterText } from '../../../client/src/views/pinFilter';
import { rowLook } from '../../../client/src/views/pinRow';
import { pinTooltip, stateLooks, stateSentence } from '../../../client/src/views/pinText';
import { pinTree, type TreeNode } from '../../../client/src/views/pinTree';
import { releaseLook } from '../../../client/src/views/releaseRow';
import { statusText } from '../../../client/src/views/statusText';
import type { PinState, Plan, PlanItem } from '../../../server/src/protocol';
import { assertTranslated, namesIn, pseudoTexts } from '../../support/pseudoLanguage';
import { entry, folder, moment as english } from './support';

const texts = pseudoTexts();
const l10n: Localizer = {
  t: (message, ...args) => {
    assert.ok(message in texts, `not in the bundle: ${message}`);
    return texts[message]!.replace(/\{(\d+)\}/g, (_all, index) => String(args[Number(index)]));
  },
};

/** Names that the rows are about. */
const names = namesIn(
  new Map([
    ['repo', JSON.stringify([entry(), 'production development team-b resource project component Ada Lovelace'])],
  ]),
);

/** Ages and dates are the system's words, in the editor's language. */
const moment = { ...english, language: 'ja' };

const STATES = Object.keys(stateLooks) as PinState[];
const pins = STATES.flatMap((state) => [
  entry({ state, environment: 'production', behind: 2, labels: { source: 'staging' } }),
  entry({ state, environment: 'development', behind: null, uncommitted: true, labels: { since: moment.now - 90_000 } }),
  entry({ state, project: null, family: 'resource', behind: 0, labels: { source: 'staging', since: moment.now } }),
  entry({ state, family: 'project', name: 'doclet', release: null, image: null, binding: null }),
]);

function everyNode(nodes: readonly TreeNode[]): readonly TreeNode[] {
  return nodes.flatMap((node) => (node.kind === 'pin' ? [node] : [node, ...everyNode(node.children)]));
}

describe('the client in a language that is made up', () => {
  const folders = [folder(pins), folder([entry({ namespace: 'team-b' })], 'other')];

  it('rows, what a screen reader says of them, and tooltips are in it', () => {
    const nodes = [
      ...everyNode(pinTree(folders, 'component', () => true)),
      ...everyNode(pinTree(folders, 'environment', () => true)),
    ];
    const looks = nodes.map((node) => rowLook(node, l10n, moment));
    assert.ok(looks.length > 50, String(looks.length));
    assertTranslated(
      looks.flatMap(({ label, description, accessibleLabel }) => [label, description, accessibleLabel]),
      names,
    );
    assertTranslated(
      pins.flatMap((pin) => [
        stateSentence(pin, l10n),
        ...pinTooltip(pin, l10n, moment).flatMap(({ title, value }) => [title, value]),
      ]),
      names,
    );
  });

  it('releases are in it', () => {
    const owner = { family: 'component', namespace: 'default', project: 'doclet', name: 'postgres' };
    const release = { name: 'postgres-20260223-1', image: 'postgres:16-alpine', file: 'r.yaml', line: 1 };
    const rows = [
      { ...release, date: '2026-02-23', environments: ['staging'] },
      { ...release, date: null, environments: [] },
    ];
    const releases = { owner, label: 'doclet/postgres', ownerFile: null, releases: rows };
    const children = rows.map(
      (row) => ({ kind: 'release', id: '', folder: '', owner: releases, release: row }) as const,
    );
    const looks = [
      releaseLook({ kind: 'release-owner', id: '', folder: '', owner: releases, children }, l10n),
      ...children.map((child) => releaseLook(child, l10n)),
    ];
    assertTranslated(
      looks.flatMap(({ description, accessibleLabel }) => [description, accessibleLabel]),
      names,
    );
  });

  it('the status bar, the filter and the index status are in it', () => {
    const status = [pins, [entry()], pins.slice(0, 4)].map((each) => statusText(each, l10n));
    const choices = filterChoices(folders);
    const said = indexStatus(
      {
        version: '1.0.0',
        node: 'v20',
        trusted: false,
        memory: { rss: 1, heapUsed: 1 },
        folders: [
          {
            folder: 'file:///repo',
            files: 1,
            manifests: 1,
            problems: { error: 1, warning: 2, information: 3 },
            platformVersion: '1.2',
            ready: false,
          },
        ],
      },
      l10n,
    );
    // A sign is no word.
    const signs = /\$\([\w~-]+\)/g;
    assertTranslated(
      [
        ...status.flatMap(({ text, spoken }) => [text.replace(signs, ''), spoken]),
        ...choices.map((part) => filterLabel(part, l10n)),
        filterText(choices, l10n),
        ...said.split('\n'),
      ],
      names,
    );
  });

  it('plans and history are in it', () => {
    const item: PlanItem = {
      family: 'component',
      namespace: 'default',
      project: 'doclet',
      name: 'postgres',
      from: 'staging',
      to: 'production',
      release: 'postgres-20260223-1',
      previous: null,
      action: 'none',
    };
    const actions: readonly PlanItem['action'][] = [
      ...(['set-pin', 'create-pin', 'none', 'create-release', 'undeploy', 'redeploy', 'restore-release'] as const),
    ];
    const plan = (items: readonly PlanItem[]) => ({ items, files: [] }) as unknown as Plan;
    const lines = [
      ...actions.map((action) => planLine(plan([{ ...item, action }]), l10n)),
      planLine(
        plan([
          { ...item, action: 'set-pin' },
          { ...item, name: 'nats', action: 'set-pin' },
        ]),
        l10n,
      ),
    ];
    const releases = [null, 'postgres-20260223-1', 'postgres-20260224-1'];
    const states = [null, 'undeployed'] as const;
    const change = {
      ...item,
      environment: 'staging',
      file: 'a.yaml',
      commit: 'abcdef12',
      author: 'Ada Lovelace',
      message: '',
    };
    const changes = releases.flatMap((from) =>
      releases.flatMap((to) =>
        states.flatMap((fromState) =>
          states.map((toState) => ({
            ...change,
            from,
            to,
            date: '2026-11-01T00:00:00Z',
            fromState,
            toState,
          })),
        ),
      ),
    );
    assertTranslated(
      [...lines, ...changes.map((one) => changeText(one, l10n)), whoAndWhen(changes[0]!, moment)],
      names,
    );
  });
});
