/**
 * The custom messages between client and server, and the values they carry. The only file of the server that the client
 * imports: types and constants, no code. docs: ../../docs/architecture.md, contract: the CLI prints the same shapes.
 */

/** How one pin stands; the definitions are in docs/architecture.md, "The pin table". */
export type PinState =
  'current' | 'behind' | 'missing-release' | 'not-deployed' | 'undeployed' | 'no-release' | 'ambiguous';

/** A place in a file of the repository: path relative to its root with `/`, 1-based line. */
export interface FileLine {
  readonly file: string;
  readonly line: number;
}

export interface PinRow {
  /** Release family: `component`, `project`, `resource`, or `proposal`. */
  readonly family: string;
  readonly namespace: string;
  /** Null where no manifest says which project the owner belongs to. */
  readonly project: string | null;
  /** The owner's name; for the project family the project itself. */
  readonly name: string;
  readonly environment: string;
  readonly release: string | null;
  readonly state: PinState;
  /** Releases of the owner after the pinned one up to the source's; null where the order cannot be known. */
  readonly behind: number | null;
  readonly image: string | null;
  readonly binding: (FileLine & { readonly name: string }) | null;
  /** The binding's file differs from Git's HEAD. False where Git cannot tell. */
  readonly uncommitted: boolean;
}

/** What the views show beside the table: computed by the server, so that every front says the same. */
export interface PinLabels {
  /** `PROJECT/NAME`, `/NAME` without a project, `PROJECT` for a project. */
  readonly owner: string;
  /** Environment whose release this pin is compared with, where there is one. */
  readonly source: string | null;
  /** Where the release is declared, null when it is missing. */
  readonly releaseFile: FileLine | null;
  /** Where the owner itself is declared. */
  readonly ownerFile: FileLine | null;
  /** When the pin got its present value, Unix seconds of the commit; absent: not known, or not committed. */
  readonly since?: number;
  /** Environments that promotion paths lead to from this one, in pipeline order; absent: only `source` tells. */
  readonly targets?: readonly string[];
}

export interface PipelineRow {
  readonly name: string;
  readonly namespace: string;
  /** In pipeline order: roots first. */
  readonly environments: readonly string[];
}

export interface PinTable {
  readonly version: 1;
  readonly pipelines: readonly PipelineRow[];
  readonly pins: readonly PinRow[];
}

export interface PinsParams {
  /** URI of the workspace folder; the first one when absent. */
  readonly folder?: string;
}

export interface PinsView extends PinTable {
  /** One per pin, same order. */
  readonly labels: readonly PinLabels[];
  /** Facts about the repository for welcome views and `when` keys. */
  readonly repository: { readonly folder: string; readonly manifests: number; readonly ready: boolean };
}

/** One file of a plan. `before` null: the file is new; `after` null: it goes. Paths relative to the repository with `/`. */
export interface PlannedFile {
  readonly file: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface PlanItem {
  readonly family: string;
  readonly namespace: string;
  readonly project: string | null;
  readonly name: string;
  /** Environment that the release comes from; null when it was named or for a root environment. */
  readonly from: string | null;
  /** Environment whose pin changes; empty for a release that is cut, and where none changes. */
  readonly to: string;
  readonly release: string;
  readonly previous: string | null;
  readonly action: 'set-pin' | 'create-pin' | 'none' | 'create-release' | 'undeploy' | 'redeploy' | 'restore-release';
}

export interface PlanMessage {
  readonly code: string;
  readonly message: string;
  /** What to open to mend it. */
  readonly link?: FileLine;
  /** Owner concerned, as `PROJECT/NAME`. */
  readonly owner?: string;
  /** What would lift the blocker beside a choice: cutting a release and pinning it, a `ReleaseRequest` with `pin`. */
  readonly offer?: 'cut-release';
  /** Choices that would lift the blocker: environments for `ambiguous-target`, releases for `ambiguous-source`… */
  readonly choices?: readonly PlanChoice[];
}

export interface PlanChoice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  /**
   * The field of the request that takes `value`; absent: `to` for `ambiguous-target`, else `release`. `include` is a list
   * that grows: choices of several blockers go into it together. `restore` takes true, whatever `value` is.
   */
  readonly sets?: 'to' | 'from' | 'release' | 'include' | 'restore';
}

