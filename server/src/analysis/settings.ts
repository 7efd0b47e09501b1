import type { Manifest } from '../repository/manifest';
import type { RepositoryView } from '../repository/view';
import type { Owner } from './owners';
import { textAt } from './values';

/** The manifest beside the binding that holds an owner's overrides in an environment, in families that have such. */
export function settingsOf(view: RepositoryView, owner: Owner, environment: string): Manifest | undefined {
  const { settings } = owner.family;
  if (!settings) return undefined;
  const own = view.ownedBy(settings.kind, owner.namespace, owner.name);
  return own.find((manifest) => textAt(manifest, settings.environment) === environment);
}
