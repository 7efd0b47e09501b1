import type { Diagnostic } from 'vscode-languageserver/node';
import { Checker } from '../analysis/checker';
import type { RuleServices } from '../analysis/rule';
import { RULES } from '../analysis/rules';
import { needsHistory } from '../analysis/pins';
import { spanOfPlace } from '../analysis/locateProblem';
import type { Problem, RelatedPlace, Severity } from '../analysis/problem';
import { LineIndex, LineStarts } from '../base/lineIndex';
import { knownPinFacts, type PinFact } from '../model/pinFacts';
import { KnownContents } from '../node/knownContents';
import { CONFIG_FILE } from '../repository/config';
import { entersFolder } from '../repository/ignore';
import type { FileSystem, GitFacts } from '../repository/ports';
import { Repository } from '../repository/repository';
import { readYaml } from '../yaml/read';
import type { YamlFile } from '../yaml/node';
import { toDiagnostic, toUri } from './convert';
import { isKey } from './isKey';
import type { PublishPort } from './publisher';
import { deadline, Slice, turns } from './slice';

/** How long to let file events gather before the disk is compared with what is known. A branch switch sends thousands. */
const SETTLE_MS = 120;

/** How long nobody must have typed before other files are looked at again, in milliseconds. */
const IDLE_MS = 100;

/** In how many turns of the event loop a request that came with an edit is read, answered, and its answer written. */
const TURNS_OF_AN_ANSWER = 4;

/** What Git says of a folder: facts about its files, and the texts that HEAD has of those that differ from it. */
export interface GitAnswer {
  readonly facts: GitFacts | undefined;
  readonly committed: ReadonlyMap<string, string>;
}

/** A problem, and how an editor has it. */
export interface ShownProblem {
  readonly problem: Problem;
  readonly diagnostic: Diagnostic;
}

/** An open editor's text, and what was made of it when somebody asked. */
interface OpenFile {
  text: string;
  yaml?: YamlFile;
  lines?: LineIndex;
}

/** One workspace folder: its repository, kept equal to its files and open editors, and its problems, kept published. */
export class FolderSession {
  /** Without the key that is being typed: see {@link repositoryBeforeKey}. */
  private readonly index = new Repository((text) => this.read(text));
  readonly checker: Checker;
  private readonly open = new Map<string, OpenFile>();
  private readonly stamps = new Map<string, string>();
  /** The pins in the files on disk: their history is shorter to read. */
  readonly knownPins = new KnownContents<readonly PinFact[]>();
  private readonly toPublish = new Set<string>();
  /** Edited files that are about to be checked. */
  private readonly due = new Set<string>();
  /** Those among them whose last key is not in the index yet. */
  private readonly typed = new Set<string>();
  private work: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private idle: NodeJS.Timeout | undefined;
  private closed = false;
  /** Whether an editor changed something of OpenChoreo's that views have not been told of. */
  private edited = false;
  /** Whether every file has been read once: before that, a name that is not found says nothing. */
  scanned = false;
  /** Whether the first scan is over. */
  ready = false;
  /** What Git knows; absent without Git, and in Restricted Mode, where Git is not run. */
  git: GitFacts | undefined;
  /** Files that differ from Git's HEAD, as HEAD has them. */
  committed: ReadonlyMap<string, string> = new Map();

  constructor(
    readonly root: string,
    private readonly files: FileSystem,
    private readonly publisher: PublishPort,
    private readonly changed: () => void,
    private readonly loadGit: (withDates: boolean) => Promise<GitAnswer | undefined>,
    services: RuleServices = {},
    /** Whether a problem is shown; what another language server reports is not. */
    private readonly shows: (problem: Problem) => boolean = () => true,
  ) {
    this.checker = new Checker(this.index, RULES, services);
  }

  /** All that the files and open editors say. */
  get repository(): Repository {
    this.loadTyped();
    return this.index;
  }

  /**
   * The same, but for the last key in an editor, which may be missing: completion comes with a key, looks at the text itself for what
   * is being typed, and need not wait until the index has read it.
   */
  get repositoryBeforeKey(): Repository {
    return this.index;
  }

