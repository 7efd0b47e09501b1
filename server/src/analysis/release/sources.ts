import { t } from '../../base/l10n';
import { LineStarts } from '../../base/lineIndex';
import { formatPath, isPrefix, type Path } from '../../base/path';
import { fail, ok, type Result } from '../../base/result';
import { nearest } from '../../base/suggest';
import { API_VERSION, isClusterScoped } from '../../model/kinds';
import type { FileLine } from '../../protocol';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { resolveAlias, spanAt } from '../../yaml/locate';
import type { YamlFile } from '../../yaml/node';
import { readYaml } from '../../yaml/read';
import { asMap, at } from '../values';
import type { ReleaseError, ReleaseWarning } from './releaseError';
import { surprisesIn, type TrapScalar } from './scalars';
import { MANIFEST_SHAPES, type SourceKind } from './shapes';
import { convert, type ShapeFault } from './typedShape';

export type Cut<T> = Result<T, readonly ReleaseError[]>;

/** A manifest that a release is cut from, and what it says once it is typed. */
export interface Source {
  readonly manifest: Manifest;
  readonly spec: Readonly<Record<string, unknown>>;
}

/**
 * The manifests that releases are cut from. Keeps what it has read, so that forty components of one type cost one look
 * at the type.
 */
export class Sources {
  private readonly yaml = new Map<string, YamlFile>();
  private readonly lines = new Map<string, LineStarts>();
  private readonly read = new Map<Manifest, Cut<Source>>();
  private readonly named = new Map<string, ReadonlyMap<string, readonly Manifest[]>>();

  /**
   * @param thorough reads the text of every source again, for values that the platform cannot read or reads otherwise
   *   than they look; else only of those that are known to be doubtful.
   */
  constructor(
    readonly view: RepositoryView,
    private readonly textOf: (file: string) => string | undefined,
    private readonly thorough: boolean,
  ) {}

  /** The manifest that a release is cut from; an error where there is none, or several. */
  find(kind: string, namespace: string | undefined, name: string): Cut<Manifest> {
    return this.only(this.view.all(kind, namespace, name).filter(isSource), {
      none: () => this.whyMissing(kind, namespace, name),
      what: `${kind} "${name}"`,
    });
  }

  /** The only one of several manifests. */
  only(found: readonly Manifest[], say: { readonly none: () => string; readonly what: string }): Cut<Manifest> {
    const [first, second] = found;
    if (!first) return fail([{ code: 'missing-manifest', message: say.none() }]);
    if (!second) return ok(first);
    const files = found.map((manifest) => manifest.file).join(', ');
    const message = t`${say.what} stands in several places (${files}); which one counts cannot be known. Delete all but one.`;
    return fail([{ code: 'ambiguous-manifest', message, manifest: second }]);
  }

  /** What a manifest says once it is typed; errors where it cannot be read, or a field of it has the wrong type. */
  typed(kind: SourceKind, manifest: Manifest): Cut<Source> {
    let known = this.read.get(manifest);
    if (!known) this.read.set(manifest, (known = this.toTyped(kind, manifest)));
    return known;
  }

  private toTyped(kind: SourceKind, manifest: Manifest): Cut<Source> {
    const unreadable = this.whyUnreadable(manifest);
    if (unreadable.length > 0) return fail(unreadable);
    const faults: ShapeFault[] = [];
    const typed = convert(manifest.value, MANIFEST_SHAPES[kind], [], faults);
    if (faults.length === 0) return ok({ manifest, spec: asMap(asMap(typed)['spec']) });
    return fail(
      faults.map(({ code, path, message }) => ({
        code,
        message: t`\`${formatPath(path)}\` of ${kind} "${manifest.name}" ${message}`,
        manifest,
        path,
      })),
    );
  }

  /** Why the platform cannot read a manifest. */
  whyUnreadable(manifest: Manifest): readonly ReleaseError[] {
    if (!this.thorough && !manifest.doubtful) return [];
    const document = this.yamlOf(manifest.file).documents[manifest.document];
    if (!document || document.broken) {
      const message = t`${manifest.file} has a YAML syntax error where ${describe(manifest)} stands; mend it first.`;
      return [{ code: 'broken-manifest', message, manifest }];
    }
    return surprisesIn(resolveAlias(document.root)).unreadable.map(({ path, text }) => ({
      code: 'unreadable-value',
      message: t`The platform's tools cannot read \`${formatPath(path)}: ${text}\` of ${describe(manifest)} and would drop the whole manifest; put it in quotes.`,
      manifest,
      path,
    }));
  }

