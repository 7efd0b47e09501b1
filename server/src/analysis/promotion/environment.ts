import { t } from '../../base/l10n';
import { nearest } from '../../base/suggest';
import type { PlanMessage } from '../../protocol';
import { isExternal } from '../../repository/external';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { ownerLabel, type Owner } from '../owners';
import { readPipeline, type Pipeline } from '../pipelines';
import { textAt } from '../values';
import type { Draft } from './draft';

/**
 * An environment outside an owner's pipeline: a misspelt one stands in the way, any other is warned about.
 */
export function checkEnvironment(
  draft: Draft,
  owner: Owner,
  environment: string,
  pipeline: Pipeline | undefined,
): PlanMessage | undefined {
  if (pipeline?.environments.includes(environment)) return undefined;
  const unknown = unknownEnvironment(draft.context.repository.view, owner, environment);
  if (unknown) return unknown;
  if (pipeline)
    draft.warn({
      code: 'not-in-pipeline',
      message: t`${environment} is not in pipeline "${pipeline.manifest.name}" of ${ownerLabel(owner)}.`,
    });
  return undefined;
}

/** The same for many owners at once, of whom some may have another pipeline: misspelt only where it is for all of them. */
export function unknownToAll(
  view: RepositoryView,
  owners: readonly Owner[],
  environment: string,
): PlanMessage | undefined {
  const found = owners.map((owner) => unknownEnvironment(view, owner, environment));
  return found.includes(undefined) ? undefined : found[0];
}

/** An environment that neither an Environment nor, where there are none, a pipeline or binding knows is a misspelt one. */
function unknownEnvironment(view: RepositoryView, owner: Owner, environment: string): PlanMessage | undefined {
  const here = (manifest: Manifest) => manifest.inNamespace === owner.namespace;
  const declared = view
    .ofKind('Environment')
    .filter(here)
    .map((manifest) => manifest.name);
  const inPipelines = view
    .ofKind('DeploymentPipeline')
    .filter(here)
    .flatMap((manifest) => readPipeline(manifest).environments);
  const known = declared.length > 0 ? declared : [...inPipelines, ...boundEnvironments(view, owner)];
  if (known.length === 0 || known.includes(environment) || view.hides('Environment')) return undefined;
  if (isExternal(view.config.external, 'Environment', owner.namespace, environment)) return undefined;
  const suggestion = nearest(environment, [...inPipelines, ...known]);
  const hint = suggestion ? t`did you mean "${suggestion}"?` : t`there are ${[...new Set(known)].join(', ')}.`;
  return { code: 'unknown-environment', message: t`No environment "${environment}"; ${hint}` };
}

function boundEnvironments(view: RepositoryView, owner: Owner): string[] {
  return view
    .ofKind(owner.family.binding)
    .filter((binding) => binding.inNamespace === owner.namespace)
    .flatMap((binding) => textAt(binding, owner.family.environment) ?? []);
}
