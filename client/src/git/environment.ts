/** The environment that Git and its hooks run in. */

/** `read`: output is parsed. `write`: changes the index or refs. `hooks`: the user's own programs may run. */
export type GitAccess = 'read' | 'write' | 'hooks';

/**
 * Variables that point Git at another repository, index or configuration than that of the working directory. A parent
 * process leaves them behind: an editor started by `git commit` inherits the index of that very commit, and its author
 * date. Mostly the list of `git rev-parse --local-env-vars`; GIT_CONFIG_COUNT stays, hosted workspaces configure
 * credentials and safe directories by it.
 */
const inherited = new Set([
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_AUTHOR_DATE',
  'GIT_COMMITTER_DATE',
  'GIT_COMMON_DIR',
  'GIT_CONFIG',
  'GIT_CONFIG_PARAMETERS',
  'GIT_DEFAULT_HASH',
  'GIT_DIR',
  'GIT_GLOB_PATHSPECS',
  'GIT_GRAFT_FILE',
  'GIT_ICASE_PATHSPECS',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_LITERAL_PATHSPECS',
  'GIT_NAMESPACE',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_OBJECT_DIRECTORY',
  'GIT_OPTIONAL_LOCKS',
  'GIT_PREFIX',
  'GIT_QUARANTINE_PATH',
  'GIT_REFLOG_ACTION',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
]);

/** Settings of our own for every Git: no prompt, no editor, no pager. */
const always = { GIT_TERMINAL_PROMPT: '0', GIT_EDITOR: 'true', GIT_SEQUENCE_EDITOR: 'true', GIT_PAGER: 'cat' } as const;

/**
 * The environment for one Git command. Output that is parsed is in the C locale; where hooks run only the messages are,
 * since hooks are the user's programs and many of them fail on non-ASCII files in the C locale.
 */
export function gitEnvironment(
  access: GitAccess,
  base: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(base)) {
    const upper = name.toUpperCase();
    if (value !== undefined && !inherited.has(upper) && !upper.startsWith('GIT_TRACE')) environment[name] = value;
  }
  Object.assign(environment, always);
  if (access === 'read') environment['GIT_OPTIONAL_LOCKS'] = '0';
  if (access !== 'hooks') return { ...environment, LC_ALL: 'C', LANGUAGE: '' };
  const characters = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'];
  delete environment['LC_ALL'];
  return { ...environment, LC_MESSAGES: 'C', LANGUAGE: '', ...(characters ? { LC_CTYPE: characters } : {}) };
}