  /** What is worth knowing of a manifest whose parts at some paths a release takes over. */
  warningsOf(manifest: Manifest, parts: readonly Path[]): readonly ReleaseWarning[] {
    if (!this.thorough) return [];
    const file = this.yamlOf(manifest.file);
    const document = file.documents[manifest.document];
    const warnings: ReleaseWarning[] = [];
    const twice = file.problems.find(
      ({ code, span }) =>
        code === 'duplicate-key' && document && span.start >= document.span.start && span.start < document.span.end,
    );
    if (twice)
      warnings.push({
        code: 'duplicate-key',
        message: t`${manifest.file} says a key of ${describe(manifest)} twice; the last one is taken, as the platform does.`,
        manifest,
      });
    const traps = surprisesIn(resolveAlias(document?.root)).traps.filter(({ path }) =>
      parts.some((part) => isPrefix(part, path)),
    );
    if (traps.length > 0) warnings.push(trapWarning(manifest, traps));
    return warnings;
  }

  /** The manifests of a kind with a key, in all namespaces. */
  everywhere(kind: string, key: (manifest: Manifest) => string, wanted: string): readonly Manifest[] {
    let index = this.named.get(kind);
    if (!index) {
      const made = new Map<string, Manifest[]>();
      for (const manifest of this.view.ofKind(kind)) {
        const list = made.get(key(manifest));
        if (list) list.push(manifest);
        else made.set(key(manifest), [manifest]);
      }
      this.named.set(kind, (index = made));
    }
    return index.get(wanted) ?? [];
  }

  /** Those of other namespaces, which occ may take in place of the component's own (§1.3). */
  elsewhere(kind: string, namespace: string | undefined, name: string): readonly Manifest[] {
    if (isClusterScoped(kind)) return [];
    return this.everywhere(kind, (manifest) => manifest.name, name).filter(
      (manifest) => isSource(manifest) && manifest.inNamespace !== namespace,
    );
  }

  private whyMissing(kind: string, namespace: string | undefined, name: string): string {
    const what = `${kind} "${name}"`;
    const where = isClusterScoped(kind) || namespace === undefined ? '' : t` in namespace ${namespace}`;
    const [unusable] = this.view.all(kind, namespace, name);
    if (unusable) return `${what} ${whyNoSource(unusable)} (${unusable.file}).`;
    const [other] = this.elsewhere(kind, namespace, name);
    if (other)
      return t`There is no ${what}${where}. ${other.file} declares one in namespace ${other.inNamespace}: occ would take it, the platform does not.`;
    if (this.view.hides(kind)) return t`There is no ${what}${where}, or it stands in a file that cannot be read here.`;
    const names = this.view.ofKind(kind).map((manifest) => manifest.name);
    const suggestion = nearest(name, names);
    return t`There is no ${what}${where} in this repository.${suggestion === undefined ? '' : t` Did you mean "${suggestion}"?`}`;
  }

  /** The line of a place in a manifest, or of the nearest place above it that exists; undefined where the text is gone. */
  lineOf(manifest: Manifest, path: Path): FileLine | undefined {
    const { file } = manifest;
    const span = spanAt(this.yamlOf(file).documents[manifest.document]?.root, [...manifest.base, ...path], 'value');
    let lines = this.lines.get(file);
    if (!lines) this.lines.set(file, (lines = new LineStarts(this.textOf(file) ?? '')));
    return span && { file, line: lines.position(span.start).line + 1 };
  }

  private yamlOf(file: string): YamlFile {
    let yaml = this.yaml.get(file);
    if (!yaml) this.yaml.set(file, (yaml = readYaml(this.textOf(file) ?? '')));
    return yaml;
  }
}

/** Whether occ would index a manifest: not as an item of a List, nor under another apiVersion (§1.2, §1.3). */
export function isSource(manifest: Manifest): boolean {
  return manifest.base.length === 0 && at(manifest, 'apiVersion') === API_VERSION;
}

/** Why a manifest is none that releases are cut from, as a phrase. */
export function whyNoSource(manifest: Manifest): string {
  return manifest.base.length > 0
    ? t`stands in a List, whose items occ does not read`
    : t`has another apiVersion than ${API_VERSION}`;
}

function trapWarning(manifest: Manifest, traps: readonly TrapScalar[]): ReleaseWarning {
  const shown = traps
    .slice(0, 3)
    .map(({ path, text, value }) => t`\`${text}\` at ${formatPath(path)} as ${String(value)}`);
  const more = traps.length > 3 ? t`, and ${traps.length - 3} more` : '';
  return {
    code: 'yaml-trap',
    message: t`${describe(manifest)} is frozen as the platform reads it, not as it looks: ${shown.join(', ')}${more}. Put what is meant as text in quotes.`,
    manifest,
    path: traps[0]!.path,
  };
}

function describe(manifest: Manifest): string {
  return `${manifest.kind.kind} "${manifest.name}"`;
}
