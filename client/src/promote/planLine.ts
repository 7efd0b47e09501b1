/** What a plan changes, in one line. Knows nothing of VS Code. */
import type { Plan, PlanItem } from '../../../server/src/protocol';
import type { Localizer } from '../localizer';

type Saying = (item: PlanItem, l10n: Localizer) => string;

const sayings: Readonly<Record<PlanItem['action'], Saying>> = {
  'set-pin': pinText,
  'create-pin': pinText,
  'create-release': ({ release }, l10n) => l10n.t('{0} is created.', release),
  'restore-release': ({ release }, l10n) => l10n.t('{0} comes back.', release),
  undeploy: ({ name, to }, l10n) => l10n.t('{0} no longer runs in {1}.', name, to),
  redeploy: ({ name, to }, l10n) => l10n.t('{0} runs again in {1}.', name, to),
  none: ({ release }, l10n) => l10n.t('{0} stays as it is.', release),
};

/** One owner is told in full, of several how many things change. What the title says as well is left out. */
export function planLine({ items, files }: Plan, l10n: Localizer): string {
  const changing = items.filter(({ action }) => action !== 'none');
  const owners = new Set(changing.map(({ family, project, name }) => [family, project, name].join()));
  if (owners.size !== 1) {
    return l10n.t('{0} changes in {1} files, as the diff shows.', changing.length, files.length);
  }
  const created = changing.find(({ action }) => action === 'create-release');
  const pin = changing.find(({ action }) => action === 'set-pin' || action === 'create-pin');
  return created !== undefined && pin !== undefined
    ? l10n.t('{0}: new, pinned in {1}.', created.release, pin.to)
    : changing.map((item) => sayings[item.action](item, l10n)).join(' ');
}

function pinText({ release, previous }: PlanItem, l10n: Localizer): string {
  return previous === null ? l10n.t('{0}, where nothing was deployed.', release) : `${previous} → ${release}.`;
}
