/** Report Issue: VS Code's own issue reporter, with the versions filled in and nothing of the repository. */
import { commands, env, l10n, version as vscodeVersion } from 'vscode';
import type { Services } from '../services';

export async function reportIssue({ context }: Services): Promise<void> {
  const { version } = context.extension.packageJSON as { readonly version: string };
  const body = [
    l10n.t('What did you do, what did you expect, and what happened instead?'),
    '',
    `- OpenChoreo GitOps ${version}`,
    `- ${env.appName} ${vscodeVersion}${env.remoteName === undefined ? '' : ' (remote)'}`,
    `- ${process.platform} ${process.arch}, Node.js ${process.versions.node}`,
  ];
  await commands.executeCommand('workbench.action.openIssueReporter', {
    extensionId: context.extension.id,
    issueBody: body.join('\n'),
  });
}
