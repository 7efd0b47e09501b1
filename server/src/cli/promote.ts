import { planPromotion } from '../analysis/promotion/planPromotion';
import { RELEASE_FAMILIES } from '../model/releaseFamilies';
import type { PromoteRequest } from '../protocol';
import { openRepository } from './open';
import { familyName, familyOption, OWNER_OPTIONS, ownersOf } from './owner';
import { deliverPlan, PLAN_OPTIONS } from './plan';
import { planContext } from './planContext';
import { parse, UsageError, type Verb } from './verb';

export const promote: Verb = {
  summary: 'plan a promotion and show it as a diff; --write changes the files',
  help: `usage: openchoreo-gitops promote [DIR] (--owner PROJECT/NAME … | --project P | --all) [options]

Prints the change as a diff, then the commit message. Never commits.

  --owner PROJECT/NAME  what to promote; repeatable. /NAME without a project, PROJECT with --family project
  --project P           all components of a project
  --all                 all components
  --to ENV              the environment to promote to (default: the first that lags behind)
  --from ENV            take the release that this environment runs (default: the source in the pipeline)
  --release NAME        pin this release
  --family NAME         ${RELEASE_FAMILIES.map((family) => family.family).join(', ')}
  --families LIST       with --project or --all: which families, in the order in which the platform needs them, such as
                        project,resource,component (default: components); with --owner: also its project, and the
                        resources that it depends on
  --namespace NS        only owners of this namespace
  --write               write the files
  --format FORMAT       text (default) or json
`,
  async run(args) {
    const { values, folder } = parse(args, {
      ...OWNER_OPTIONS,
      to: { type: 'string' },
      from: { type: 'string' },
      release: { type: 'string' },
      family: { type: 'string' },
      families: { type: 'string' },
      ...PLAN_OPTIONS,
    });
    const family = familyOption(values.family);
    const families = values.families?.split(',').map((name) => familyName('families', name.trim()));
    if (family !== undefined && families) throw new UsageError('--family or --families, not both');
    const request: PromoteRequest = {
      kind: 'promote',
      delivery: 'edit',
      ...ownersOf(values, 'promote', family),
      ...(values.to !== undefined && { to: values.to }),
      ...(values.from !== undefined && { from: values.from }),
      ...(values.release !== undefined && { release: values.release }),
      ...(family !== undefined && { family }),
      ...(families && { families }),
    };
    const open = openRepository(folder);
    return deliverPlan(open, planPromotion(await planContext(open), request), values);
  },
};
