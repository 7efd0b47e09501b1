import { InsertTextMode, type InitializeParams } from 'vscode-languageserver/node';
import type { InitializationOptions, YamlDuty } from '../protocol';

/** What the editor at the other end can do. */
export interface ClientFeatures {
  /** Wants to know which version of an open document its diagnostics are about. */
  readonly diagnosticVersions: boolean;
  /** Completions with tab stops. */
  readonly snippets: boolean;
  /** Takes text as it is, without indenting its further lines like the first. */
  readonly keepsIndentation: boolean;
  /** Completions whose details stand apart from their labels. */
  readonly labelDetails: boolean;
  /** The command that opens the list of suggestions. */
  readonly suggestCommand: string | undefined;
  /** Takes code actions, not commands alone. */
  readonly codeActions: boolean;
  /** Asks for the edit of a code action once somebody has chosen it. */
  readonly resolvesEdits: boolean;
  /** Edits of versioned documents, with files that are made and renamed on the way. */
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
  readonly renamesFiles: boolean;
  /** Asks before it makes changes that are marked for it. */
  readonly changeAnnotations: boolean;
  /** The command that shows places of files: takes a URI, a position in it, and locations. */
  readonly showReferencesCommand: string | undefined;
  /** Wants links on names too; where they are always underlined, going to the definition is enough. */
  readonly nameLinks: boolean;
  /** Asks for lenses and hints again when told that they may have changed. */
  readonly refreshes: { readonly codeLens: boolean; readonly inlayHint: boolean };
}

export const NO_FEATURES: ClientFeatures = {
  diagnosticVersions: false,
  snippets: false,
  keepsIndentation: false,
  labelDetails: false,
  suggestCommand: undefined,
  codeActions: false,
  resolvesEdits: false,
  documentChanges: false,
  createsFiles: false,
  renamesFiles: false,
  changeAnnotations: false,
  showReferencesCommand: undefined,
  nameLinks: true,
  refreshes: { codeLens: false, inlayHint: false },
};

export function clientFeatures(params: InitializeParams): ClientFeatures {
  const item = params.capabilities.textDocument?.completion?.completionItem;
  const action = params.capabilities.textDocument?.codeAction;
  const edit = params.capabilities.workspace?.workspaceEdit;
  const options = params.initializationOptions as Partial<InitializationOptions> | undefined;
  return {
    diagnosticVersions: params.capabilities.textDocument?.publishDiagnostics?.versionSupport ?? false,
    snippets: item?.snippetSupport ?? false,
    keepsIndentation: item?.insertTextModeSupport?.valueSet.includes(InsertTextMode.asIs) ?? false,
    labelDetails: item?.labelDetailsSupport ?? false,
    suggestCommand: options?.suggestCommand,
    codeActions: action?.codeActionLiteralSupport !== undefined,
    resolvesEdits: action?.dataSupport === true && action.resolveSupport?.properties.includes('edit') === true,
    documentChanges: edit?.documentChanges ?? false,
    createsFiles: edit?.documentChanges === true && edit.resourceOperations?.includes('create') === true,
    renamesFiles: edit?.documentChanges === true && edit.resourceOperations?.includes('rename') === true,
    changeAnnotations: edit?.documentChanges === true && edit.changeAnnotationSupport !== undefined,
    showReferencesCommand: options?.showReferencesCommand,
    nameLinks: options?.nameLinks ?? true,
    refreshes: {
      codeLens: params.capabilities.workspace?.codeLens?.refreshSupport ?? false,
      inlayHint: params.capabilities.workspace?.inlayHint?.refreshSupport ?? false,
    },
  };
}

/** Whether lenses are wanted: only `codeLens: false` in the settings says that they are not. */
export function wantsLenses(settings: unknown): boolean {
  return (settings as { readonly codeLens?: unknown } | null | undefined)?.codeLens !== false;
}

/** What is ours to do: as the client says, else as its setting says. Only `delegate` leaves anything to others. */
export function yamlDutyOf(options: Partial<InitializationOptions> | undefined): YamlDuty {
  const settings = options?.settings as { readonly yamlExtension?: unknown } | undefined;
  const isOurs = settings?.yamlExtension !== 'delegate';
  return options?.yamlDuty ?? { syntax: isOurs, fields: isOurs, structure: isOurs };
}

/** What any YAML language server reports, and what one reports that has the kinds' JSON Schemas. */
const SYNTAX: ReadonlySet<string> = new Set(['yaml-syntax', 'duplicate-key']);
const FIELDS: ReadonlySet<string> = new Set([
  'unknown-field',
  'missing-field',
  'wrong-type',
  'not-in-enum',
  'pattern-mismatch',
  'out-of-range',
]);

/** Whether a problem is ours to report. */
export function isOurs(duty: YamlDuty, code: string): boolean {
  return (duty.syntax || !SYNTAX.has(code)) && (duty.fields || !FIELDS.has(code));
}
