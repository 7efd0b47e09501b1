import { valueAt, type Path } from '../base/path';
import type { Manifest } from '../repository/manifest';
import { asList, asText } from './values';

/** A Kubernetes manifest that a type, trait or workflow renders, or the copy of one in a release. */
export interface Template {
  readonly path: Path;
  readonly value: unknown;
  /** What the platform demands of the namespace in it. */
  readonly namespace: 'own-or-none' | 'own';
}

/** Lists of items with a `template`, and single templates, by kind. Source: domain/rules.md §2; ResourceTypes are not checked. */
const PLACES: Readonly<Record<string, readonly { readonly at: Path; readonly namespace: Template['namespace'] }[]>> = {
  ComponentType: [{ at: ['spec', 'resources', '*', 'template'], namespace: 'own-or-none' }],
  ClusterComponentType: [{ at: ['spec', 'resources', '*', 'template'], namespace: 'own-or-none' }],
  Trait: [{ at: ['spec', 'creates', '*', 'template'], namespace: 'own-or-none' }],
  ClusterTrait: [{ at: ['spec', 'creates', '*', 'template'], namespace: 'own-or-none' }],
  ComponentRelease: [
    { at: ['spec', 'componentType', 'spec', 'resources', '*', 'template'], namespace: 'own-or-none' },
    { at: ['spec', 'traits', '*', 'spec', 'creates', '*', 'template'], namespace: 'own-or-none' },
  ],
  Workflow: [
    { at: ['spec', 'runTemplate'], namespace: 'own' },
    { at: ['spec', 'resources', '*', 'template'], namespace: 'own' },
  ],
  ClusterWorkflow: [
    { at: ['spec', 'runTemplate'], namespace: 'own' },
    { at: ['spec', 'resources', '*', 'template'], namespace: 'own' },
  ],
};

/** The kinds whose templates a webhook looks at. */
export const KINDS_WITH_TEMPLATES: readonly string[] = Object.keys(PLACES);

/** The templates of a manifest, in document order. What is no map is left to the schema. */
export function templatesOf(manifest: Manifest): readonly Template[] {
  return (PLACES[manifest.kind.kind] ?? []).flatMap(({ at, namespace }) =>
    expand(manifest.value, at).flatMap((path) => {
      const value = valueAt(manifest.value, path);
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? [{ path, value, namespace }] : [];
    }),
  );
}

/** The paths that a path with `*` for every item of a list means. */
export function expand(value: unknown, pattern: Path): readonly Path[] {
  const star = pattern.indexOf('*');
  if (star < 0) return [pattern];
  const before = pattern.slice(0, star);
  return asList(valueAt(value, before)).flatMap((_, i) => expand(value, [...before, i, ...pattern.slice(star + 1)]));
}

/** Kinds that run containers, as the platform writes workload types. */
export const WORKLOAD_KINDS: readonly string[] = ['deployment', 'statefulset', 'daemonset', 'cronjob', 'job'];

/** The kind of a template as a workload type: in lower case, as the platform compares it. */
export function workloadKind(template: Template): string | undefined {
  const kind = asText(valueAt(template.value, ['kind']))?.toLowerCase();
  return kind !== undefined && WORKLOAD_KINDS.includes(kind) ? kind : undefined;
}
