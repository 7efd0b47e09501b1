import { configSchemaNode } from '../features/configSchema';
import type { HoverServices } from '../features/hover/hover';
import type { PlatformKeys } from '../features/platformKeys';
import { dataFile } from '../node/dataFile';
import { schemaFolder } from '../node/schemaFolder';
import type { Manifest } from '../repository/manifest';
import { toUri } from './convert';
import type { FolderSession } from './folderSession';
import { knownHistory } from './pinHistories';
import type { Server } from './server';

/** Data of the product, read when it is first asked for. */
let data: Pick<HoverServices, 'platformKeys' | 'configSchema'> | undefined;

function languageData() {
  return (data ??= {
    platformKeys: dataFile(schemaFolder(), 'annotations-and-labels.json') as PlatformKeys,
    configSchema: configSchemaNode(dataFile(schemaFolder(), 'config.json')),
  });
}

/** What completion and hover may ask about a session's repository. */
export function languageServices(
  { schemas }: Server,
  session: FolderSession,
  repository = session.repository,
): HoverServices {
  const { git } = session;
  const history = knownHistory(session);
  return {
    ...languageData(),
    repository,
    view: repository.view,
    schemas,
    ...(git && { git }),
    ...(history && { history, now: Math.floor(Date.now() / 1000) }),
    link: (manifest) => linkTo(session, manifest),
  };
}

/** A link that opens the file at the manifest's first line. */
function linkTo(session: FolderSession, manifest: Manifest): string {
  const line = session.lineStartsOf(manifest.file).position(manifest.span.start).line + 1;
  return `${toUri(session.root, manifest.file)}#L${line}`;
}
