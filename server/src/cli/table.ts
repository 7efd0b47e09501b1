/**
 * A table with columns as wide as their widest cell.
 *
 * @param paint colours a cell that already is as wide as its column
 */
export function tableOf(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  paint: (cell: string, column: number, row: number) => string = (cell) => cell,
): string {
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[], painted: (cell: string, column: number) => string) =>
    cells
      .map((cell, i) => painted(cell.padEnd(widths[i]!), i))
      .join('  ')
      .trimEnd();
  const lines = rows.map((row, n) => line(row, (cell, column) => paint(cell, column, n)));
  return `${[line(header, (cell) => cell), ...lines].join('\n')}\n`;
}