export interface Plan {
  readonly version: 1;
  readonly status: 'ready' | 'nothing-to-do' | 'blocked';
  readonly commitMessage: string;
  readonly warnings: readonly PlanMessage[];
  readonly blockers: readonly PlanMessage[];
  /** What was skipped because it already is as asked. */
  readonly notes: readonly string[];
  readonly files: readonly PlannedFile[];
  readonly items: readonly PlanItem[];
  /** Problems of the whole repository before and after; only where the plan was made from a commit. */
  readonly checks?: PlanChecks;
  /** From the language server only. */
  readonly branch?: PlanBranch;
  /** `promotion.signOff` of the configuration; from the language server only. */
  readonly signOff?: boolean;
}

/** How a plan is delivered by a branch, as the repository's configuration says. */
export interface PlanBranch {
  /** `promotion.branch`, its placeholders filled in, a name that Git takes. */
  readonly name: string;
  /** `promotion.baseBranch`; null: the default branch of the remote. */
  readonly base: string | null;
}

/** What checking every file gives before and after a plan. */
export interface PlanChecks {
  readonly files: number;
  readonly before: ProblemCounts;
  readonly after: ProblemCounts;
}

export type ProblemCounts = Readonly<Record<'error' | 'warning' | 'information', number>>;

/** Where a plan starts. */
export interface PlanOrigin {
  readonly folder?: string;
  /** Id of a commit: the plan is made from its tree, and nothing in the working tree counts. For delivery by a branch. */
  readonly base?: string;
  /** Files that the commit lacks and that come along from the working tree, as they are there or changed by the plan. */
  readonly include?: readonly string[];
}

export interface OwnerSelector {
  readonly family?: string;
  readonly namespace?: string;
  /** Null: owners whose project no manifest names. */
  readonly project: string | null;
  readonly name: string;
}

export interface PromoteRequest extends PlanOrigin {
  readonly kind: 'promote';
  readonly owners?: readonly OwnerSelector[];
  readonly project?: string;
  readonly all?: boolean;
  readonly family?: string;
  /**
   * Families that go along: with `project` and `all` these, default components; with `owners` also the project of each
   * (`project`) and the resources that it depends on (`resource`), as far as they have something to promote.
   */
  readonly families?: readonly string[];
  readonly namespace?: string;
  readonly to?: string;
  readonly from?: string;
  readonly release?: string;
  /** How the plan will be delivered: a direct commit is refused where review is required. */
  readonly delivery: 'commit' | 'edit' | 'branch';
}

/** Cut releases from the current state of components; an equal release that exists is reused. */
export interface ReleaseRequest extends PlanOrigin {
  readonly kind: 'release';
  readonly owners?: readonly OwnerSelector[];
  readonly project?: string;
  readonly all?: boolean;
  readonly namespace?: string;
  /** For one component only; default: `<component>-<YYYYMMDD>-<n>`. */
  readonly name?: string;
  /** `YYYY-MM-DD`, for the name; default: today where the server runs. */
  readonly date?: string;
  /** Also pin the release to the first environment of the pipeline. */
  readonly pin?: boolean;
  /** Which first environment, where there are several. */
  readonly to?: string;
  /** As for a promotion; counts where a pin changes. */
  readonly delivery: 'commit' | 'edit' | 'branch';
}

/** Pin a release that exists to one environment, whatever the pipeline says of the way there. */
export interface PinRequest extends PlanOrigin {
  readonly kind: 'pin';
  readonly owner: OwnerSelector;
  readonly environment: string;
  readonly release: string;
  /** As for a promotion. */
  readonly delivery: 'commit' | 'edit' | 'branch';
}

