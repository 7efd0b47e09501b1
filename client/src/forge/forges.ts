/** The forges that pull requests are opened on, as a table, and which of them a remote lies on. Pure. */
import type { RemoteAddress } from './remoteUrl';

export const forgeKinds = [
  'github',
  'gitlab',
  'bitbucket',
  'bitbucket-server',
  'azure-devops',
  'gitea',
  'forgejo',
] as const;
export type ForgeKind = (typeof forgeKinds)[number];

/** What a page for a new pull request is filled with. */
export interface NewPullRequest {
  /** Branch that it goes to, and branch that it comes from. */
  readonly base: string;
  readonly branch: string;
  readonly title: string;
  readonly body: string;
}

export interface Forge {
  /** As people call it. */
  readonly name: string;
  /** Whether the page takes title and body from its address; where that is not documented, the body is copied as well. */
  readonly isFilled: boolean;
  /** Address of the repository's pages; undefined where the path is none of a repository. */
  readonly repository: (address: RemoteAddress) => string | undefined;
  /** Path and query of the page for a new pull request, below the repository. */
  readonly page: (request: NewPullRequest) => readonly [path: string, query: Readonly<Record<string, string>>];
  /** Path of a file on a branch, below the repository. */
  readonly file: (branch: string, path: string) => string;
}

const compare: Forge['page'] = ({ base, branch, title, body }) => [
  `/compare/${inPath(base)}...${inPath(branch)}`,
  { expand: '1', quick_pull: '1', title, body },
];

const giteaFile: Forge['file'] = (branch, path) => `/src/branch/${inPath(branch)}/${inPath(path)}`;

export const forges: Readonly<Record<ForgeKind, Forge>> = {
  github: {
    name: 'GitHub',
    isFilled: true,
    repository: plainRepository,
    page: compare,
    file: (branch, path) => `/blob/${inPath(branch)}/${inPath(path)}`,
  },
  gitlab: {
    name: 'GitLab',
    isFilled: true,
    repository: plainRepository,
    page: ({ base, branch, title, body }) => [
      '/-/merge_requests/new',
      {
        'merge_request[source_branch]': branch,
        'merge_request[target_branch]': base,
        'merge_request[title]': title,
        'merge_request[description]': body,
      },
    ],
    file: (branch, path) => `/-/blob/${inPath(branch)}/${inPath(path)}`,
  },
  bitbucket: {
    name: 'Bitbucket',
    isFilled: false,
    repository: plainRepository,
    page: ({ base, branch, title, body }) => [
      '/pull-requests/new',
      { source: branch, dest: base, t: '1', title, description: body },
    ],
    file: (branch, path) => `/src/${encodeURIComponent(branch)}/${inPath(path)}`,
  },
  'bitbucket-server': {
    name: 'Bitbucket',
    isFilled: false,
    repository: serverRepository,
    page: ({ base, branch, title, body }) => [
      '/pull-requests',
      {
        create: '',
        sourceBranch: `refs/heads/${branch}`,
        targetBranch: `refs/heads/${base}`,
        title,
        description: body,
      },
    ],
    file: (branch, path) => `/browse/${inPath(path)}?at=${encodeURIComponent(`refs/heads/${branch}`)}`,
  },
  'azure-devops': {
    name: 'Azure DevOps',
    isFilled: false,
    repository: azureRepository,
    page: ({ base, branch, title, body }) => [
      '/pullrequestcreate',
      { sourceRef: branch, targetRef: base, title, description: body },
    ],
    file: (branch, path) => `?path=${encodeURIComponent(`/${path}`)}&version=${encodeURIComponent(`GB${branch}`)}`,
  },
  gitea: { name: 'Gitea', isFilled: true, repository: plainRepository, page: compare, file: giteaFile },
  forgejo: { name: 'Forgejo', isFilled: true, repository: plainRepository, page: compare, file: giteaFile },
};

