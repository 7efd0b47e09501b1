import { API_VERSION } from '../../model/kinds';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { emitYaml } from '../../yaml/emit';
import { bindingsOf, manifestOfOwner, type Owner } from '../owners';

/** The text of a new pin, as occ writes it: the fields that it needs and no others, keys sorted. */
export function textOfPin(view: RepositoryView, owner: Owner, environment: string, release: string): string {
  const { family } = owner;
  const value: Record<string, unknown> = { apiVersion: API_VERSION, kind: family.binding };
  const labels =
    family.family === 'proposal'
      ? { labels: { 'openchoreo.dev/component': owner.name, 'openchoreo.dev/environment': environment } }
      : {};
  value['metadata'] = {
    name: `${owner.name}-${environment}`,
    ...(writesNamespace(view, owner) && { namespace: owner.namespace }),
    ...labels,
  };
  setAt(value, family.bindingOwner.name, owner.name);
  if (family.bindingOwner.project && owner.project !== null) setAt(value, family.bindingOwner.project, owner.project);
  setAt(value, family.environment, environment);
  setAt(value, family.pin, release);
  return emitYaml(value);
}

/** Whether manifests here say their namespace, or leave that to the GitOps tool: a new pin does as its owner does. */
function writesNamespace(view: RepositoryView, owner: Owner): boolean {
  const example: Manifest | undefined = bindingsOf(view, owner)[0] ?? manifestOfOwner(view, owner);
  return example ? example.namespace !== undefined : owner.namespace !== undefined;
}

function setAt(value: Record<string, unknown>, path: string, leaf: string): void {
  const steps = path.split('.');
  let current = value;
  for (const step of steps.slice(0, -1)) current = (current[step] ??= {}) as Record<string, unknown>;
  current[steps.at(-1)!] = leaf;
}
