import { t } from '../../base/l10n';
import { joinInside } from '../../base/filePath';
import { fail, ok, type Result } from '../../base/result';
import { API_VERSION } from '../../model/kinds';
import type { PlanMessage } from '../../protocol';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import type { Owner } from '../owners';
import { asMap, asText, at } from '../values';

/** Where occ reads its folders from: the root of the repository, and nowhere else. */
export const RELEASE_CONFIG_FILE = 'release-config.yaml';

/** The two sections of a ReleaseConfig. */
export type ReleaseConfigSection = (typeof SECTIONS)[number];
const SECTIONS = ['componentReleaseDefaults', 'releaseBindingDefaults'] as const;

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
  const defaults = entry(config?.value, section);
  const project = entry(entry(defaults, 'projects'), owner.project ?? '');
  const folder =
    asText(entry(entry(project, 'components'), owner.name)) ??
    asText(entry(project, FOLDER)) ??
    asText(entry(defaults, FOLDER));
  if (folder === undefined) return ok(undefined);
  const path = isRelative(folder) ? joinInside(folder, fileName) : undefined;
  return path === undefined ? fail(folder) : ok(path);
}

const FOLDER = 'defaultOutputDir';

/**
 * Why no new file can be placed by the `release-config.yaml` that is there: occ stops at one that is no ReleaseConfig, or
 * has a folder that is no text. So that nothing is written elsewhere than people expect, we do too.
 */
export function refuseReleaseConfig(
  view: RepositoryView,
  textOf: (file: string) => string | undefined,
): PlanMessage | undefined {
  const link = { file: RELEASE_CONFIG_FILE, line: 1 };
  const config = releaseConfigOf(view);
  if (config) {
    const wrong = SECTIONS.map((section) => wrongFolder(entry(config.value, section), section)).find(Boolean);
    if (wrong === undefined) return undefined;
    const message = t`${wrong} in ${RELEASE_CONFIG_FILE} does not have the form of a ReleaseConfig, so it does not say where new files go; correct it.`;
    return { code: 'invalid-release-config', message, link };
  }
  if (textOf(RELEASE_CONFIG_FILE) === undefined) return undefined;
  const message = t`${RELEASE_CONFIG_FILE} is no ReleaseConfig of openchoreo.dev/v1alpha1, so it does not say where new files go; correct its kind, or move it.`;
  return { code: 'invalid-release-config', message, link };
}

/** The place in a section where something else stands than maps of folders; undefined where there is none. */
function wrongFolder(defaults: unknown, place: string): string | undefined {
  return wrongIn(defaults, place, (value, key, at) => {
    if (key === FOLDER.toLowerCase()) return wrongText(value, at);
    return key === 'projects' ? wrongIn(value, at, (project, _, below) => wrongProject(project, below)) : undefined;
  });
}

function wrongProject(project: unknown, place: string): string | undefined {
  return wrongIn(project, place, (value, key, at) => {
    if (key === FOLDER.toLowerCase()) return wrongText(value, at);
    return key === 'components' ? wrongIn(value, at, (folder, _, below) => wrongText(folder, below)) : undefined;
  });
}

function wrongIn(
  value: unknown,
  place: string,
  wrong: (value: unknown, key: string, place: string) => string | undefined,
): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) return place;
  for (const [key, item] of Object.entries(value)) {
    const found = wrong(item, key.toLowerCase(), `${place}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function wrongText(value: unknown, place: string): string | undefined {
  return value === undefined || value === null || typeof value === 'string' ? undefined : place;
}

/** What a map says of a key, in whatever case it is written; its exact spelling first. */
function entry(value: unknown, key: string): unknown {
  const map = asMap(value);
  if (Object.hasOwn(map, key)) return map[key];
  const wanted = key.toLowerCase();
  const found = Object.keys(map).find((candidate) => candidate.toLowerCase() === wanted);
  return found === undefined ? undefined : map[found];
}

/** Neither `/…`, nor `C:…`, nor with the separators of Windows, which mean something else on every other machine. */
function isRelative(folder: string): boolean {
  return !/^\/|^[A-Za-z]:|\\/.test(folder);
}
