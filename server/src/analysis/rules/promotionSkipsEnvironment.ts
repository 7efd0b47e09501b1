import { phrase, t } from '../../base/l10n';
import { familyOfBinding, RELEASE_FAMILIES } from '../../model/releaseFamilies';
import { isDangling } from '../known';
import { bindingsOf, ownerLabel, ownerOfBinding, pipelineOf, releasesOf } from '../owners';
import { pinnedSources, releaseOrderOf } from '../pins';
import { atPath } from '../problem';
import type { Finding, ManifestRule } from '../rule';
import { pathOf, textAt } from '../values';

/**
 * A pin that came around an environment of the pipeline: nothing is bound before it, or it is ahead of everything before it.
 * The platform enforces no order (domain/release-and-promotion.md §4), and a source may have gone back since: a hint.
 */
export const promotionSkipsEnvironment: ManifestRule = {
  kind: 'manifest',
  code: 'promotion-skips-environment',
  category: 'rule',
  severity: 'information',
  summary: phrase`An environment runs a release that no environment before it in the pipeline has.`,
  kinds: RELEASE_FAMILIES.map((family) => family.binding),
  check(view, manifest, report) {
    const family = familyOfBinding(manifest.kind.kind);
    const owner = family && ownerOfBinding(view, family, manifest);
    const environment = family && textAt(manifest, family.environment);
    const pin = family && textAt(manifest, family.pin);
    if (!owner || !environment || !pin || manifest.doubtful) return;
    if (isDangling(view, manifest, pathOf(family.pin))) return;
    const pipeline = pipelineOf(view, owner);
    const sources = pipeline?.sources.get(environment) ?? [];
    if (!pipeline || sources.length === 0 || sources.includes(environment)) return;
    const say = (message: string, related: Finding['related'] = []) =>
      report({ place: atPath(manifest, pathOf(family.pin)), message, related });

    const bindings = bindingsOf(view, owner);
    const isBound = bindings.some((binding) => sources.includes(textAt(binding, family.environment) ?? ''));
    if (!isBound) {
      const named = bindings.some((binding) => sources.some((source) => binding.name === `${owner.name}-${source}`));
      if (!named)
        say(
          t`${ownerLabel(owner)} is bound in ${environment}, but in no environment before it (${sources.join(', ')}).`,
        );
      return;
    }
    const pinned = pinnedSources(owner, environment, pipeline, bindings);
    const order = releaseOrderOf(owner, releasesOf(view, owner));
    const own = order?.indexOf(pin) ?? -1;
    const before = pinned.map((source) => order?.indexOf(source.release) ?? -1);
    const isKnown = own >= 0 && pinned.length === sources.length && before.every((index) => index >= 0);
    if (!isKnown || !before.every((index) => index < own)) return;
    const running = pinned.map((source) => t`${source.environment} runs ${source.release}`).join(', ');
    say(
      t`${environment} runs ${pin}, which is newer than what comes before it: ${running}.`,
      pinned.map((source) => ({ kind: 'manifest', manifest: source.binding, message: t`Pins ${source.release}.` })),
    );
  },
};
