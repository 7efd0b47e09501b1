import { t } from '../../base/l10n';
import type { Path } from '../../base/path';
import type { PlanMessage } from '../../protocol';
import type { ManifestFacts } from '../../model/manifest';
import { valueAt } from '../../base/path';
import { copyPair } from '../../yaml/editCopy';
import { readYaml } from '../../yaml/read';
import { toValue } from '../../yaml/value';
import { bindingsOf, ownerLabel, type Owner } from '../owners';
import { sameContent } from '../release/equality';
import { settingsOf } from '../settings';
import { pathOf } from '../values';
import type { Draft } from './draft';
import type { Past, PastPin } from './pastPins';

/** A manifest in a text, now or then. */
interface Placed {
  readonly text: string;
  readonly document: number;
  readonly base: Path;
  readonly value: unknown;
}

/** A manifest of the repository whose overrides go back, and what it was. */
interface Pair {
  readonly file: string;
  readonly now: Placed;
  readonly then: Placed;
  readonly paths: readonly string[];
}

/**
 * Brings back the overrides that an owner had in an environment while it ran a release, as they were written; without being
 * asked to it only says where they have changed. Returns what stands in the way.
 */
export function restoreOverrides(
  draft: Draft,
  past: Past,
  owner: Owner,
  environment: string,
  pin: PastPin,
  asked: boolean,
): PlanMessage | undefined {
  const pairs = [bindingPair(draft, past, owner, environment, pin), settingsPair(draft, past, owner, environment, pin)];
  for (const pair of pairs) {
    const changed = pair?.paths.filter((path) => !sameContent(read(pair.now, path), read(pair.then, path))) ?? [];
    if (!pair || changed.length === 0) continue;
    if (!asked) {
      const keys = changed.map((path) => pathOf(path).at(-1)).join(', ');
      draft.notes.push(
        t`${keys} of ${ownerLabel(owner)} in ${environment} differ from what they were with ${pin.release}; they stay.`,
      );
      continue;
    }
    for (const path of changed) {
      const blocker = copy(draft, pair, path);
      if (blocker) return blocker;
    }
  }
  return undefined;
}

function read({ value }: Placed, path: string): unknown {
  return valueAt(value, pathOf(path));
}

function copy(draft: Draft, { file, now, then }: Pair, path: string): PlanMessage | undefined {
  const yaml = readYaml(then.text);
  const source = yaml.documents[then.document]!;
  const steps = pathOf(path);
  const from = { text: then.text, file: yaml, document: source, path: [...then.base, ...steps] };
  const link = { file, line: 1 };
  const before = draft.textOf(file)!;
  const refusal = draft.edit(file, now.document, (text, target, document) =>
    copyPair(text, target, document, [...now.base, ...steps], from),
  );
  if (refusal) return { code: `edit-${refusal.code}`, message: refusal.message, link };
  if (isOnlyChange(before, draft.textOf(file)!, now, steps, read(then, path))) return undefined;
  const message = t`\`${path}\` cannot be brought back as it was written; change ${file} by hand, or roll back without overrides.`;
  return { code: 'edit-not-exact', message, link };
}

/** Whether a change of text gave one key its value, and left all other content as it was. */
function isOnlyChange(before: string, after: string, place: Placed, steps: Path, value: unknown): boolean {
  const rest = (text: string) =>
    readYaml(text).documents.map(({ root, index }) => {
      const content = toValue(root);
      return index === place.document ? without(content, [...place.base, ...steps]) : content;
    });
  const root = readYaml(after).documents[place.document]?.root;
  return (
    sameContent(valueAt(toValue(root), [...place.base, ...steps]), value) && sameContent(rest(before), rest(after))
  );
}

function without(value: unknown, [step, ...more]: Path): unknown {
  if (Array.isArray(value)) return value.map((item, i) => (i === step ? without(item, more) : (item as unknown)));
  if (typeof value !== 'object' || value === null || step === undefined) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      key !== String(step) ? [[key, item]] : more.length === 0 ? [] : [[key, without(item, more)]],
    ),
  );
}

function bindingPair(draft: Draft, { files }: Past, owner: Owner, environment: string, pin: PastPin): Pair | undefined {
  const { family } = owner;
  const text = files.textOf(pin.binding.object);
  const matches = (facts: ManifestFacts) =>
    facts.kind.kind === family.binding &&
    valueAt(facts.value, pathOf(family.bindingOwner.name)) === owner.name &&
    valueAt(facts.value, pathOf(family.environment)) === environment;
  const then = text === undefined ? undefined : placed(draft, text, matches);
  const [binding] = bindingsOf(draft.context.repository.view, owner, environment);
  // A binding that is planned anew.
  const file =
    binding?.file ??
    draft.files().find(({ before, after }) => before === null && after?.includes(family.binding))?.file;
  const current = file === undefined ? undefined : draft.textOf(file);
  const now = current === undefined ? undefined : placed(draft, current, matches);
  return file !== undefined && now && then ? { file, now, then, paths: family.overrides } : undefined;
}

function settingsPair(
  draft: Draft,
  { files }: Past,
  owner: Owner,
  environment: string,
  pin: PastPin,
): Pair | undefined {
  const { settings } = owner.family;
  const manifest = settingsOf(draft.context.repository.view, owner, environment);
  if (!settings || !manifest) return undefined;
  const matches = (facts: ManifestFacts) =>
    facts.kind.kind === settings.kind &&
    valueAt(facts.value, pathOf(settings.owner)) === owner.name &&
    valueAt(facts.value, pathOf(settings.environment)) === environment;
  const current = draft.textOf(manifest.file);
  const now = current === undefined ? undefined : placed(draft, current, matches);
  const then = settingsThen(draft, files, pin, manifest.file, owner.name, matches);
  return now && then ? { file: manifest.file, now, then, paths: settings.overrides } : undefined;
}

/** At its present path, else wherever it was then. */
function settingsThen(
  draft: Draft,
  files: Past['files'],
  { seenIn }: PastPin,
  file: string,
  name: string,
  matches: (facts: ManifestFacts) => boolean,
): Placed | undefined {
  const [commit] = seenIn;
  if (commit === undefined) return undefined;
  const text = files.textAt(commit, file);
  const here = text === undefined ? undefined : placed(draft, text, matches);
  if (here) return here;
  for (const other of files.filesWith(commit, name).values()) {
    const found = placed(draft, other, matches);
    if (found) return found;
  }
  return undefined;
}

function placed(draft: Draft, text: string, matches: (facts: ManifestFacts) => boolean): Placed | undefined {
  const found = draft.context.repository.factsOfText(text).manifests.find(matches);
  return found && { text, document: found.document, base: found.base, value: found.value };
}
