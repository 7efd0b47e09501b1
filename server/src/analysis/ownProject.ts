import type { Manifest } from '../repository/manifest';
import type { RepositoryView } from '../repository/view';
import { textAt } from './values';

/** What belongs to an owner, by the owner's kind. */
const BELONGINGS: Readonly<Record<string, readonly string[]>> = {
  Component: ['Workload', 'ComponentRelease', 'ReleaseBinding'],
  Resource: ['ResourceRelease', 'ResourceReleaseBinding'],
};

/** The project of a component or resource. */
export interface OwnProject {
  readonly project: string;
  /** The project that it says itself, where everything that belongs to it agrees on another: then it is the one that errs. */
  readonly outvoted?: string;
  /** What belongs to it and says so. */
  readonly witnesses: readonly Manifest[];
}

/**
 * The project that a component or resource belongs to: what it says, unless two or more manifests that belong to it all say one
 * other project. One wrong line is then one problem, not one for each of them and for everybody who refers to them.
 */
export function ownProjectOf(view: RepositoryView, owner: Manifest): OwnProject | undefined {
  const written = textAt(owner, 'spec.owner.projectName');
  if (written === undefined) return undefined;
  const kinds = BELONGINGS[owner.kind.kind] ?? [];
  const witnesses = kinds.flatMap((kind) =>
    view
      .ownedBy(kind, owner.inNamespace, owner.name)
      .filter((manifest) => textAt(manifest, 'spec.owner.projectName') !== undefined),
  );
  const projects = new Set(witnesses.map((manifest) => textAt(manifest, 'spec.owner.projectName')!));
  const [other] = projects;
  const isOutvoted = witnesses.length > 1 && projects.size === 1 && other !== undefined && other !== written;
  return isOutvoted ? { project: other, outvoted: written, witnesses } : { project: written, witnesses };
}
