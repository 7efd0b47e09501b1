import { t } from '../../base/l10n';
import { caret, type Span } from '../../base/span';
import { isReferenced } from '../../model/references';
import { familyOfBinding, familyOfRelease, RELEASE_FAMILIES } from '../../model/releaseFamilies';
import type { Manifest } from '../../repository/manifest';
import type { Repository } from '../../repository/repository';
import type { RepositoryView } from '../../repository/view';
import { usesOf } from '../references';
import { isFrozen } from '../rename/frozen';
import type { SummaryContext } from '../summary/summary';
import type { FilePlace } from '../symbolAt';
import { bindingLens, hasOwner, hasPin, hasPins, ownerLens, releaseLens } from './pinLenses';

/** What a lens tells: how a binding's pin stands, where a release is pinned, how an owner's pins stand, who uses a name. */
export type LensTopic = 'binding' | 'release' | 'owner' | 'uses';

/** A line of facts above a manifest. That there is one to say is known; what it says is found out when somebody sees it. */
export interface CodeLens {
  readonly span: Span;
  readonly topic: LensTopic;
  /** Which of the manifests of the file it is about, from 0. */
  readonly index: number;
}

/** What a lens says, and the places that it leads to. */
export interface LensText {
  readonly title: string;
  readonly places: readonly FilePlace[];
}

/** The lenses of a file, in the order of its manifests: those that will say something, since an empty one leaves an empty line. */
export function codeLenses({ files, view }: Repository, file: string): readonly CodeLens[] {
  return files.manifestsOf(file).flatMap((manifest, index) =>
    topicsOf(manifest.kind.kind)
      .filter((topic) => TOPICS[topic].speaks(view, manifest))
      .map((topic) => ({ span: caret(manifest.span.start), topic, index })),
  );
}

function topicsOf(kind: string): readonly LensTopic[] {
  if (familyOfBinding(kind)) return ['binding'];
  // Only bindings name a release: where it is pinned says who uses it.
  if (familyOfRelease(kind)) return ['release'];
  const isOwner = RELEASE_FAMILIES.some(({ ownerKinds }) => ownerKinds.includes(kind));
  return [...(isOwner ? (['owner'] as const) : []), ...(isReferenced(kind) ? (['uses'] as const) : [])];
}

/** What a lens says now; undefined where there is nothing to say, or the manifest is gone. */
export function lensText(
  context: SummaryContext,
  { files }: Repository,
  file: string,
  { topic, index }: Pick<CodeLens, 'topic' | 'index'>,
): LensText | undefined {
  const manifest = files.manifestsOf(file)[index];
  return manifest && TOPICS[topic].text(context, manifest);
}

/** A topic: whether there is something to say, which has to be cheap in a file of hundreds of manifests, and what it is. */
interface Topic {
  readonly speaks: (view: RepositoryView, manifest: Manifest) => boolean;
  readonly text: (context: SummaryContext, manifest: Manifest) => LensText | undefined;
}

const TOPICS: Readonly<Record<LensTopic, Topic>> = {
  binding: { speaks: (_, binding) => hasPin(binding), text: bindingLens },
  release: { speaks: (_, release) => hasOwner(release), text: releaseLens },
  owner: { speaks: hasPins, text: ownerLens },
  uses: { speaks: () => true, text: usesLens },
};

/** Who uses a manifest; the copies in releases do not: nothing happens to them when it changes. */
function usesLens({ view }: SummaryContext, manifest: Manifest): LensText {
  const uses = usesOf(view, manifest).filter((use) => !isFrozen(use.manifest, use.reference));
  const users = new Set(uses.map((use) => use.manifest.key)).size;
  return {
    title:
      users === 0
        ? t`Not used in this repository`
        : users === 1
          ? t`Used by 1 manifest`
          : t`Used by ${users} manifests`,
    places: uses.map((use) => ({ file: use.manifest.file, span: use.reference.span })),
  };
}
