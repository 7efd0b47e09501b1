import { t } from '../base/l10n';
import { valueAt, type Path } from '../base/path';
import { nearest } from '../base/suggest';
import { placeKey, type Directive } from '../model/directives';
import type { FileFacts } from '../model/manifest';
import type { RepositoryConfig } from '../repository/config';
import type { Manifest } from '../repository/manifest';
import { atSpan, type Place, type Problem } from './problem';
import type { CodeRule } from './rule';

/** Whether a comment in its file silences a problem. `manifests`: those of the file. */
export function isSilenced(facts: FileFacts | undefined, manifests: readonly Manifest[], problem: Problem): boolean {
  return (facts?.directives ?? []).some((directive) => {
    const { codes, next } = directive;
    if (codes.length > 0 && !codes.some(({ code }) => code === problem.code)) return false;
    return next === undefined || isInLine(next, facts, manifests, problem.place);
  });
}

function isInLine(
  { line, places }: NonNullable<Directive['next']>,
  facts: FileFacts | undefined,
  manifests: readonly Manifest[],
  place: Place,
): boolean {
  if (place.kind === 'span') return facts?.lines?.position(place.span.start).line === line;
  // A key such as `on` stands in the file by its characters, and in the manifest's value by what the platform makes of it.
  return [place, shownAt(manifests, place)].some(({ document, path, on }) => places.has(placeKey(document, path, on)));
}

/** A place that is not there is shown at the key of the nearest map above that is (yaml/locate.ts `spanAt`). */
function shownAt(manifests: readonly Manifest[], place: Place & { kind: 'path' }): Place & { kind: 'path' } {
  const manifest = manifests.find(
    ({ document, base }) => document === place.document && base.every((step, i) => step === place.path[i]),
  );
  if (!manifest) return place;
  let below: Path = place.path.slice(manifest.base.length);
  const isThere = (path: Path) => path.length === 0 || valueAt(manifest.value, path) !== undefined;
  if (isThere(below)) return place;
  while (!isThere(below)) below = below.slice(0, -1);
  return { ...place, path: [...manifest.base, ...below], on: 'key' };
}

/** The codes in a file's comments, or in the configuration, that no rule has. */
export function* unknownCodes(
  rule: CodeRule,
  known: ReadonlySet<string>,
  file: string,
  source: FileFacts | RepositoryConfig | undefined,
): IterableIterator<Problem> {
  const named: readonly { readonly code: string; readonly place: Place }[] =
    source === undefined
      ? []
      : 'rules' in source
        ? Object.keys(source.rules).map((code) => ({ code, place: configPlace(code) }))
        : (source.directives ?? []).flatMap(({ codes }) =>
            codes.map(({ code, span }) => ({ code, place: atSpan(span) })),
          );
  for (const { code, place } of named) {
    if (known.has(code)) continue;
    const suggestion = nearest(code, known);
    yield {
      code: rule.code,
      category: rule.category,
      severity: rule.severity,
      message: t`No rule has the code "${code}"${suggestion ? t`; did you mean "${suggestion}"?` : '.'}`,
      file,
      place,
      related: [],
      ...(suggestion && { data: { replacement: suggestion } }),
    };
  }
}

function configPlace(code: string): Place {
  return { kind: 'path', document: 0, path: ['rules', code], on: 'key' };
}
