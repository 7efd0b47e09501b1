/** Reads the address of a Git remote: where its pages on the web are. Pure; knows nothing of forges. */

export interface RemoteAddress {
  /** Protocol, host and, where the remote is fetched by HTTP, port: `https://git.example.com:8443`. Never a user or password. */
  readonly web: string;
  readonly host: string;
  /** Of SSH, where one is given. */
  readonly sshPort: string | null;
  readonly isSsh: boolean;
  /** Path without slashes at its ends and without `.git`, decoded, in parts. */
  readonly path: readonly string[];
}

/** Undefined for what is no place on the web: a folder, a bundle, a helper of its own. */
export function readRemoteUrl(url: string): RemoteAddress | undefined {
  return url.includes('://') ? readUrl(url) : readScp(url);
}

const webPorts: Readonly<Record<string, boolean>> = { 'http:': true, 'https:': true };
const sshLike = /^(ssh|git\+ssh|ssh\+git|git):$/;

function readUrl(text: string): RemoteAddress | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  const isWeb = webPorts[url.protocol] === true;
  const isSsh = sshLike.test(url.protocol);
  const host = url.hostname.toLowerCase();
  if ((!isWeb && !isSsh) || !isHost(host)) return undefined;
  const web = isWeb ? `${url.protocol}//${url.host.toLowerCase()}` : `https://${host}`;
  return addressOf(web, host, isSsh, isSsh && url.port !== '' ? url.port : null, url.pathname);
}

/** `git@host:path`. A colon behind a slash, or behind a single letter as on Windows, makes it a path of this computer. */
function readScp(text: string): RemoteAddress | undefined {
  const match = /^(?:[^@/\\:]*@)?(\[[0-9a-fA-F:.]+\]|[^/\\:@[\]]{2,}):(?!\/\/|:)(.+)$/.exec(text);
  const host = match?.[1]?.toLowerCase();
  if (host === undefined || !isHost(host)) return undefined;
  return addressOf(`https://${host}`, host, true, null, match?.[2] ?? '');
}

function addressOf(
  web: string,
  host: string,
  isSsh: boolean,
  sshPort: string | null,
  path: string,
): RemoteAddress | undefined {
  const parts = path.split('/').filter((part) => part !== '');
  const decoded = parts.map(decode);
  const last = decoded.pop();
  if (last === undefined || decoded.includes('..')) return undefined;
  return { web, host, isSsh, sshPort, path: [...decoded, last.replace(/\.git$/, '')] };
}

function isHost(host: string): boolean {
  return /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host) || /^\[[0-9a-f:.]+\]$/.test(host);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
