import { describeHistory } from '../features/historyRows';
import { historyColumns, type PinChange, type PinnedState } from '../protocol';
import { openRepository } from './open';
import { familyOption, selector } from './owner';
import { pinHistoryOf } from './pinHistory';
import { faint } from './style';
import { tableOf } from './table';
import { oneOf, parse, UsageError, type Verb } from './verb';

export const history: Verb = {
  summary: 'show when pins changed, by whom, and from which release to which',
  help: `usage: openchoreo-gitops history [DIR] [--owner PROJECT/NAME] [--environment ENV] [options]

The changes of pins in Git's history, newest first, along the first parents of HEAD: what a merge brought changed when it
was merged. Undeploying and redeploying are such changes. Files that were renamed or moved are followed.

  --owner PROJECT/NAME  only of this one. /NAME without a project, PROJECT with --family project
  --environment ENV     only in this environment
  --family NAME         component, project, resource or proposal
  --format FORMAT       table (default), json or csv
`,
  async run(args) {
    const { values, folder } = parse(args, {
      owner: { type: 'string' },
      environment: { type: 'string' },
      family: { type: 'string' },
      format: { type: 'string', default: 'table' },
    });
    const format = oneOf('format', values.format, ['table', 'json', 'csv']);
    const family = familyOption(values.family);
    const { owner, environment } = values;
    const params = {
      ...(owner !== undefined && { owner: selector(owner, family) }),
      ...(environment !== undefined && { environment }),
    };
    const open = openRepository(folder);
    const found = await pinHistoryOf(open);
    if (!found) throw new UsageError(`${open.root} has no Git history`);
    const result = describeHistory(open.repository.view, found, params);
    const changes = result.changes.filter((change) => family === undefined || change.family === family);
    process.stdout.write(FORMATS[format](changes, result.endsAt));
    if (format !== 'json' && result.endsAt !== undefined)
      process.stderr.write(
        `This clone is shallow: what was before ${result.endsAt.slice(0, 10)} is not known; git fetch --unshallow brings it.\n`,
      );
    return 0;
  },
};

const FORMATS: Readonly<
  Record<'table' | 'json' | 'csv', (changes: readonly PinChange[], endsAt: string | undefined) => string>
> = {
  table: formatTable,
  json: (changes, endsAt) =>
    `${JSON.stringify({ version: 1, ...(endsAt !== undefined && { endsAt }), changes: changes.map(contractRow) }, null, 2)}\n`,
  csv: (changes) =>
    [historyColumns, ...changes.map((change) => historyColumns.map((column) => change[column] ?? ''))]
      .map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
      .join(''),
};

/** The row with its keys in the order of the columns. */
function contractRow(change: PinChange): Readonly<Record<string, string | null>> {
  return Object.fromEntries(historyColumns.map((column) => [column, change[column]]));
}

/** A cell after RFC 4180; one that a spreadsheet would take for a formula is made a text. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function releaseCell(release: string | null, state: PinnedState | null): string {
  return state === 'undeployed' ? `${release} (undeployed)` : (release ?? '-');
}

function formatTable(changes: readonly PinChange[]): string {
  if (changes.length === 0) return 'No change of a pin is in this history.\n';
  const rows = changes.map((change) => [
    `${change.date.slice(0, 16).replace('T', ' ')}Z`,
    change.family === 'project' ? change.name : `${change.project ?? ''}/${change.name}`,
    change.environment,
    releaseCell(change.from, change.fromState),
    releaseCell(change.to, change.toState),
    change.author,
    change.commit.slice(0, 8),
    change.message,
  ]);
  const header = ['WHEN', 'OWNER', 'ENVIRONMENT', 'FROM', 'TO', 'WHO', 'COMMIT', 'MESSAGE'];
  return tableOf(header, rows, (cell, column) => (column === 6 ? faint(cell) : cell));
}
