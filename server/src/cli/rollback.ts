import { planRollback } from '../analysis/promotion/planRollback';
import { pastFiles } from '../node/pastFiles';
import type { RollbackRequest } from '../protocol';
import { openRepository } from './open';
import { familyOption, selector } from './owner';
import { pinHistoryOf } from './pinHistory';
import { deliverPlan, PLAN_OPTIONS } from './plan';
import { planContext } from './planContext';
import { parse, UsageError, type Verb } from './verb';

export const rollback: Verb = {
  summary: 'plan to pin a release again that an environment ran before; --write changes the files',
  help: `usage: openchoreo-gitops rollback [DIR] --owner PROJECT/NAME --environment ENV [options]

Prints the change as a diff, then the commit message. What a pin had before is read from Git. Never commits.

  --owner PROJECT/NAME  what to roll back. /NAME without a project, PROJECT with --family project
  --environment ENV     where
  --to RELEASE          the release to go back to (default: the one that was pinned before the present one)
  --commit COMMIT       the commit that pinned it, where it was pinned several times
  --overrides           also bring back the overrides that the binding had then
  --restore             bring the release's file back from Git where it was deleted
  --family NAME         component, project, resource or proposal
  --namespace NS        the owner's namespace
  --write               write the files
  --format FORMAT       text (default) or json
`,
  async run(args) {
    const { values, folder } = parse(args, {
      owner: { type: 'string' },
      environment: { type: 'string' },
      to: { type: 'string' },
      commit: { type: 'string' },
      overrides: { type: 'boolean', default: false },
      restore: { type: 'boolean', default: false },
      family: { type: 'string' },
      namespace: { type: 'string' },
      ...PLAN_OPTIONS,
    });
    const { owner, environment, namespace } = values;
    if (owner === undefined || environment === undefined)
      throw new UsageError('say what to roll back and where: --owner PROJECT/NAME --environment ENV');
    const request: RollbackRequest = {
      kind: 'rollback',
      delivery: 'edit',
      owner: { ...selector(owner, familyOption(values.family)), ...(namespace !== undefined && { namespace }) },
      environment,
      ...(values.to !== undefined && { to: values.to }),
      ...(values.commit !== undefined && { commit: values.commit }),
      overrides: values.overrides,
      restore: values.restore,
    };
    const open = openRepository(folder);
    const [context, history] = await Promise.all([planContext(open), pinHistoryOf(open)]);
    const past = history
      ? { history, files: pastFiles(open.root) }
      : { unavailable: 'Earlier releases are known from Git only, and this folder has no Git history.' };
    return deliverPlan(open, planRollback({ ...context, past }, request), values);
  },
};
