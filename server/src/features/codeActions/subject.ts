import type { Problem } from '../../analysis/problem';
import { isPrefix, type Path } from '../../base/path';
import type { Manifest } from '../../repository/manifest';
import { pathAt } from '../../yaml/locate';
import type { FixContext } from './fix';

/** Where a problem is, as edits need it: a document of its file, and the path of a key or value in that. */
export interface ProblemPlace {
  readonly document: number;
  readonly path: Path;
  readonly on: 'key' | 'value';
}

/** The place of a problem in its document, told from its characters where the problem does not say. */
export function locateProblem(context: FixContext, { file, place }: Problem): ProblemPlace {
  if (place.kind === 'path') return place;
  const { documents } = context.yamlOf(file);
  const { start } = place.span;
  const document = documents.find(({ span }) => start >= span.start && start < span.end) ?? documents.at(-1);
  const found = pathAt(document?.root, start);
  return { document: document?.index ?? 0, path: found?.path ?? [], on: found?.on ?? 'value' };
}

/** The manifest that a problem is in. */
export function manifestOf(context: FixContext, problem: Problem): Manifest | undefined {
  const { document, path } = locateProblem(context, problem);
  return context.repository.files
    .manifestsOf(problem.file)
    .find((manifest) => manifest.document === document && isPrefix(manifest.base, path));
}

/** A path in a document as one in its manifest. */
export function inManifest(manifest: Manifest, path: Path): Path {
  return path.slice(manifest.base.length);
}
