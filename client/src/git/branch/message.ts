/** The message of a commit that Git's plumbing makes: cleaned and signed off as `git commit` does it. */
import type { Git } from '../runGit';
import { textOf } from '../runGit';

/** As `--cleanup=whitespace`: no trailing blanks, no empty lines at the ends, never two in a row. Lines with `#` stay. */
export function cleaned(message: string): string {
  const lines = message.split(/\r?\n/).map((line) => line.trimEnd());
  const kept = lines.filter((line, index) => line !== '' || (index > 0 && lines[index - 1] !== ''));
  return `${kept.join('\n').replace(/^\n+|\n+$/g, '')}\n`;
}

/** The message with a `Signed-off-by` among its trailers, unless it is there; as it is where Git cannot add one. */
export async function signedOff(git: Git, message: string, who: string): Promise<string> {
  const args = ['interpret-trailers', '--if-exists=addIfDifferent', '--trailer', `Signed-off-by: ${who}`];
  const answer = await git('write', args, { input: message });
  return answer.exitCode === 0 ? `${textOf(answer)}\n` : `${message}\nSigned-off-by: ${who}\n`;
}
