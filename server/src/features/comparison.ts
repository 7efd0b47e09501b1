import { bindingsOf, ownerLabel, ownersIn, type Owner } from '../analysis/owners';
import { selectOwners } from '../analysis/promotion/select';
import { sameContent } from '../analysis/release/equality';
import { settingsOf } from '../analysis/settings';
import { asMap, at, pathOf, textAt } from '../analysis/values';
import type { CompareParams, CompareResult, Comparison, PlanMessage } from '../protocol';
import type { Manifest } from '../repository/manifest';
import type { RepositoryView } from '../repository/view';
import { emitYaml } from '../yaml/emit';
import { selectorOf } from './releasesView';

/**
 * What owners run in two environments. The content of a release counts, not its name; keys are in one order, so that only
 * what differs shows. Owners that run in neither are left out, unless they were named.
 */
export function compareEnvironments(
  view: RepositoryView,
  { from, to, owners }: Pick<CompareParams, 'from' | 'to' | 'owners'>,
): CompareResult & { readonly unknown: readonly PlanMessage[] } {
  const named = owners && owners.length > 0 ? selectOwners(view, { owners }) : undefined;
  const comparisons = (named?.owners ?? ownersIn(view)).flatMap((owner): Comparison[] => {
    const sides = [sideOf(view, owner, from), sideOf(view, owner, to)] as const;
    if (!named && sides.every((side) => side.content === null)) return [];
    const [a, b] = sides.map(({ environment, release, content }) => ({
      environment,
      release,
      text: content === null ? '' : emitYaml(content),
    }));
    const equal = sameContent(sides[0].content, sides[1].content);
    return [{ owner: selectorOf(owner), label: ownerLabel(owner), equal, from: a!, to: b! }];
  });
  return { version: 1, comparisons, unknown: named?.blockers ?? [] };
}

interface Side {
  readonly environment: string;
  readonly release: string | null;
  /** Null: nothing runs there. */
  readonly content: Readonly<Record<string, unknown>> | null;
}

function sideOf(view: RepositoryView, owner: Owner, environment: string): Side {
  const [binding] = bindingsOf(view, owner, environment);
  if (!binding) return { environment, release: null, content: null };
  const { family } = owner;
  const release = textAt(binding, family.pin) ?? null;
  const manifest = release === null ? undefined : view.find(family.release, owner.namespace, release);
  const state = family.state === undefined ? undefined : textAt(binding, family.state);
  const settings = settingsOf(view, owner, environment);
  const overrides = {
    ...overridesOf(binding, family.overrides),
    ...(settings && overridesOf(settings, family.settings?.overrides ?? [])),
  };
  const content = {
    ...(manifest ? { release: contentOf(manifest) } : { releaseName: release }),
    ...(Object.keys(overrides).length > 0 && { overrides }),
    // A binding without a state is active.
    ...(state !== undefined && state !== 'Active' && { state }),
  };
  return { environment, release, content };
}

/** What a release says beyond whose it is and what it is called. */
function contentOf(release: Manifest): unknown {
  return asMap(release.value)['spec'] ?? {};
}

function overridesOf(manifest: Manifest, paths: readonly string[]): Record<string, unknown> {
  const found = paths.map((path) => [pathOf(path).at(-1)!, at(manifest, path)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined && value !== null));
}
