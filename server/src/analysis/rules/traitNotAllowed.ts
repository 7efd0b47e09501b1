import { phrase, t } from '../../base/l10n';
import { nearest } from '../../base/suggest';
import { traitKindIn, typeOfComponent } from '../componentTypes';
import { describeKey, entriesAt, kindAndName } from '../entries';
import { isDangling } from '../known';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';

/**
 * A trait that the component's type does not list. Traits are compared by kind and name; a component's trait without a kind is
 * a Trait, whatever kind its type is. Source: domain/rules.md comp-trait-allowed.
 */
export const traitNotAllowed: ManifestRule = {
  kind: 'manifest',
  code: 'trait-not-allowed',
  category: 'rule',
  severity: 'error',
  summary: phrase`A component uses a trait that its type does not allow.`,
  kinds: ['Component'],
  check(view, manifest, report) {
    const traits = entriesAt(manifest, 'spec.traits');
    const type = traits.length === 0 ? undefined : typeOfComponent(view, manifest);
    // The types of the proposal allow every addon.
    if (!type || type.doubtful || !type.kind.eras.includes('current')) return;
    const allowed = entriesAt(type, 'spec.allowedTraits').flatMap(
      (entry) => kindAndName(entry.value, traitKindIn(type)) ?? [],
    );
    for (const trait of traits) {
      const key = kindAndName(trait.value, 'Trait');
      const path = [...trait.path, 'name'];
      if (key === undefined || allowed.includes(key) || isDangling(view, manifest, path)) continue;
      const otherKind = allowed.find(
        (candidate) => candidate.slice(candidate.indexOf(':')) === key.slice(key.indexOf(':')),
      );
      const suggestion = otherKind ?? nearest(key, allowed);
      const list = allowed.length === 0 ? t`it allows none` : t`it allows ${allowed.map(describeKey).join(', ')}`;
      report({
        place: atPath(manifest, path),
        message: t`${type.kind.kind} "${type.name}" does not allow ${describeKey(key)} (${list}): the Component never becomes ready.`,
        related: [{ kind: 'manifest', manifest: type, message: t`The type, with its allowedTraits.` }],
        ...(suggestion && !otherKind && { data: { replacement: suggestion.slice(suggestion.indexOf(':') + 1) } }),
      });
    }
  },
};
