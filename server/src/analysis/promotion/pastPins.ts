import type { PastFiles } from '../../repository/commitLog';
import { isRepinned, type BindingVersion, type PinHistory } from '../history/pinHistory';
import type { Owner } from '../owners';

/** What Git knows of the past. */
export interface Past {
  readonly history: PinHistory;
  readonly files: PastFiles;
}

/** A time during which a pin had one release. */
export interface PastPin {
  readonly release: string;
  /** The commit that pinned it; undefined where that is older than a shallow clone. */
  readonly commit: string | undefined;
  /** Unix seconds. */
  readonly time: number | undefined;
  /** Commits in which it was pinned, the last one first: expressions that Git understands. */
  readonly seenIn: readonly string[];
  /** The binding as it was last. */
  readonly binding: BindingVersion;
}

/** The releases that a pin had, newest first, the present one among them. */
export function pastPins({ history }: Past, owner: Owner, environment: string): readonly PastPin[] {
  const events = history.of(owner, environment).filter(isRepinned);
  const pins = events.flatMap((event, i): PastPin[] => {
    const { after, commit } = event;
    const left = events[i - 1];
    if (!after?.fact.release) return [];
    return [
      {
        ...{ release: after.fact.release, commit: commit.id, time: commit.time },
        seenIn: [...(left ? [`${left.commit.id}^`] : []), commit.id],
        binding: left?.before ?? after,
      },
    ];
  });
  // What a shallow clone begins with.
  const oldest = events.at(-1);
  const before = oldest?.before;
  if (!oldest || !before?.fact.release) return pins;
  const first = { release: before.fact.release, commit: undefined, time: undefined, binding: before };
  return [...pins, { ...first, seenIn: [`${oldest.commit.id}^`] }];
}
