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
}

export const NO_FEATURES: ClientFeatures = {
  diagnosticVersions: false,
  snippets: false,
  keepsIndentation: false,
  labelDetails: false,
  suggestCommand: undefined,
};

export function clientFeatures(params: InitializeParams): ClientFeatures {
  const item = params.capabilities.textDocument?.completion?.completionItem;
  const options = params.initializationOptions as Partial<InitializationOptions> | undefined;
  return {
    diagnosticVersions: params.capabilities.textDocument?.publishDiagnostics?.versionSupport ?? false,
    snippets: item?.snippetSupport ?? false,
    keepsIndentation: item?.insertTextModeSupport?.valueSet.includes(InsertTextMode.asIs) ?? false,
    labelDetails: item?.labelDetailsSupport ?? false,
    suggestCommand: options?.suggestCommand,
  };
}

/** What is ours to do: as the client says, else as its setting says. Only `delegate` leaves anything to others. */
export function yamlDutyOf(options: Partial<InitializationOptions> | undefined): YamlDuty {
  const settings = options?.settings as { readonly yamlExtension?: unknown } | undefined;
  const isOurs = settings?.yamlExtension !== 'delegate';
  return options?.yamlDuty ?? { syntax: isOurs, fields: isOurs };
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
