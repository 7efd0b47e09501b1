import { joinInside } from '../../base/filePath';
import { fail, ok, type Result } from '../../base/result';
import { API_VERSION } from '../../model/kinds';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import type { Owner } from '../owners';
import { asMap, asText, at } from '../values';

/** Where occ reads its folders from: the root of the repository, and nowhere else. */
export const RELEASE_CONFIG_FILE = 'release-config.yaml';

/** The two sections of a ReleaseConfig. */
export type ReleaseConfigSection = 'componentReleaseDefaults' | 'releaseBindingDefaults';

/** The ReleaseConfig that counts; undefined where there is none. */
export function releaseConfigOf(view: RepositoryView): Manifest | undefined {
  return view
    .ofKind('ReleaseConfig')
    .find((config) => config.file === RELEASE_CONFIG_FILE && at(config, 'apiVersion') === API_VERSION);
}

/**
 * The path of a new file as the ReleaseConfig wants it: the folder of the component, else of its project, else of all; an
 * empty folder says nothing. Undefined where it names none; fails where the folder leaves the repository. Keys match in
 * any case, and folders are relative to the root (domain/release-and-promotion.md §2.5).
 */
export function pathByReleaseConfig(
  view: RepositoryView,
  section: ReleaseConfigSection,
  owner: Owner,
  fileName: string,
): Result<string | undefined> {
  const config = owner.family.family === 'component' ? releaseConfigOf(view) : undefined;
  const defaults = asMap(config && at(config, section));
  const project = asMap(entry(asMap(defaults['projects']), owner.project ?? ''));
  const folder =
    asText(entry(asMap(project['components']), owner.name)) ??
    asText(project['defaultOutputDir']) ??
    asText(defaults['defaultOutputDir']);
  if (folder === undefined) return ok(undefined);
  const path = isRelative(folder) ? joinInside(folder, fileName) : undefined;
  return path === undefined ? fail(folder) : ok(path);
}

function entry(map: Readonly<Record<string, unknown>>, key: string): unknown {
  const wanted = key.toLowerCase();
  const found = Object.keys(map).find((candidate) => candidate.toLowerCase() === wanted);
  return found === undefined ? undefined : map[found];
}

/** Neither `/…`, nor `C:…`, nor with the separators of Windows, which mean something else on every other machine. */
function isRelative(folder: string): boolean {
  return !/^\/|^[A-Za-z]:|\\/.test(folder);
}
