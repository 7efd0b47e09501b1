import { createIntern } from '../model/intern';
import { extractFacts, mentionsGroup } from '../model/facts';
import type { FileFacts } from '../model/manifest';
import { readYaml, type YamlReader } from '../yaml/read';
import { committedManifests, NOTHING_COMMITTED, type CommittedManifests } from './committed';
import { CONFIG_FILE, DEFAULT_CONFIG, readConfig, type ConfigProblem, type RepositoryConfig } from './config';
import { fileFilter } from './ignore';
import { placeManifest } from './manifest';
import { type FactKey, keyOf, RepositoryIndex } from './repositoryIndex';
import { RepositoryView } from './view';

/** One Git working tree (or folder): the facts of its files, its configuration, and an index over both. */
export class Repository {
  private intern = createIntern();
  private index = new RepositoryIndex(DEFAULT_CONFIG.defaultNamespace);
  private accepts = fileFilter([]);
  private problems: readonly ConfigProblem[] = [];
  private committedFacts: ReadonlyMap<string, FileFacts> = new Map();
  private committed: CommittedManifests = NOTHING_COMMITTED;
  /** What analysis looks at; a new one whenever the configuration changes. */
  view = new RepositoryView(this.index, DEFAULT_CONFIG);
  /** Counts changes, for whoever asks "is this still what I saw?". */
  revision = 0;

  /** @param overrides what counts whatever the configuration says */
  constructor(
    private readonly reader: YamlReader = readYaml,
    private readonly overrides: Partial<RepositoryConfig> = {},
  ) {}

  get config(): RepositoryConfig {
    return this.view.config;
  }

  get configProblems(): readonly ConfigProblem[] {
    return this.problems;
  }

  /** Whether a path is read at all: a YAML file that nothing ignores, or the configuration. */
  reads(file: string): boolean {
    return file === CONFIG_FILE || this.accepts(file);
  }

  /** A repository of its own that knows what this one knows now: to be turned into another state of the same files. */
  fork(): Repository {
    const copy = new Repository(this.reader, this.overrides);
    copy.intern = this.intern;
    copy.index = this.index.fork();
    copy.accepts = this.accepts;
    copy.problems = this.problems;
    copy.committedFacts = this.committedFacts;
    copy.committed = this.committed;
    copy.view = new RepositoryView(copy.index, this.config, undefined, this.committed);
    return copy;
  }

  /** Takes the text of a file (undefined: it is gone) and says which facts changed. */
  setFile(file: string, text: string | undefined): ReadonlySet<FactKey> {
    return this.setFacts(file, text === undefined || !this.accepts(file) ? undefined : this.factsOfText(text));
  }

  /** As `setFile`, with the facts of a text that was read before. */
  setFacts(file: string, facts: FileFacts | undefined): ReadonlySet<FactKey> {
    this.revision++;
    return this.index.replace(file, facts);
  }

  /** The facts of a text, without changing the repository. */
  factsOfText(text: string): FileFacts {
    // Most files of a repository are not OpenChoreo's: they are not even parsed.
    return extractFacts(
      mentionsGroup(text) ? this.reader(text) : { documents: [], problems: [], templated: false },
      text,
      this.intern,
    );
  }

  /**
   * Takes the text of the configuration (undefined: there is none). Every fact may mean something else afterwards, so
   * whoever keeps conclusions drops them all. Files that are ignored from now on leave; files that are no longer ignored
   * have to be handed in again.
   */
  setConfig(text: string | undefined): void {
    this.revision++;
    const read = text === undefined ? { config: DEFAULT_CONFIG, problems: [] } : readConfig(this.reader(text));
    const config = { ...read.config, ...this.overrides };
    this.problems = read.problems;
    this.accepts = fileFilter(config.ignore);
    const index = new RepositoryIndex(config.defaultNamespace);
    for (const file of this.index.fileNames()) if (this.accepts(file)) index.replace(file, this.index.factsOf(file));
    this.index = index;
    this.committed = this.placeCommitted(config.defaultNamespace);
    this.view = new RepositoryView(index, config, undefined, this.committed);
  }

  /**
   * Takes the files that differ from HEAD, as HEAD has them (path → text), and says which facts changed. What HEAD says is
   * looked at beside what the working tree says; it declares nothing.
   */
  setCommitted(files: ReadonlyMap<string, string>): ReadonlySet<FactKey> {
    this.revision++;
    this.committedFacts = new Map([...files].map(([file, text]) => [file, this.factsOfText(text)]));
    const changed = new Set([...this.committed.keys].map((key) => keyOf.committed(key)));
    this.committed = this.placeCommitted(this.config.defaultNamespace);
    for (const key of this.committed.keys) changed.add(keyOf.committed(key));
    this.view = new RepositoryView(this.index, this.config, undefined, this.committed);
    return changed;
  }

  private placeCommitted(defaultNamespace: string): CommittedManifests {
    return committedManifests(
      [...this.committedFacts].flatMap(([file, facts]) =>
        this.accepts(file) ? facts.manifests.map((manifest) => placeManifest(file, manifest, defaultNamespace)) : [],
      ),
    );
  }

  /** The index itself: for the checker and for plans, which look at a changed copy. */
  get files(): RepositoryIndex {
    return this.index;
  }
}
