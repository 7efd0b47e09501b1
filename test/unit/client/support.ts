/** Pin rows and a stand-in for vscode.l10n, for the parts of the client that know nothing of VS Code. */
import type { Localizer } from '../../../client/src/localizer';
import type { Moment } from '../../../client/src/views/age';
import type { FolderPins, PinEntry } from '../../../client/src/views/pinTree';
import type { PinLabels, PinRow } from '../../../server/src/protocol';

export const l10n: Localizer = {
  t: (message, ...args) => message.replace(/\{(\d+)\}/g, (_all, index) => String(args[Number(index)])),
};

/** Half past six on a Saturday morning, in English. */
export const moment: Moment = { now: Date.UTC(2026, 10, 28, 6, 30) / 1000, language: 'en' };

export type RowWish = Partial<PinRow> & { readonly labels?: Partial<PinLabels> };

/** A pin of component doclet/postgres that is current in staging, but for what the wish says. */
export function entry({ labels, ...row }: RowWish = {}): PinEntry {
  const project = row.project === undefined ? 'doclet' : row.project;
  const name = row.name ?? 'postgres';
  return {
    folder: 'file:///repo',
    row: {
      family: 'component',
      namespace: 'default',
      project,
      name,
      environment: 'staging',
      release: 'postgres-20260223-1',
      state: 'current',
      behind: 0,
      image: 'postgres:16-alpine',
      binding: { name: 'postgres-staging', file: 'bindings/postgres-staging.yaml', line: 1 },
      uncommitted: false,
      ...row,
    },
    labels: {
      owner: row.family === 'project' ? name : `${project ?? ''}/${name}`,
      source: null,
      releaseFile: null,
      ownerFile: null,
      ...labels,
    },
  };
}

/** An owner without a binding in this environment. */
export function notDeployed(environment: string, wish: RowWish = {}): PinEntry {
  return entry({ environment, state: 'not-deployed', release: null, image: null, binding: null, ...wish });
}

/** What a folder with these pins answers. */
export function folder(entries: readonly PinEntry[], name = 'repo', manifests = 10): FolderPins {
  return {
    uri: `file:///${name}`,
    name,
    view: {
      version: 1,
      pipelines: [],
      pins: entries.map(({ row }) => row),
      labels: entries.map(({ labels }) => labels),
      repository: { folder: `file:///${name}`, manifests, ready: true },
    },
  };
}
