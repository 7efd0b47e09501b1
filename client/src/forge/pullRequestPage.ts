/** The address of the page for a new pull request, title and body filled in, short enough for browsers and forges. Pure. */
import { forgeOf, forges } from './forges';
import type { ForgeKind, NewPullRequest } from './forges';
import { readRemoteUrl } from './remoteUrl';

export interface PullRequestPage {
  readonly forge: ForgeKind;
  readonly name: string;
  readonly url: string;
  /** False where the page may not show the whole body: it is then worth having at hand. */
  readonly isComplete: boolean;
}

/** What forges and browsers take; Windows hands programs less than 2,081 characters. */
export const longestUrl = { usual: 7500, windows: 2000 } as const;

/** A repository on a forge, and where its files are. */
export interface ForgeRepository {
  readonly kind: ForgeKind;
  readonly url: string;
}

/** Undefined for a remote that lies on no forge that is known. */
export function forgeRepository(
  remoteUrl: string,
  configured: Readonly<Record<string, ForgeKind>> = {},
): ForgeRepository | undefined {
  const address = readRemoteUrl(remoteUrl);
  const kind = address && forgeOf(address, configured);
  const url = kind && forges[kind].repository(address);
  return url === undefined || kind === undefined ? undefined : { kind, url };
}

export function fileUrl({ kind, url }: ForgeRepository, branch: string, path: string): string {
  return url + forges[kind].file(branch, path);
}

export function pullRequestPage(
  { kind, url }: ForgeRepository,
  request: NewPullRequest,
  longest: number = longestUrl.usual,
): PullRequestPage {
  const { name, isFilled, page } = forges[kind];
  const urlOf = (body: string): string => {
    const [path, query] = page({ ...request, title: request.title.slice(0, 250), body });
    return `${url}${path}?${queryOf(query)}`;
  };
  const whole = urlOf(request.body);
  if (whole.length <= longest) return { forge: kind, name, url: whole, isComplete: isFilled };
  const lines = request.body.split('\n');
  const cut = lines.findLastIndex((_, count) => urlOf(shortened(lines, count)).length <= longest);
  return { forge: kind, name, url: urlOf(cut < 0 ? '' : shortened(lines, cut)), isComplete: false };
}

function shortened(lines: readonly string[], count: number): string {
  return [...lines.slice(0, count), '', '…'].join('\n');
}

function queryOf(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([key, value]) => {
    const name = encodeURIComponent(key);
    return value === '' ? name : `${name}=${encoded(value)}`;
  });
  return pairs.join('&');
}

/** A lone half of a character, as a cut title may end with, cannot be encoded. */
function encoded(value: string): string {
  return encodeURIComponent(
    value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '�'),
  );
}
