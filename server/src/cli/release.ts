import { planRelease } from '../analysis/release/planRelease';
import { localDay } from '../base/day';
import { releaseNames } from '../node/releaseNames';
import type { ReleaseRequest } from '../protocol';
import { openRepository } from './open';
import { OWNER_OPTIONS, ownersOf } from './owner';
import { deliverPlan, PLAN_OPTIONS } from './plan';
import { planContext } from './planContext';
import { parse, type Verb } from './verb';

export const release: Verb = {
  summary: 'cut releases from the current state of components; --write creates the files',
  help: `usage: openchoreo-gitops release [DIR] (--owner PROJECT/NAME … | --project P | --all) [options]

Prints the new files as a diff, then the commit message. A component whose state a release equals already keeps that
one. Never commits.

  --owner PROJECT/NAME  what to cut a release of; repeatable. /NAME without a project
  --project P           all components of a project
  --all                 all components
  --name NAME           name of the release (default: COMPONENT-YYYYMMDD-N); for one component
  --date YYYY-MM-DD     date in the name (default: today)
  --pin                 also pin the release to the first environment
  --to ENV              with --pin: which first environment, where there are several
  --namespace NS        only owners of this namespace
  --write               write the files
  --format FORMAT       text (default) or json
`,
  async run(args) {
    const { values, folder } = parse(args, {
      ...OWNER_OPTIONS,
      name: { type: 'string' },
      date: { type: 'string' },
      pin: { type: 'boolean', default: false },
      to: { type: 'string' },
      ...PLAN_OPTIONS,
    });
    const request: ReleaseRequest = {
      kind: 'release',
      delivery: 'edit',
      ...ownersOf(values, 'cut a release of'),
      ...(values.name !== undefined && { name: values.name }),
      ...(values.date !== undefined && { date: values.date }),
      ...(values.pin && { pin: true }),
      ...(values.to !== undefined && { to: values.to }),
    };
    const open = openRepository(folder);
    const [context, otherNames] = await Promise.all([planContext(open), releaseNames(open.root)]);
    return deliverPlan(open, planRelease({ ...context, today: localDay(new Date()), otherNames }, request), values);
  },
};
