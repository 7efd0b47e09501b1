import { t } from '../../base/l10n';
import { fail, ok, type Result } from '../../base/result';
import type { PlanMessage } from '../../protocol';
import type { Manifest } from '../../repository/manifest';
import { bindingsOf, ownerLabel, type Owner } from '../owners';
import type { Draft } from './draft';

/** The binding of an owner to an environment, undefined where there is none. Of several nobody can say which counts. */
export function onlyBinding(
  draft: Draft,
  owner: Owner,
  environment: string,
): Result<Manifest | undefined, PlanMessage> {
  const bindings = bindingsOf(draft.context.repository.view, owner, environment);
  if (bindings.length < 2) return ok(bindings[0]);
  const files = bindings.map((one) => one.file).join(', ');
  const message = t`${ownerLabel(owner)} has ${bindings.length} bindings for ${environment} (${files}); delete all but one.`;
  return fail({ code: 'ambiguous-pin', message, link: draft.lineOf(bindings[1]!) });
}