/** Pin a release again that the pin had before, as Git remembers it. */
export interface RollbackRequest extends PlanOrigin {
  readonly kind: 'rollback';
  readonly owner: OwnerSelector;
  readonly environment: string;
  /** The release to go back to; default: the one that was pinned before the present one. */
  readonly to?: string;
  /** Which of several times that the pin had this release: the commit that pinned it, from `PinChange.commit`. */
  readonly commit?: string;
  /** Also bring back the overrides that the binding had then. */
  readonly overrides?: boolean;
  /** Bring the release's manifest back from history where it is gone. */
  readonly restore?: boolean;
  /** As for a promotion. */
  readonly delivery: 'commit' | 'edit' | 'branch';
}

/** Take an owner out of an environment, or bring it back, through the binding's `spec.state`. */
export interface StateRequest extends PlanOrigin {
  readonly kind: 'undeploy' | 'redeploy';
  readonly owner: OwnerSelector;
  readonly environment: string;
  /** As for a promotion. */
  readonly delivery: 'commit' | 'edit' | 'branch';
}

export type PlanRequest = PromoteRequest | ReleaseRequest | PinRequest | RollbackRequest | StateRequest;

/** One release of an owner, for the Releases view and for questions that ask for one. */
export interface ReleaseRow extends FileLine {
  readonly name: string;
  readonly image: string | null;
  /** When it was cut, `YYYY-MM-DD`: from its name, else from the commit that added it; null where neither tells. */
  readonly date: string | null;
  /** Environments that pin it, in pipeline order. */
  readonly environments: readonly string[];
}

export interface OwnerReleases {
  readonly owner: OwnerSelector & { readonly family: string; readonly namespace: string };
  /** `PROJECT/NAME`, as in `PinLabels.owner`. */
  readonly label: string;
  readonly ownerFile: FileLine | null;
  /** Newest first; in name order where no order can be known. */
  readonly releases: readonly ReleaseRow[];
}

export interface ReleasesView {
  readonly version: 1;
  readonly owners: readonly OwnerReleases[];
}

/** One change of a pin in Git's history. */
export interface PinChange {
  readonly family: string;
  readonly namespace: string;
  readonly project: string | null;
  readonly name: string;
  readonly environment: string;
  /** The binding's file in that commit. */
  readonly file: string;
  readonly commit: string;
  readonly author: string;
  /** Commit time, ISO 8601. */
  readonly date: string;
  /** First line of the commit's message. */
  readonly message: string;
  /** Null: there was no pin. */
  readonly from: string | null;
  /** Null: the pin went. */
  readonly to: string | null;
  /** Whether `from` was to run; null: there was no pin. */
  readonly fromState: PinnedState | null;
  /** Whether `to` is to run. Undeploying and redeploying change only this. */
  readonly toState: PinnedState | null;
}

export type PinnedState = 'active' | 'undeployed';

/** The columns of an exported history, in this order from editor and command line. */
export const historyColumns = [
  'date',
  'family',
  'namespace',
  'project',
  'name',
  'environment',
  'from',
  'to',
  'author',
  'commit',
  'message',
  'file',
  'fromState',
  'toState',
] as const satisfies readonly (keyof PinChange)[];

export interface HistoryParams {
  readonly folder?: string;
  /** All owners when absent. */
  readonly owner?: OwnerSelector;
  /** All environments when absent. */
  readonly environment?: string;
}

/** Newest first. Along the first parents of HEAD: what a merge brought changed when it was merged. */
export interface HistoryResult {
  readonly version: 1;
  readonly changes: readonly PinChange[];
  /** The clone is shallow: what was before this time (ISO 8601) is not known. */
  readonly endsAt?: string;
  /** Why there is no history: in Restricted Mode Git is not run, or there is no Git repository. */
  readonly unavailable?: 'restricted-mode' | 'no-git';
}

