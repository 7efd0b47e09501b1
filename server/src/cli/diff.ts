import { structuredPatch } from 'diff';
import type { PlannedFile } from '../protocol';

/** The change of a file as a unified diff that `git apply` takes. */
export function unifiedDiff({ file, before, after }: PlannedFile): string {
  const patch = structuredPatch(`a/${file}`, `b/${file}`, before ?? '', after ?? '', undefined, undefined, {
    context: 3,
  });
  const head = [
    `diff --git a/${file} b/${file}`,
    ...(before === null ? ['new file mode 100644'] : after === null ? ['deleted file mode 100644'] : []),
    `--- ${before === null ? '/dev/null' : `a/${file}`}`,
    `+++ ${after === null ? '/dev/null' : `b/${file}`}`,
  ];
  const hunks = patch.hunks.flatMap((hunk) => [
    `@@ -${start(hunk.oldStart, hunk.oldLines)} +${start(hunk.newStart, hunk.newLines)} @@`,
    ...hunk.lines,
  ]);
  return `${[...head, ...hunks].join('\n')}\n`;
}

/** Git counts an empty side from line 0. */
function start(line: number, lines: number): string {
  return `${lines === 0 ? 0 : line},${lines}`;
}
