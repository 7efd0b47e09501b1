import type { Path } from '../base/path';
import type { Manifest } from '../repository/manifest';
import type { RepositoryView } from '../repository/view';
import { resolve } from './resolve';
import { at, asText, nameIn } from './values';

/** How a component names its type: `deployment/web`. */
export interface TypeName {
  readonly text: string;
  /** Undefined where nothing stands before a slash. */
  readonly workloadType: string | undefined;
  readonly path: Path;
}

/** Today's object with a name, or the text of the proposal. */
export function typeNameOf(component: Manifest): TypeName | undefined {
  const written = at(component, 'spec.componentType');
  const text = nameIn(written);
  if (text === undefined) return undefined;
  const path = ['spec', 'componentType', ...(asText(written) === undefined ? ['name'] : [])];
  const slash = text.indexOf('/');
  return { text, workloadType: slash > 0 ? text.slice(0, slash) : undefined, path };
}

/** The type of a component, where the repository declares it. */
export function typeOfComponent(view: RepositoryView, component: Manifest): Manifest | undefined {
  const reference = component.references.find((candidate) => candidate.path[1] === 'componentType');
  const found = reference && resolve(view, component, reference);
  return found?.kind === 'found' ? found.manifest : undefined;
}

/** The kind that a trait without one has, in a type's lists: the server's default in one kind, the only choice in the other. */
export function traitKindIn(type: Manifest): string {
  return type.kind.scope === 'cluster' ? 'ClusterTrait' : 'Trait';
}
