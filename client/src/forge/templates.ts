/** Where a repository keeps the text that its pull requests begin with. Pure. */
import type { ForgeKind } from './forges';

const githubLike = (...own: readonly string[]): readonly RegExp[] =>
  [...own, '.github', '', 'docs'].map((folder) => fileIn(folder, 'pull_request_template\\.(md|txt)'));

/** In the order in which each forge looks. Bitbucket keeps its templates in settings, not in files. */
const places: Readonly<Record<ForgeKind, readonly RegExp[]>> = {
  github: githubLike(),
  gitlab: [fileIn('.gitlab/merge_request_templates', 'default\\.md')],
  bitbucket: [],
  'bitbucket-server': [],
  'azure-devops': githubLike('.azuredevops', '.vsts'),
  gitea: githubLike('.gitea'),
  forgejo: githubLike('.forgejo', '.gitea'),
};

/** The folders in which `pickTemplate` knows a template when it sees one. */
export const templateFolders = [
  ...['', 'docs', '.github', '.gitlab/merge_request_templates'],
  ...['.azuredevops', '.vsts', '.gitea', '.forgejo'],
];

export function isTemplate(path: string): boolean {
  return Object.values(places).some((patterns) => patterns.some((pattern) => pattern.test(path)));
}

/** The template that the forge would fill a new pull request with, if we did not. */
export function pickTemplate(kind: ForgeKind, files: ReadonlyMap<string, string>): string | undefined {
  for (const pattern of places[kind]) {
    const found = [...files].find(([path]) => pattern.test(path));
    if (found) return found[1];
  }
  return undefined;
}

function fileIn(folder: string, name: string): RegExp {
  const path = folder === '' ? '' : `${folder.replaceAll('.', '\\.')}/`;
  return new RegExp(`^${path}${name}$`, 'i');
}
