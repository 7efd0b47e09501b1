/** What this folder says to people goes through here, since it must not know `vscode`, whose translations it takes. */
let translate = (text: string): string => text;

/** @param translation of a text with `{placeholders}`, which it leaves as they are */
export function speakWith(translation: (text: string) => string): void {
  translate = translation;
}

/** @param text with `{name}` where the value of that name goes */
export function say(text: string, values: Readonly<Record<string, string>> = {}): string {
  return translate(text).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
