import { t } from '../../base/l10n';
import { dirname, joinInside } from '../../base/filePath';
import type { PlanMessage } from '../../protocol';
import { placeManifest } from '../../repository/manifest';
import { listInKustomization } from './kustomization';
import { ownerLabel, type Owner } from '../owners';
import type { Draft } from './draft';
import { readablePath } from './newFile';
import type { Past, PastPin } from './pastPins';
import { planItem } from './planItem';

/** A release as Git's history has it. */
export interface PastRelease {
  readonly file: string;
  readonly commit: string;
  /** The text of its file, or of its own document where it shared the file with others. */
  readonly text: string;
}

/** Looks for the manifest of a release in the commits in which it was pinned. */
export function findPastRelease(
  { context: { repository } }: Draft,
  { files }: Past,
  owner: Owner,
  { release, seenIn }: PastPin,
): PastRelease | undefined {
  for (const commit of seenIn) {
    for (const [file, text] of files.filesWith(commit, release)) {
      const { manifests } = repository.factsOfText(text);
      const found = manifests.find(
        (facts) =>
          facts.kind.kind === owner.family.release &&
          facts.name === release &&
          placeManifest(file, facts, repository.config.defaultNamespace).inNamespace === owner.namespace,
      );
      if (!found || found.doubtful) continue;
      if (manifests.length === 1) return { file, commit, text };
      if (found.base.length > 0) continue; // An item of a list is no text of its own.
      return { file, commit, text: documentText(text, found.span.start, found.span.end) };
    }
  }
  return undefined;
}

/** The lines of a manifest that shares its file with others. */
function documentText(text: string, start: number, end: number): string {
  const own = text.slice(start, end).trimEnd();
  return `${own}${text.includes('\r\n') ? '\r\n' : '\n'}`;
}

/** Brings the file of a release back, at its old place where that is free. Returns what stands in the way. */
export function restoreRelease(
  draft: Draft,
  owner: Owner,
  release: string,
  { file, commit, text }: PastRelease,
): PlanMessage | undefined {
  const places = [file, joinInside(dirname(file), `${release}.yaml`)];
  const free = places.find((place) => place !== undefined && draft.textOf(place) === undefined);
  if (free === undefined)
    return {
      code: 'file-exists',
      message: t`Release ${release} belongs into ${file}, which exists and holds something else; move that file.`,
      link: { file, line: 1 },
    };
  const place = readablePath(draft.context.repository, free);
  if (!place.ok) return place.error;
  // What is wrong with it was so when it ran: no reason to keep anybody from going back.
  draft.write(place.value, text, [{ file: place.value, doubtful: true }]);
  const item = planItem(owner, { from: null, to: '', release, previous: null });
  draft.items.push({ ...item, action: 'restore-release' });
  const message = t`${release} of ${ownerLabel(owner)} was deleted; it comes back as commit ${commit.slice(0, 8)} has it.`;
  draft.warn({ code: 'restored-release', message });
  return listInKustomization(draft, owner, owner.family.release, place.value);
}
