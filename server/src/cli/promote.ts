import { planPromotion } from '../analysis/promotion/planPromotion';
import { needsHistory } from '../analysis/pins';
import { familyNamed, RELEASE_FAMILIES } from '../model/releaseFamilies';
import { loadGitFacts } from '../node/gitFacts';
import type { OwnerSelector, Plan, PromoteRequest } from '../protocol';
import type { GitFacts } from '../repository/ports';
import { openRepository, type OpenRepository } from './open';
import { deliverPlan, PLAN_OPTIONS } from './plan';
import { oneOf, parse, UsageError, type Verb } from './verb';

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
  --namespace NS        only owners of this namespace
  --write               write the files
  --format FORMAT       text (default) or json
`,
  async run(args) {
    const { values, folder } = parse(args, {
      owner: { type: 'string', multiple: true },
      project: { type: 'string' },
      all: { type: 'boolean' },
      to: { type: 'string' },
      from: { type: 'string' },
      release: { type: 'string' },
      family: { type: 'string' },
      namespace: { type: 'string' },
      ...PLAN_OPTIONS,
    });
    const chosen = [values.owner, values.project, values.all].filter((value) => value !== undefined).length;
    if (chosen !== 1)
      throw new UsageError('say what to promote: --owner PROJECT/NAME, --project P, or --all, and only one of them');
    if (values.family !== undefined)
      oneOf(
        'family',
        values.family,
        RELEASE_FAMILIES.map((family) => family.family),
      );
    const request: PromoteRequest = {
      kind: 'promote',
      delivery: 'edit',
      ...(values.owner && { owners: values.owner.map((text) => selector(text, values.family)) }),
      ...(values.project !== undefined && { project: values.project }),
      ...(values.all && { all: true }),
      ...(values.to !== undefined && { to: values.to }),
      ...(values.from !== undefined && { from: values.from }),
      ...(values.release !== undefined && { release: values.release }),
      ...(values.family !== undefined && { family: values.family }),
      ...(values.namespace !== undefined && { namespace: values.namespace }),
    };
    const open = openRepository(folder);
    const history = needsHistory(open.repository.view) ? await loadGitFacts(open.root, true) : undefined;
    return deliverPlan(open, planFor(open, request, history), values);
  },
};

function planFor(
  { repository, checker, files }: OpenRepository,
  request: PromoteRequest,
  history: GitFacts | undefined,
): Plan {
  return planPromotion(
    { repository, checker, textOf: (file) => files.read(file), ...(history && { history }) },
    request,
  );
}

/** `PROJECT/NAME`, `/NAME`, or `PROJECT` for the project family. */
function selector(text: string, family: string | undefined): OwnerSelector {
  const slash = text.indexOf('/');
  if (slash < 0) {
    if (family === undefined || familyNamed(family)?.family !== 'project')
      throw new UsageError(`--owner ${text}: write PROJECT/NAME, or /NAME where no manifest names the project`);
    return { project: text, name: text, family };
  }
  const project = text.slice(0, slash);
  return {
    project: project === '' ? null : project,
    name: text.slice(slash + 1),
    ...(family !== undefined && { family }),
  };
}