export interface CompareParams {
  readonly folder?: string;
  readonly from: string;
  readonly to: string;
  /** All owners when absent. */
  readonly owners?: readonly OwnerSelector[];
}

/** What one owner runs in two environments: texts for a diff editor, release content normalised, overrides behind it. */
export interface Comparison {
  readonly owner: OwnerSelector & { readonly family: string; readonly namespace: string };
  /** `PROJECT/NAME`, as in `PinLabels.owner`. */
  readonly label: string;
  readonly equal: boolean;
  readonly from: { readonly environment: string; readonly release: string | null; readonly text: string };
  readonly to: { readonly environment: string; readonly release: string | null; readonly text: string };
}

export interface CompareResult {
  readonly version: 1;
  readonly comparisons: readonly Comparison[];
}

/** Ask for the owners with their releases and who pins them. */
export const releasesRequest = 'openchoreoGitops/releases';
/** Ask for the changes of pins, from Git. */
export const historyRequest = 'openchoreoGitops/history';
/** Ask what two environments run, side by side. */
export const compareRequest = 'openchoreoGitops/compare';

/** Ask for the pin table. */
export const pinsRequest = 'openchoreoGitops/pins';
/** Ask for a plan; the answer is a pure value, nothing has been written. */
export const planRequest = 'openchoreoGitops/plan';
/** Ask what the server holds: files, manifests, memory, versions. */
export const statusRequest = 'openchoreoGitops/status';
/** Server → client: the repository changed, views ask again. */
export const didChangeNotification = 'openchoreoGitops/didChange';
/** Client → server: the workspace is trusted now. */
export const trustGrantedNotification = 'openchoreoGitops/trustGranted';
/** Client → server: check every file now; answered when all diagnostics are published. */
export const checkRequest = 'openchoreoGitops/check';

export interface DidChangeParams {
  readonly revision: number;
}

export interface StatusResult {
  readonly version: string;
  readonly node: string;
  readonly trusted: boolean;
  readonly folders: readonly {
    readonly folder: string;
    readonly files: number;
    readonly manifests: number;
    readonly problems: ProblemCounts;
    readonly platformVersion: string;
    readonly ready: boolean;
  }[];
  readonly memory: { readonly rss: number; readonly heapUsed: number };
}

/**
 * What this server does about YAML; the rest another language server does, so that nothing is said or offered twice.
 * `syntax`: problems of YAML itself. `fields`: problems, completion and documentation that come from the kinds' schemas.
 * `structure`: folding, and the outline of what stands inside a manifest.
 */
export interface YamlDuty {
  readonly syntax: boolean;
  readonly fields: boolean;
  readonly structure: boolean;
}

/** Client → server: another extension came, went or was set otherwise, see `YamlDuty`. */
export const yamlDutyNotification = 'openchoreoGitops/yamlDuty';
/** Ask for the JSON Schema of the documents of a file, for an extension that checks them in our place. */
export const jsonSchemaRequest = 'openchoreoGitops/jsonSchema';

export interface JsonSchemaParams {
  /** A file, or the folder, whose repository decides about the platform version. */
  readonly uri: string;
  /** The kind of each document of the file; null: the configuration file. */
  readonly kinds: readonly string[] | null;
}

export interface JsonSchemaResult {
  /** JSON text. */
  readonly schema: string;
}

/** What the client hands over at start. */
export interface InitializationOptions {
  readonly trusted: boolean;
  readonly settings?: unknown;
  /** Absent: as `settings.yamlExtension` says. */
  readonly yamlDuty?: YamlDuty;
  /** English text → translation, for what the server says; absent: English. */
  readonly translations?: Readonly<Record<string, string>>;
  /** A command of the client that opens the list of suggestions, for entries that leave a value to be chosen. */
  readonly suggestCommand?: string;
  /** A command of the client that shows places: takes a URI, a position in it, and an array of LSP locations. */
  readonly showReferencesCommand?: string;
  /** Whether names are document links too, beside paths; default: yes. */
  readonly nameLinks?: boolean;
}