  /** The first scan: open files first, then the rest in slices. Reports how many files it has read. */
  start(report: (done: number) => void): Promise<void> {
    return this.enqueue(async () => {
      this.repository.setConfig(this.textOf(CONFIG_FILE));
      for (const file of this.open.keys()) this.load(file);
      this.publishAll([...this.toPublish]);
      await this.reconcile(report);
      this.ready = true;
      this.changed();
      this.askGit();
    });
  }

  /** Asks Git again, beside everything else: views show what is known and are told when there is more. */
  askGit(): void {
    void this.loadGit(needsHistory(this.repository.view)).then((answer) => {
      if (this.closed || !answer) return;
      this.git = answer.facts;
      this.committed = answer.committed;
      this.checker.factsChanged(this.repository.setCommitted(answer.committed));
      void this.enqueue(() => this.finish());
      this.changed();
    });
  }

  /** There is more to tell than what the session itself has found out. */
  tell(): void {
    if (!this.closed) this.changed();
  }

  /** What an edit means for other files waits until nobody types: the next key goes before it. */
  private rest(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.catchUp(), IDLE_MS);
  }

  /** Does now what waits for a rest. */
  private catchUp(): void {
    if (!this.idle) return;
    clearTimeout(this.idle);
    this.idle = undefined;
    void this.enqueue(() => this.finish());
  }

  /** Resolves when everything handed in so far is read, checked and published. */
  settled(): Promise<void> {
    this.catchUp();
    return this.timer ? new Promise((resolve) => setTimeout(resolve, SETTLE_MS)).then(() => this.settled()) : this.work;
  }

  /** Resolves when every rule that was due has run, and what it found is published. */
  async checked(): Promise<void> {
    while (this.checker.pending && !this.closed) {
      this.catchUp();
      await this.work;
    }
  }

  dispose(): void {
    this.closed = true;
    clearTimeout(this.idle);
    if (this.timer) clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** An editor opened a file or changed it: its own problems come in a moment, those of others as soon as nobody types. */
  edit(file: string, text: string): void {
    const before = this.open.get(file)?.text;
    const isKnown = this.isAsOnDisk(file) && this.files.read(file) === text;
    this.open.set(file, { text });
    if (isKnown) this.publishAll([file]);
    else this.take(file, before !== undefined && isKey(before, text));
  }

  /** An editor closed a file: what is on disk counts again. */
  close(file: string): void {
    const text = this.open.get(file)?.text;
    this.open.delete(file);
    // Nothing new to anybody: lenses that are drawn anew take no clicks meanwhile.
    if (this.isAsOnDisk(file) && this.files.read(file) === text) this.publishAll([file]);
    else this.take(file);
  }

  /** Something changed on disk, in a file or a folder made or deleted in one go. The disk is compared as a whole. */
  filesChanged(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.enqueue(() => this.reconcile(() => undefined)).then(() => this.askGit());
    }, SETTLE_MS);
  }

  isOpen(file: string): boolean {
    return this.open.has(file);
  }

  openFiles(): IterableIterator<string> {
    return this.open.keys();
  }

  /** The text that counts: the editor's, else the disk's. */
  textOf(file: string): string | undefined {
    return this.open.get(file)?.text ?? this.files.read(file);
  }

  /** Whether what is known of a file is what the disk holds of it now. */
  isAsOnDisk(file: string): boolean {
    return !this.open.has(file) && this.files.stamp(file) === this.stamps.get(file);
  }

  /** All files below a folder, of whatever sort. */
  filesIn(folder: string): Iterable<string> {
    return this.files.walk(
      folder,
      () => true,
      () => true,
    );
  }

  /** Whether there is a file or folder of that name. */
  exists(path: string): boolean {
    return this.open.has(path) || this.files.exists(path);
  }

  /** The syntax tree of an open file, or of one that is read for the purpose. Kept while the file is open. */
  yamlOf(file: string): YamlFile {
    const open = this.open.get(file);
    if (open) return (open.yaml ??= readYaml(open.text));
    return readYaml(this.files.read(file) ?? '');
  }

  /** Reads the text of an open editor once, for the facts of its file and for whoever asks for its tree. */
  private read(text: string): YamlFile {
    for (const open of this.open.values()) if (open.text === text) return (open.yaml ??= readYaml(text));
    return readYaml(text);
  }

  /** For turning positions of a file's editor into offsets and back. */
  linesOf(file: string): LineIndex {
    const open = this.open.get(file);
    if (open) return (open.lines ??= new LineIndex(open.text));
    return new LineIndex(this.files.read(file) ?? '');
  }

  /** For turning spans of the index into positions; does not read the file when it is indexed. */
  lineStartsOf(file: string): LineStarts {
    return this.repository.files.factsOf(file)?.lines ?? this.linesOf(file);
  }

  /** The files that are kept: with manifests or problems of OpenChoreo's. */
  counts(): { files: number; manifests: number; problems: Record<Severity, number> } {
    const problems: Record<Severity, number> = { error: 0, warning: 0, information: 0 };
    let files = 0;
    for (const file of this.repository.files.fileNames()) {
      if (this.repository.files.factsOf(file)?.relevant) files++;
      for (const problem of this.checker.problemsOf(file)) problems[problem.severity]++;
    }
    return { files, manifests: this.repository.files.manifestCount, problems };
  }

  /** @param later whether the text may be read behind the request that came with it */
  private take(file: string, later = false): void {
    if (!this.index.reads(file)) return;
    if (file === CONFIG_FILE) {
      void this.enqueue(() => this.reconfigure());
      return;
    }
    if (later) this.typed.add(file);
    else this.load(file);
    this.checkSoon(file);
    this.rest();
  }

  /**
   * Checks an edited file as soon as the request that may have come with the edit is answered: who types waits for the
   * completion more than for the problems.
   */
  private checkSoon(file: string): void {
    this.due.add(file);
    void turns(TURNS_OF_AN_ANSWER).then(() => {
      this.loadTyped();
      if (!this.due.has(file)) return;
      this.checkDue(file);
      this.due.delete(file);
      this.publishAll([file]);
    });
  }

  /** Runs the rules of a file whose check is about to come. */
  private checkDue(file: string): void {
    this.loadTyped();
    if (this.scanned && this.due.has(file)) this.checker.run(undefined, file);
  }

  private loadTyped(): void {
    for (const file of this.typed) this.load(file);
  }

  /** Hands the current text of a file to the repository. */
  private load(file: string): void {
    this.typed.delete(file);
    const { files } = this.index;
    const wasOurs = files.factsOf(file)?.relevant ?? false;
    const text = this.textOf(file);
    this.checker.fileChanged(file, this.index.setFile(file, text));
    const facts = files.factsOf(file);
    if (!this.open.has(file)) this.knownPins.take(file, text, knownPinFacts(text, facts));
    this.edited ||= wasOurs || (facts?.relevant ?? false);
    this.toPublish.add(file);
  }

  private async reconfigure(): Promise<void> {
    const before = this.repository.config;
    this.takeConfig();
    if (String(before.ignore) !== String(this.repository.config.ignore)) await this.reconcile(() => undefined);
    this.toPublish.add(CONFIG_FILE);
    await this.finish();
  }

  /** Every conclusion rests on the configuration: all are drawn anew, and open files come or go with `ignore`. */
  private takeConfig(): void {
    for (const file of this.repository.files.fileNames()) this.toPublish.add(file);
    this.repository.setConfig(this.textOf(CONFIG_FILE));
    this.checker.reset();
    for (const file of this.open.keys()) if (file !== CONFIG_FILE) this.load(file);
  }

  /** Makes the repository equal to the disk: reads what is new or changed, drops what is gone, in slices. */
  private async reconcile(report: (done: number) => void): Promise<void> {
    const stamp = this.files.stamp(CONFIG_FILE);
    if (stamp !== this.stamps.get(CONFIG_FILE)) {
      this.remember(CONFIG_FILE, stamp);
      this.takeConfig();
    }
    this.toPublish.add(CONFIG_FILE);
    const seen = new Set<string>([CONFIG_FILE]);
    const slice = new Slice(() => this.closed);
    let done = 0;
    const accept = (file: string) => this.repository.reads(file) && file !== CONFIG_FILE;
    for (const file of this.files.walk('', accept, entersFolder)) {
      seen.add(file);
      const current = this.files.stamp(file);
      if (current !== this.stamps.get(file)) {
        this.remember(file, current);
        if (!this.open.has(file)) this.load(file);
      }
      done++;
      if (await slice.isOver()) {
        report(done);
        if (this.closed) return;
      }
    }
    for (const file of [...this.stamps.keys()]) {
      if (seen.has(file)) continue;
      this.stamps.delete(file);
      if (!this.open.has(file)) this.load(file);
    }
    this.scanned = true;
    await this.finish();
  }

  private remember(file: string, stamp: string | undefined): void {
    if (stamp === undefined) this.stamps.delete(file);
    else this.stamps.set(file, stamp);
  }

  /** Runs the rules that are due and publishes, in slices; then tells the views. */
  private async finish(): Promise<void> {
    this.loadTyped();
    const slice = new Slice(() => this.closed);
    let news = this.edited || this.toPublish.size > 0 || this.checker.pending;
    this.edited = false;
    while (this.scanned && this.checker.pending && !this.closed) {
      for (const file of this.checker.run(deadline())) this.toPublish.add(file);
      await slice.yield();
    }
    for (const file of [...this.toPublish]) {
      this.toPublish.delete(file);
      this.publish(file);
      news = true;
      await slice.isOver();
    }
    if (news && this.ready) this.changed();
  }

  /** Publishes every file anew, after what is shown has changed. */
  republish(): void {
    for (const file of this.repository.files.fileNames()) this.toPublish.add(file);
    this.toPublish.add(CONFIG_FILE);
    void this.enqueue(() => this.finish());
  }

  private publishAll(files: Iterable<string>): void {
    for (const file of files) {
      // What was published now need not be published again.
      this.toPublish.delete(file);
      this.publish(file);
    }
  }

  private publish(file: string): void {
    if (this.closed) return;
    this.publisher.publish(toUri(this.root, file), this.diagnosticsOf(file));
  }

  diagnosticsOf(file: string): Diagnostic[] {
    return this.shownProblems(file).map(({ diagnostic }) => diagnostic);
  }

  /** The problems of a file that are shown, each as the editor has it. */
  shownProblems(file: string): readonly ShownProblem[] {
    this.checkDue(file);
    const problems = this.checker.problemsOf(file).filter(this.shows);
    if (problems.length === 0) return [];
    let yaml: YamlFile | undefined;
    const lines = file === CONFIG_FILE ? this.linesOf(file) : this.lineStartsOf(file);
    return problems.map((problem: Problem) => {
      const span = spanOfPlace(problem.place, () => (yaml ??= this.yamlOf(file)));
      const related = problem.related.flatMap((place) => this.related(place));
      return { problem, diagnostic: toDiagnostic(problem, lines.range(span), related) };
    });
  }

  private related(place: RelatedPlace): NonNullable<Diagnostic['relatedInformation']> {
    const file = place.kind === 'manifest' ? place.manifest.file : place.file;
    // The manifest as it stands now: an edit above it may have moved it since the rule ran.
    const now =
      place.kind === 'manifest'
        ? this.repository.files.manifestsOf(file).find((m) => m.key === place.manifest.key)
        : undefined;
    const span = place.kind === 'manifest' ? (now ?? place.manifest).nameSpan : place.span;
    return [
      { message: place.message, location: { uri: toUri(this.root, file), range: this.lineStartsOf(file).range(span) } },
    ];
  }

  /** Long work goes one after the other; a failure is the connection's to report, not a reason to stop. */
  private enqueue(task: () => Promise<void>): Promise<void> {
    const next = this.work.then(() => (this.closed ? undefined : task()));
    this.work = next.catch(() => undefined);
    return next;
  }
}
