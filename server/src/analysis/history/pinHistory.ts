import type { PinFact } from '../../model/pinFacts';
import type { CommitLog, LoggedCommit } from '../../repository/commitLog';
import type { PinnedState } from '../../protocol';
import type { Owner } from '../owners';
import type { Pin } from '../pins';

/** Where a binding stood at some time. */
export interface BindingVersion {
  readonly file: string;
  /** Id of the file's content. */
  readonly object: string;
  readonly fact: PinFact;
}

/** A commit by which a pin got another release, or was undeployed or redeployed. */
export interface PinEvent {
  readonly commit: LoggedCommit<readonly PinFact[]>;
  /** The same for all changes of a pin. */
  readonly pin: string;
  /** The namespace that counts. */
  readonly namespace: string;
  /** The binding before; undefined where there was none. */
  readonly before: BindingVersion | undefined;
  /** The binding afterwards; undefined where it went. */
  readonly after: BindingVersion | undefined;
}

/** What a history depends on beside the log. */
export interface HistorySettings {
  readonly defaultNamespace: string;
  /** Whether the repository reads a path at all. */
  readonly reads: (file: string) => boolean;
}

/** The changes of pins. A pin is an owner and an environment: files may be renamed and bindings moved. */
export interface PinHistory {
  /** Newest first. */
  readonly events: readonly PinEvent[];
  /** Newest first. */
  of(owner: Pick<Owner, 'family' | 'namespace' | 'name'>, environment: string): readonly PinEvent[];
  /** Unix seconds where a shallow clone ends; undefined where everything is known. */
  readonly endsAt: number | undefined;
}

/**
 * Reads the changes of pins out of a log. A version of a file that cannot be read counts as not written, since nobody can
 * say what it meant; what the first commit of a shallow clone holds is where history begins, and no change.
 */
export function pinHistory(log: CommitLog<readonly PinFact[]>, settings: HistorySettings): PinHistory {
  const replay = new Replay(settings);
  const changes: (readonly PinEvent[])[] = [];
  const byPin = new Map<string, PinEvent[]>();
  let endsAt: number | undefined;
  for (const commit of [...log.commits].reverse()) {
    const own = replay.apply(commit);
    if (log.shallow && commit.first) {
      endsAt = commit.time;
      continue;
    }
    changes.push(sorted(own));
  }
  const events = changes.reverse().flat();
  for (const event of events) {
    const list = byPin.get(event.pin);
    if (list) list.push(event);
    else byPin.set(event.pin, [event]);
  }
  return {
    events,
    endsAt,
    of: ({ family, namespace, name }, environment) =>
      byPin.get(keyOf({ family, name, environment }, namespace ?? '')) ?? [],
  };
}

/** Those of one commit as the pin table sorts them, but for the order of the pipeline. */
function sorted(events: readonly PinEvent[]): readonly PinEvent[] {
  if (events.length < 2) return events;
  const named = events.map((event) => {
    const { family, project, name, environment } = (event.after ?? event.before)!.fact;
    return { event, key: [event.namespace, project ?? '', name, family.family, environment].join('\0') };
  });
  return named.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ event }) => event);
}

/** What a binding says, and of which pin. */
interface PlacedFact {
  readonly fact: PinFact;
  readonly namespace: string;
  readonly key: string;
}

/** The state of all pins while commits go by. */
class Replay {
  /** What the files say that the repository reads; undefined for those that it does not. */
  private readonly facts = new Map<string, readonly PlacedFact[] | undefined>();
  /** For each pin the files that declare it. */
  private readonly holders = new Map<string, Map<string, BindingVersion>>();

  constructor(private readonly settings: HistorySettings) {}

  apply(commit: LoggedCommit<readonly PinFact[]>): readonly PinEvent[] {
    const before = new Map<string, { readonly namespace: string; readonly version: BindingVersion | undefined }>();
    for (const { file, object, facts } of commit.files) {
      if (facts === undefined) continue;
      if (!this.facts.has(file)) this.facts.set(file, this.settings.reads(file) ? [] : undefined);
      const last = this.facts.get(file);
      if (!last) continue;
      const placed = facts.map((fact) => this.place(fact));
      for (const { key, namespace } of [...last, ...placed]) {
        if (!before.has(key)) before.set(key, { namespace, version: this.current(key) });
        this.holders.get(key)?.delete(file);
      }
      for (const { key, fact } of placed) this.hold(key, { file, object: object!, fact });
      this.facts.set(file, placed);
    }
    return [...before].flatMap(([key, { namespace, version }]) => {
      const after = this.current(key);
      const event = { commit, pin: key, namespace, before: version, after };
      return isRepinned(event) || stateOf(version) !== stateOf(after) ? [event] : [];
    });
  }

  private hold(key: string, version: BindingVersion): void {
    const held = this.holders.get(key) ?? new Map<string, BindingVersion>();
    // Of two bindings in one file the first counts, as everywhere.
    if (!held.has(version.file)) held.set(version.file, version);
    this.holders.set(key, held);
  }

  /** Of several bindings the first by path, as everywhere. */
  private current(key: string): BindingVersion | undefined {
    let first: BindingVersion | undefined;
    for (const version of this.holders.get(key)?.values() ?? [])
      if (!first || version.file < first.file) first = version;
    return first;
  }

  private place(fact: PinFact): PlacedFact {
    const namespace = fact.namespace ?? this.settings.defaultNamespace;
    return { fact, namespace, key: keyOf(fact, namespace) };
  }
}

function keyOf({ family, name, environment }: Pick<PinFact, 'family' | 'name' | 'environment'>, namespace: string) {
  return `${family.family}\0${namespace}\0${name}\0${environment}`;
}

/** Whether a change gave the pin another release. */
export function isRepinned({ before, after }: Pick<PinEvent, 'before' | 'after'>): boolean {
  return (before?.fact.release ?? null) !== (after?.fact.release ?? null);
}

/** Whether a pinned release is to run; null where none is pinned. */
export function stateOf(version: BindingVersion | undefined): PinnedState | null {
  if (!version || version.fact.release === null) return null;
  return version.fact.undeployed ? 'undeployed' : 'active';
}

/** The change that made a pin what it is now; undefined where that is not known, or not committed. */
export function lastChange(
  history: PinHistory,
  { owner, environment, release, state }: Pick<Pin, 'owner' | 'environment' | 'release' | 'state'>,
): PinEvent | undefined {
  const [last] = history.of(owner, environment);
  const isNow = release !== null && last?.after?.fact.release === release;
  return isNow && last.after.fact.undeployed === (state === 'undeployed') ? last : undefined;
}
