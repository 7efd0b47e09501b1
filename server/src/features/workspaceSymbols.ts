import { phrase, say, type Phrase } from '../base/l10n';
import type { Span } from '../base/span';
import type { Declaration } from '../model/manifest';
import { familyOfRelease, RELEASE_FAMILIES } from '../model/releaseFamilies';
import type { DeclarationCategory } from '../model/references';
import type { Manifest } from '../repository/manifest';
import type { Repository } from '../repository/repository';

/** A name somewhere in the repository. */
export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: 'manifest' | DeclarationCategory;
  /** What it is and whose: `Component · default · shop`. */
  readonly container: string;
  readonly file: string;
  readonly span: Span;
}

interface Candidate {
  /** A whole number from 0 to `BEST`. */
  readonly score: number;
  readonly manifest: Manifest;
  readonly declaration?: Declaration;
}

/** More than this nobody reads; whoever wants another types one more letter. */
const MOST = 200;

/**
 * Manifests, and names declared inside them, that fit a query, the best first. The first word is looked for in the name,
 * letters in their order at least; further words in what the symbol is: `cart rel` finds the releases of cart. What releases
 * froze is left out: it is a copy.
 */
export function workspaceSymbols({ view }: Repository, query: string): readonly WorkspaceSymbol[] {
  const [word = '', ...more] = query
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== '');
  const found: Candidate[] = [];
  const consider = (manifest: Manifest, declaration?: Declaration) => {
    const fit = scoreOf((declaration ?? manifest).name, word);
    if (fit <= 0 || (more.length > 0 && !holds(containerOf(manifest, declaration), more))) return;
    const score = Math.max(0, fit - (isMade(manifest) ? MADE : 0));
    found.push(declaration ? { score, manifest, declaration } : { score, manifest });
  };
  for (const manifest of view.manifests()) {
    consider(manifest);
    if (!familyOfRelease(manifest.kind.kind))
      for (const declaration of manifest.declarations) consider(manifest, declaration);
  }
  return best(found).map(({ manifest, declaration }) => ({
    name: (declaration ?? manifest).name,
    kind: declaration?.category ?? 'manifest',
    container: containerOf(manifest, declaration),
    file: manifest.file,
    span: declaration?.span ?? manifest.nameSpan,
  }));
}

/** The best of all candidates, in order. Only those that may be among them are sorted: one letter fits thousands. */
function best(found: readonly Candidate[]): readonly Candidate[] {
  const counts = new Uint32Array(BEST + 1);
  for (const { score } of found) counts[score]!++;
  let least = BEST;
  for (let sum = counts[least]!; sum < MOST && least > 0;) sum += counts[--least]!;
  return found
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score || compareCandidates(a, b))
    .slice(0, MOST);
}

/** Releases and bindings are many and made by commands: what people write comes first where names fit equally well. */
const MADE = 60;

const MADE_KINDS: ReadonlySet<string> = new Set(RELEASE_FAMILIES.flatMap(({ release, binding }) => [release, binding]));

function isMade({ kind: { kind } }: Manifest): boolean {
  return MADE_KINDS.has(kind);
}

/** The score of the best fit. */
const BEST = 1000;

/** How well a name fits a word in small letters; 0 where it does not. Shorter names fit better. */
function scoreOf(name: string, word: string): number {
  if (word === '') return 100;
  const lower = name.toLowerCase();
  const at = lower.indexOf(word);
  const length = Math.min(name.length, 50);
  if (at === 0) return (lower.length === word.length ? BEST : 800) - length;
  if (at > 0) return (/[a-z0-9]/.test(lower[at - 1]!) ? 400 : 600) - length;
  let from = 0;
  for (const letter of word) {
    const next = lower.indexOf(letter, from);
    if (next < 0) return 0;
    from = next + letter.length;
  }
  return 200 - Math.min(from - word.length, 50) - length;
}

function holds(container: string, words: readonly string[]): boolean {
  const lower = container.toLowerCase();
  return words.every((word) => lower.includes(word));
}

function containerOf(manifest: Manifest, declaration: Declaration | undefined): string {
  const { kind, inNamespace, name } = manifest;
  const parts = declaration ? [say(CATEGORIES[declaration.category]), `${kind.kind} ${name}`] : [kind.kind];
  return [...parts, ...(inNamespace === undefined ? [] : [inNamespace])].join(' · ');
}

const CATEGORIES: Readonly<Record<DeclarationCategory, Phrase>> = {
  endpoint: phrase`Endpoint`,
  'trait-instance': phrase`Trait instance`,
  'addon-instance': phrase`Addon instance`,
  output: phrase`Output`,
  'secret-key': phrase`Secret key`,
  variable: phrase`Variable`,
  'mounted-file': phrase`File`,
  'held-trait': phrase`Trait`,
};

function compareCandidates(a: Candidate, b: Candidate): number {
  const [left, right] = [(a.declaration ?? a.manifest).name, (b.declaration ?? b.manifest).name];
  if (left !== right) return left < right ? -1 : 1;
  return a.manifest.file < b.manifest.file ? -1 : a.manifest.file > b.manifest.file ? 1 : 0;
}
