import type { Schemas } from '../../analysis/schema/schemas';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { fixedSentence } from '../fieldText';
import type { Collected } from './collect';

/**
 * The manifests that keep their names although a field of theirs changes that the platform never lets change: the
 * components of a project, for instance. On a cluster they have to go before they can come back.
 */
export function refusedChanges(
  view: RepositoryView,
  schemas: Schemas,
  { changes, renamed }: Collected,
): readonly Manifest[] {
  const replaced = new Set(renamed.map(({ manifest }) => manifest));
  const refused = changes.filter(({ manifest, path }) => {
    if (replaced.has(manifest)) return false;
    const schema = schemas.sourceOf(view, manifest.kind.kind)?.schema;
    return schema !== undefined && fixedSentence(schema, path) !== undefined;
  });
  return [...new Set(refused.map(({ manifest }) => manifest))];
}
