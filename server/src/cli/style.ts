/** Colours for a terminal: none where output is not one, or where `NO_COLOR` is set (no-color.org). */
const colours = process.stdout.isTTY && !process.env['NO_COLOR'];

const paint = (code: number) => (text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);

export const red = paint(31);
export const green = paint(32);
export const yellow = paint(33);
export const cyan = paint(36);
export const faint = paint(2);
export const bold = paint(1);

/** `1 error`, `2 errors`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
