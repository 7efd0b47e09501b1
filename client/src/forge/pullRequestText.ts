/**
 * Title and body of a pull request: what changes, what was checked, whose review it needs; then the repository's own
 * template. Written for everybody who works in the repository, so in English, like commit messages. Pure.
 */
import type { Plan, PlanItem } from '../../../server/src/protocol';

export interface PullRequestFacts {
  readonly plan: Plan;
  /** The base as people call it: `main at 1a2b3c4d`. */
  readonly base: string;
  /** File → address on the forge; undefined where there is none. */
  readonly link: (file: string) => string | undefined;
  /** File → its code owners. */
  readonly owners: ReadonlyMap<string, readonly string[]>;
  readonly template: string | undefined;
}

export function pullRequestTitle({ commitMessage }: Plan): string {
  return commitMessage.split('\n')[0]?.trim() ?? '';
}

export function pullRequestBody({ plan, base, link, owners, template }: PullRequestFacts): string {
  const sections = [
    table(plan.items),
    files(plan, link),
    checks(plan, base),
    reviewers(owners),
    ...(template === undefined || template.trim() === '' ? [] : ['---', template.trim()]),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function table(items: readonly PlanItem[]): string {
  const rows = items
    .filter(({ action }) => action !== 'none')
    .map((item) => `| ${code(ownerOf(item))} | ${item.to === '' ? '' : code(item.to)} | ${change(item)} |`);
  return ['| Owner | Environment | Release |', '| --- | --- | --- |', ...rows].join('\n');
}

function ownerOf({ family, project, name }: PlanItem): string {
  return project === null || family === 'project' ? name : `${project}/${name}`;
}

function change(item: PlanItem): string {
  return changes[item.action](item);
}

/** What each action does, in the last column. */
const changes: Readonly<Record<PlanItem['action'], (item: PlanItem) => string>> = {
  none: () => '',
  'set-pin': fromTo,
  'create-pin': fromTo,
  undeploy: ({ release }) => `${code(release)}, undeployed`,
  redeploy: ({ release }) => `${code(release)}, deployed again`,
  'create-release': ({ release }) => `${code(release)} (new)`,
  'restore-release': ({ release }) => `${code(release)} (back from history)`,
};

function fromTo({ previous, release }: PlanItem): string {
  return previous === null || previous === release ? code(release) : `${code(previous)} → ${code(release)}`;
}

function files(plan: Plan, link: PullRequestFacts['link']): string {
  const lines = plan.files.map(({ file, before, after }) => {
    const url = after === null ? undefined : link(file);
    const what = before === null ? ' (new)' : after === null ? ' (deleted)' : '';
    return `- ${url === undefined ? code(file) : `[${code(file)}](<${url}>)`}${what}`;
  });
  return lines.length > 12 ? folded(`${lines.length} files`, lines) : lines.join('\n');
}

function folded(title: string, lines: readonly string[]): string {
  return `<details><summary>${title}</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

function checks({ checks, warnings }: Plan, base: string): string {
  const lines: string[] = [];
  if (checks) {
    const { before, after } = checks;
    const of = (what: string, from: number, to: number): string =>
      from === to ? `${to} ${what}` : `${from} → ${to} ${what}`;
    const counts = [
      of('errors', before.error, after.error),
      of('warnings', before.warning, after.warning),
      of('notes', before.information, after.information),
    ];
    lines.push(`Checked by OpenChoreo GitOps on ${code(base)}, ${checks.files} files: ${counts.join(', ')}.`);
  }
  const forAll = warnings.filter(({ code }) => !ofOnePerson.has(code));
  lines.push(...forAll.map(({ message }) => `- ⚠ ${plain(message)}`));
  return lines.join('\n');
}

/** Warnings about the working tree of whoever promotes. */
const ofOnePerson: ReadonlySet<string> = new Set(['differs-here', 'other-than-here']);

function reviewers(owners: ReadonlyMap<string, readonly string[]>): string {
  const counts = new Map<string, number>();
  for (const each of owners.values()) for (const owner of each) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  const named = [...counts].map(([owner, count]) => `${code(owner)} (${count})`);
  return named.length === 0 ? '' : `Code owners, with how many of the files are theirs: ${named.join(', ')}.`;
}

/** A name as Markdown shows it and takes nothing in it for its own: no link, no mention, no end of the cell. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** A sentence as plain text. An invisible character keeps `@name` and `#1` from calling anybody. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>|~&!]/g, '\\$&')
    .replace(/[@#](?=\S)/g, '$&\u200b');
}
