import { t } from '../../base/l10n';
import { formatPath } from '../../base/path';
import { matchesPath, pathPattern } from '../../model/pathPattern';
import { describeManifest } from '../../repository/manifest';
import type { NamePlace } from '../../yaml/editName';
import type { NameChange } from './collect';
import type { FileEdits } from './fileEdits';

/**
 * Makes the edits of changes inside manifests. Where an alias lets several places share a name's characters, all of them must
 * be about to change alike.
 *
 * @returns why some cannot be made, a sentence each.
 */
export function editManifests(edits: FileEdits, changes: readonly NameChange[]): readonly string[] {
  const byFile = new Map<string, NameChange[]>();
  for (const change of changes) {
    const known = byFile.get(change.manifest.file);
    if (known) known.push(change);
    else byFile.set(change.manifest.file, [change]);
  }
  return [...byFile].flatMap(([file, own]) => own.flatMap((change) => editOne(edits, file, change, own)));
}

function editOne(edits: FileEdits, file: string, change: NameChange, all: readonly NameChange[]): readonly string[] {
  const { manifest, path, on, from, to } = change;
  const document = edits.yamlOf(file).documents[manifest.document];
  if (!document) return [t`${file} cannot be read as it stands. Open it and mend it first.`];
  if (manifest.doubtful && !document.broken)
    return [t`${describeManifest(manifest)} says a key twice, in ${file}. Remove one of them first.`];
  const edit = edits.prepare(file, document, { path: [...manifest.base, ...path], on }, from, to);
  if (!edit.ok) return [`${file}: ${edit.error.message}`];
  const { places } = edit.value;
  const stranger =
    places.length > 1 ? places.find((place) => !all.some((other) => isMeant(other, place, change))) : undefined;
  if (stranger)
    return [
      t`${file}: ${formatPath(stranger.path)} shares "${from}" with ${formatPath(path)} through a YAML alias and means something else. Write it out first.`,
    ];
  edits.add(file, edit.value.edit);
  return [];
}

/** Whether a place of a document is one that a change is about. */
function isMeant(change: NameChange, place: NamePlace, like: NameChange): boolean {
  const { base, document } = change.manifest;
  return (
    document === like.manifest.document &&
    change.from === like.from &&
    change.to === like.to &&
    change.on === place.on &&
    base.every((step, i) => place.path[i] === step) &&
    matchesPath(pathPattern(change.pattern), place.path.slice(base.length))
  );
}
