import { needsHistory } from '../analysis/pins';
import { describePins } from '../features/pinTable';
import { loadGitFacts } from '../node/gitFacts';
import type { PinRow } from '../protocol';
import { openRepository } from './open';
import { cyan, faint, green, red, yellow } from './style';
import { tableOf } from './table';
import { oneOf, parse, type Verb } from './verb';

export const pins: Verb = {
  summary: 'show which release each environment runs',
  help: `usage: openchoreo-gitops pins [DIR] [--format table|json] [--project P] [--environment E]

One row per component, project or resource and environment of its pipeline.

  --format FORMAT      table (default) or json
  --project P          only owners of this project
  --environment E      only this environment
`,
  async run(args) {
    const { values, folder } = parse(args, {
      format: { type: 'string', default: 'table' },
      project: { type: 'string' },
      environment: { type: 'string' },
    });
    const format = oneOf('format', values.format, ['table', 'json']);
    const { root, repository } = openRepository(folder);
    const git = await loadGitFacts(root, needsHistory(repository.view));
    const { table } = describePins(repository, git);
    const rows = table.pins.filter(
      (pin) =>
        (values.project === undefined || pin.project === values.project) &&
        (values.environment === undefined || pin.environment === values.environment),
    );
    process.stdout.write(
      format === 'json' ? `${JSON.stringify({ ...table, pins: rows.map(contractRow) }, null, 2)}\n` : formatTable(rows),
    );
    return 0;
  },
};

/** The row as the contract lists it, key order included. */
function contractRow(pin: PinRow) {
  const { family, namespace, project, name, environment, release, state, behind, image, binding, uncommitted } = pin;
  return { family, namespace, project, name, environment, release, state, behind, image, binding, uncommitted };
}

const PAINT: Readonly<Record<PinRow['state'], (text: string) => string>> = {
  current: green,
  behind: yellow,
  'missing-release': red,
  ambiguous: red,
  'no-release': yellow,
  'not-deployed': faint,
  undeployed: cyan,
};

function formatTable(rows: readonly PinRow[]): string {
  if (rows.length === 0)
    return 'No pins: this repository declares no releases, bindings or components with a pipeline.\n';
  const header = ['OWNER', 'ENVIRONMENT', 'RELEASE', 'STATE', 'IMAGE'];
  const cells = rows.map((row) => [
    row.family === 'project' ? row.name : `${row.project ?? ''}/${row.name}`,
    row.environment,
    row.release ?? '-',
    row.state === 'behind' && row.behind !== null && row.behind > 0 ? `${row.behind} behind` : row.state,
    row.image ?? '-',
  ]);
  return tableOf(header, cells, (cell, column, row) => (column === 3 ? PAINT[rows[row]!.state](cell) : cell));
}
