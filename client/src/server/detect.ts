/** Whether this workspace is worth starting the server for, found out by looking at a few files' text. */
import { workspace } from 'vscode';
import type { Disposable, ExtensionContext, TextDocument, Uri } from 'vscode';

/** Files that are read at most: enough to get past a folder of another tool that happens to be named like ours. */
const filesLookedAt = 40;
const configurationFile = '.openchoreo-gitops.yaml';
const apiGroup = 'openchoreo.dev/';

/** The globs that activate the extension: the manifest is the one place where they stand. */
function activationGlobs(context: ExtensionContext): readonly string[] {
  const manifest = context.extension.packageJSON as { readonly activationEvents?: readonly string[] };
  const prefix = 'workspaceContains:';
  return (manifest.activationEvents ?? [])
    .filter((event) => event.startsWith(prefix))
    .map((event) => event.slice(prefix.length));
}

/**
 * Calls back once when the workspace turns out to hold OpenChoreo manifests: now, or when such a file is opened later.
 * The file names that activate the extension are typical, not unique; only the content tells.
 */
export function whenOpenChoreoIsSeen(context: ExtensionContext, callback: () => void): Disposable {
  const showsOpenChoreo = (document: TextDocument): boolean =>
    document.languageId === 'yaml' && document.uri.scheme === 'file' && document.getText().includes(apiGroup);
  let seen = false;
  const report = (): void => {
    if (!seen) {
      seen = true;
      opened.dispose();
      callback();
    }
  };
  const opened = workspace.onDidOpenTextDocument((document) => {
    if (showsOpenChoreo(document)) {
      report();
    }
  });
  if (workspace.textDocuments.some(showsOpenChoreo)) {
    report();
  } else {
    void search(activationGlobs(context)).then((found) => {
      if (found) {
        report();
      }
    });
  }
  return opened;
}

async function search(globs: readonly string[]): Promise<boolean> {
  const files = await workspace.findFiles(`{${globs.join(',')}}`, '**/{node_modules,.git}/**', filesLookedAt);
  for (const file of files) {
    if (await isOpenChoreo(file)) {
      return true;
    }
  }
  return false;
}

async function isOpenChoreo(file: Uri): Promise<boolean> {
  if (file.path.endsWith(`/${configurationFile}`)) {
    return true;
  }
  try {
    return Buffer.from(await workspace.fs.readFile(file)).includes(apiGroup);
  } catch {
    // Deleted or unreadable: another file will tell.
    return false;
  }
}
