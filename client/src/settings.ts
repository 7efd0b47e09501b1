/** The settings that the client reads, one function each. */
import { workspace } from 'vscode';
import type { Uri } from 'vscode';
import { forgeKinds } from './forge/forges';
import type { ForgeKind } from './forge/forges';
import type { Delivery } from './promote/planning';
import type { YamlSharing } from './yamlDocuments';

/** How promotions are delivered in this folder; `ask`: the user decides each time. */
export function deliverySetting(folder: Uri): Delivery | 'ask' {
  const setting = workspace.getConfiguration('openchoreoGitops', folder).get<string>('promotion.delivery');
  return setting === 'commit' || setting === 'branch' || setting === 'edit' ? setting : 'ask';
}

/** Which forge a host of one's own is, where its name does not tell. */
export function forgesSetting(folder: Uri): Readonly<Record<string, ForgeKind>> {
  const setting = workspace.getConfiguration('openchoreoGitops', folder).get<object>('forges');
  const isKind = (kind: unknown): kind is ForgeKind => forgeKinds.some((known) => known === kind);
  return Object.fromEntries(
    Object.entries(setting ?? {}).flatMap(([host, kind]) => (isKind(kind) ? [[host.toLowerCase(), kind]] : [])),
  );
}

/** Whether commits get a `Signed-off-by`: by our setting, or by the built-in Git extension's. */
export function signOffSetting(folder: Uri): boolean {
  const ours = workspace.getConfiguration('openchoreoGitops', folder).get<boolean>('promotion.signOff') ?? false;
  return ours || (workspace.getConfiguration('git', folder).get<boolean>('alwaysSignOff') ?? false);
}

/** Who checks and completes the fields of OpenChoreo's documents beside the YAML extension. */
export function yamlSharingSetting(): YamlSharing {
  const setting = workspace.getConfiguration('openchoreoGitops').get<string>('yamlExtension');
  return setting === 'own' || setting === 'delegate' ? setting : 'auto';
}

/** Whether the Explorer marks release files that nothing pins and bindings that point nowhere. */
export function decorationsSetting(): boolean {
  return workspace.getConfiguration('openchoreoGitops').get<boolean>('explorer.decorations') ?? true;
}
