import * as vscode from 'vscode';
import type { PinNode } from '../../client/src/views/pinTree';
import { FLOWS, type PromotionFlow } from '../support/flows';
import { sampleName } from './support';

const found = FLOWS.find(({ sample }) => sample === sampleName);
if (found === undefined) throw new Error(`test/support/flows.ts has no flows for "${sampleName}"`);

/** The pin of the opened sample that its flows promote from the tree. */
export const flow = found.fromTree;

/** The tree's row as a menu hands it to a command: its owner and environment count, the rest is looked up anew. */
export function rowOf({ project, name, environment, file }: PromotionFlow): PinNode {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.toString() ?? '';
  const family = sampleName === 'proposal' ? 'proposal' : 'component';
  const entry: PinNode['entry'] = {
    folder,
    row: {
      ...{ family, namespace: 'default', project, name, environment },
      ...{ release: null, state: 'behind', behind: null, image: null, uncommitted: false },
      binding: { name, file, line: 1 },
    },
    labels: { owner: `${project}/${name}`, source: null, releaseFile: null, ownerFile: null },
  };
  return { kind: 'pin', id: 'row', entry, siblings: [entry] };
}
