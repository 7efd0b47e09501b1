/** The history of pins as a file for other programs. Knows nothing of VS Code. */
import { historyColumns } from '../../../server/src/protocol';
import type { PinChange } from '../../../server/src/protocol';

export const historyFormats = { csv: historyCsv, json: historyJson } as const;

/** One row a change, newest first; lines end as RFC 4180 wants it. */
export function historyCsv(changes: readonly PinChange[]): string {
  const rows = changes.map((change) => historyColumns.map((column) => cell(change[column] ?? '')));
  return [historyColumns, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
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