/** Hosts that everybody knows, those that answer SSH for them among them. */
const hosts: Readonly<Record<string, ForgeKind>> = {
  'github.com': 'github',
  'ssh.github.com': 'github',
  'gitlab.com': 'gitlab',
  'altssh.gitlab.com': 'gitlab',
  'bitbucket.org': 'bitbucket',
  'altssh.bitbucket.org': 'bitbucket',
  'dev.azure.com': 'azure-devops',
  'ssh.dev.azure.com': 'azure-devops',
  'vs-ssh.visualstudio.com': 'azure-devops',
  'gitea.com': 'gitea',
  'codeberg.org': 'forgejo',
};

/** What a host of one's own is usually called, by a part of its name. */
const labels: readonly (readonly [pattern: RegExp, kind: ForgeKind])[] = [
  [/(^|[.-])github([.-]|$)|\.ghe\.com$/, 'github'],
  [/(^|[.-])gitlab([.-]|$)/, 'gitlab'],
  [/(^|[.-])(bitbucket|stash)([.-]|$)/, 'bitbucket-server'],
  [/\.visualstudio\.com$/, 'azure-devops'],
  [/(^|[.-])gitea([.-]|$)/, 'gitea'],
  [/(^|[.-])forgejo([.-]|$)/, 'forgejo'],
];

/**
 * The forge of a remote; undefined where nothing tells.
 *
 * @param configured what the user says of hosts that cannot be recognised: host, or host and port → kind
 */
export function forgeOf(
  address: RemoteAddress,
  configured: Readonly<Record<string, ForgeKind>> = {},
): ForgeKind | undefined {
  const { web, host, path } = address;
  const withPort = web.slice(web.indexOf('//') + 2);
  const own = [withPort, host].find((name) => Object.hasOwn(configured, name));
  if (own !== undefined) return configured[own];
  if (Object.hasOwn(hosts, host)) return hosts[host];
  if (path.includes('_git')) return 'azure-devops';
  return labels.find(([pattern]) => pattern.test(host))?.[1] ?? (isServer(address) ? 'bitbucket-server' : undefined);
}

/** Bitbucket Data Center: `/scm/` in front of the path, or its own SSH port. */
function isServer({ path, sshPort }: RemoteAddress): boolean {
  return path.at(-3) === 'scm' || sshPort === '7999';
}

/** The web address of hosts that only answer SSH. */
const webOf: Readonly<Record<string, string>> = {
  'ssh.github.com': 'https://github.com',
  'altssh.gitlab.com': 'https://gitlab.com',
  'altssh.bitbucket.org': 'https://bitbucket.org',
};

function plainRepository({ web, host, path }: RemoteAddress): string | undefined {
  return path.length < 2 ? undefined : `${webOf[host] ?? web}/${inPath(path.join('/'))}`;
}

function serverRepository({ web, path }: RemoteAddress): string | undefined {
  const project = path.at(-2);
  const name = path.at(-1);
  if (project === undefined || name === undefined) return undefined;
  const scm = path.lastIndexOf('scm', -3);
  const context = (scm < 0 ? [] : path.slice(0, scm)).map((part) => `/${encodeURIComponent(part)}`).join('');
  const owner = project.startsWith('~')
    ? `users/${encodeURIComponent(project.slice(1))}`
    : `projects/${encodeURIComponent(project)}`;
  return `${web}${context}/${owner}/repos/${encodeURIComponent(name)}`;
}

function azureRepository({ web, host, path }: RemoteAddress): string | undefined {
  if (path.includes('_git')) return `${web}/${inPath(path.join('/'))}`;
  const [version, organization, project, name] = path;
  if (version !== 'v3' || organization === undefined || project === undefined || name === undefined) return undefined;
  const home = host.endsWith('visualstudio.com')
    ? `https://${encodeURIComponent(organization)}.visualstudio.com`
    : `https://dev.azure.com/${encodeURIComponent(organization)}`;
  return `${home}/${encodeURIComponent(project)}/_git/${encodeURIComponent(name)}`;
}

/** Text as it stands in the path of an address, its slashes kept. */
function inPath(text: string): string {
  return text.split('/').map(encodeURIComponent).join('/');
}
