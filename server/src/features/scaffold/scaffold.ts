import { say } from '../../base/l10n';
import type { Path } from '../../base/path';
import { kindOf } from '../../model/kinds';
import type { PlatformVersion } from '../../analysis/platformVersion';
import { platformVersion } from '../../analysis/platformVersion';
import { skeletonHints } from '../completion/referenceOffers';
import { manifestOf, scopeOfManifest, type LanguageServices, type Scope } from '../completion/scope';
import { fieldsSkeleton, type SkeletonStyle } from '../completion/skeleton';
import { platformKeysFor } from '../platformKeys';
import { inferManifest, type Inference } from './infer';
import { SCAFFOLD_TEMPLATES, type ScaffoldTemplate } from './templates';

/** A whole new manifest. */
export interface Scaffold {
  readonly kind: string;
  readonly detail: string;
  /** The name that the path suggests. */
  readonly name: string | undefined;
  /** A snippet from the first column on. */
  readonly text: string;
}

/** New manifests for a file, those that the path speaks for first, filled in with what it says. */
export function scaffoldsFor(services: LanguageServices, file: string): readonly Scaffold[] {
  return templatesOf(platformVersion(services.view))
    .map((template) => ({ template, inference: inferManifest(services.view, file, template.kind) }))
    .sort((a, b) => b.inference.likeness - a.inference.likeness)
    .flatMap(({ template, inference }) => scaffold(services, file, template, inference) ?? []);
}

/**
 * A new manifest of one kind, for values that are known by dotted path; undefined for a kind that nobody writes by hand.
 *
 * @param without dotted paths of fields that are not written, although a new manifest by hand would begin with them
 */
export function scaffoldOf(
  services: LanguageServices,
  file: string,
  kind: string,
  known: ReadonlyMap<string, string>,
  without: readonly string[] = [],
): Scaffold | undefined {
  const template = templatesOf(platformVersion(services.view)).find((candidate) => candidate.kind === kind);
  if (!template) return undefined;
  const { values, saysNamespace, likeness } = inferManifest(services.view, file, kind);
  const also = template.also?.filter((field) => !without.includes(field)) ?? [];
  const isElsewhere = (known.get('metadata.namespace') ?? '') !== services.view.config.defaultNamespace;
  return scaffold(
    services,
    file,
    { ...template, also },
    {
      values: new Map([...values, ...known]),
      saysNamespace: saysNamespace || (known.has('metadata.namespace') && isElsewhere),
      likeness,
    },
  );
}

/** The templates of the kinds that a platform version has. */
export function templatesOf(version: PlatformVersion): readonly ScaffoldTemplate[] {
  const era = version === 'proposal' ? 'proposal' : 'current';
  return SCAFFOLD_TEMPLATES.filter((template) => {
    const kind = kindOf(template.kind);
    const fits = (template.era ?? era) === era && kind?.eras.includes(era);
    return fits === true && (era === 'proposal' || (kind?.since ?? '1.0') <= version);
  });
}

function scaffold(
  services: LanguageServices,
  file: string,
  template: ScaffoldTemplate,
  { values, saysNamespace }: Inference,
): Scaffold | undefined {
  const kind = kindOf(template.kind);
  if (!kind) return undefined;
  const scope = scopeOfManifest(services, manifestOf(services.view, file, kind, valueOf(values)));
  if (!scope.source) return undefined;
  const hints = skeletonHints(scope);
  const withNamespace = kind.scope === 'namespaced' && saysNamespace;
  const labels = requiredLabels(scope, values);
  const also = [
    ...(labels.size > 0 ? ['metadata.labels'] : []),
    ...(template.also ?? []),
    ...(withNamespace ? ['metadata.namespace'] : []),
  ];
  const style: SkeletonStyle = {
    scope,
    indentation: { unit: 2, list: 2 },
    valuesFor: (path, info) => {
      const field = path.join('.');
      const fixed = template.values?.[field];
      if (fixed !== undefined) return [fixed];
      const known = values.get(field) ?? labels.get(String(path.at(-1)));
      const others = hints.valuesFor(path, info);
      return known === undefined ? others : [known, ...others.filter((name) => name !== known)];
    },
    keysFor: hints.keysFor,
    alsoFor: (path) => [
      ...new Set([
        ...alsoAt(also, path),
        ...hints.alsoFor(path),
        ...(path.join('.') === 'metadata.labels' ? labels.keys() : []),
      ]),
    ],
    textFor: (path) => (path.length === 1 && path[0] === 'spec' ? template.spec : undefined),
  };
  const text = fieldsSkeleton(style, [], ['apiVersion', 'kind', 'metadata', 'spec'], { column: 0, flow: false });
  return { kind: template.kind, detail: say(template.detail), name: values.get('metadata.name'), text: `${text}\n` };
}

/** Fields that a label repeats, by the kind that both name. */
const REPEATED: Readonly<Record<string, readonly string[]>> = {
  Component: ['spec.component', 'spec.owner.componentName'],
  Environment: ['spec.environment'],
};

/** The labels without which a manifest does not work, with what is known of their values. */
function requiredLabels(
  { services, manifest, version }: Scope,
  values: ReadonlyMap<string, string>,
): ReadonlyMap<string, string | undefined> {
  const required = platformKeysFor(services.platformKeys, 'labels', manifest.kind.kind, version).filter(
    (entry) => entry.required,
  );
  return new Map(
    required.map(({ key, refersTo }) => [
      key,
      (REPEATED[refersTo ?? ''] ?? []).map((field) => values.get(field)).find((value) => value !== undefined),
    ]),
  );
}

/** The keys right below a path that lead to one of the fields. */
function alsoAt(fields: readonly string[], path: Path): readonly string[] {
  return fields.flatMap((field) => {
    const steps = field.split('.');
    return steps.length > path.length && path.every((step, i) => String(step) === steps[i])
      ? [steps[path.length]!]
      : [];
  });
}

/** Dotted values as a manifest. */
function valueOf(values: ReadonlyMap<string, string>): unknown {
  const manifest: Record<string, unknown> = {};
  for (const [field, value] of values) {
    const steps = field.split('.');
    let map = manifest;
    for (const step of steps.slice(0, -1)) map = (map[step] ??= {}) as Record<string, unknown>;
    map[steps.at(-1)!] = value;
  }
  return manifest;
}
