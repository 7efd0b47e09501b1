/** The index status in words, one line a fact. Knows nothing of VS Code. */
import type { StatusResult } from '../../../server/src/protocol';
import type { Localizer } from '../localizer';

const megabyte = 1024 * 1024;

export function statusText(status: StatusResult, l10n: Localizer): string {
  const { version, node, trusted, memory } = status;
  const lines = [
    l10n.t('# OpenChoreo GitOps: index status'),
    '',
    l10n.t('- Extension: {0}', version),
    l10n.t('- Node.js of the language server: {0}', node),
    trusted ? l10n.t('- Workspace: trusted') : l10n.t('- Workspace: Restricted Mode'),
    l10n.t('- Memory of the language server: {0} MB, heap {1} MB', round(memory.rss), round(memory.heapUsed)),
  ];
  for (const folder of status.folders) {
    const { error, warning, information } = folder.problems;
    lines.push(
      '',
      `## ${folder.folder}`,
      '',
      l10n.t('- Files: {0}', folder.files),
      l10n.t('- OpenChoreo manifests: {0}', folder.manifests),
      l10n.t('- Problems: {0} errors, {1} warnings, {2} informations', error, warning, information),
      l10n.t('- Platform version: {0}', folder.platformVersion),
      folder.ready ? l10n.t('- Index: complete') : l10n.t('- Index: being built'),
    );
  }
  return `${lines.join('\n')}\n`;
}

function round(bytes: number): number {
  return Math.round(bytes / megabyte);
}
