/** The history of pins as a file for other programs. Knows nothing of VS Code. */
import type { PinChange } from '../../../server/src/protocol';

const columns = [
  'date',
  'author',
  'commit',
  'family',
  'namespace',
  'project',
  'name',
  'environment',
  'from',
  'to',
  'file',
  'message',
] as const satisfies readonly (keyof PinChange)[];

export const historyFormats = { csv: historyCsv, json: historyJson } as const;

/** One row a change, newest first; lines end as RFC 4180 wants it. */
export function historyCsv(changes: readonly PinChange[]): string {
  const rows = changes.map((change) => columns.map((column) => cell(change[column] ?? '')));
  return [columns, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

export function historyJson(changes: readonly PinChange[]): string {
  return `${JSON.stringify({ version: 1, changes }, null, 2)}\n`;
}

/** Spreadsheets run what starts with these signs as a formula; a commit message must not. */
const formula = /^[=+\-@\t\r]/;

function cell(text: string): string {
  const inert = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
