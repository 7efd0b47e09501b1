import type { Path } from '../base/path';
import { matchesPath, pathPattern } from './pathPattern';

/** Where a manifest holds a whole copy of another, with its head: the proposal's releases. Source: domain/evolution.md §3. */
export interface EmbeddedManifest {
  readonly in: string;
  /** Path pattern, see pathPattern.ts. */
  readonly at: string;
  readonly kind: string;
}

export const EMBEDDED: readonly EmbeddedManifest[] = [
  { in: 'Release', at: 'spec.component.content', kind: 'Component' },
  { in: 'Release', at: 'spec.componentTypeDefinition.content', kind: 'ComponentTypeDefinition' },
  { in: 'Release', at: 'spec.addons[].content', kind: 'Addon' },
  { in: 'Release', at: 'spec.workload', kind: 'Workload' },
];

/** The copy inside which a path of a manifest leads: its own path, and of which kind it is. */
export function embeddedAt(kind: string, path: Path): { readonly base: Path; readonly kind: string } | undefined {
  for (const copy of EMBEDDED) {
    const pattern = pathPattern(copy.at);
    const base = path.slice(0, pattern.steps.length);
    if (copy.in === kind && path.length > base.length && matchesPath(pattern, base)) return { base, kind: copy.kind };
  }
  return undefined;
}
