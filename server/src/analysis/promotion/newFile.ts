import { t } from '../../base/l10n';
import { fail, ok, type Result } from '../../base/result';
import type { PlanMessage } from '../../protocol';
import type { Repository } from '../../repository/repository';

/** Names that can be a segment of a path on every system, and never lead elsewhere. */
const SEGMENT = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** Why a name cannot be part of a file's path; undefined where it can. */
export function refuseSegment(what: string, name: string): PlanMessage | undefined {
  if (name.length <= 253 && SEGMENT.test(name)) return undefined;
  return {
    code: 'invalid-name',
    message: t`${what} "${name}" is no name that Kubernetes takes, and no file can be named after it.`,
  };
}

/**
 * The path of a new file, if the repository would read it again: one in a folder that is skipped (`.git`, `node_modules`,
 * what `ignore` lists) would never take effect.
 */
export function readablePath(repository: Repository, path: string): Result<string, PlanMessage> {
  if (repository.reads(path)) return ok(path);
  const message = t`The new file would be ${path}, in a folder that is not read; correct the ReleaseConfig or the ignore list.`;
  return fail({ code: 'ignored-folder', message });
}

/** The blocker for a folder outside the repository. */
export function outsideRepository(label: string, folder: string): PlanMessage {
  const message = t`The new file of ${label} would be written outside the repository, into "${folder}"; correct release-config.yaml.`;
  return { code: 'outside-repository', message, link: { file: 'release-config.yaml', line: 1 } };
}
