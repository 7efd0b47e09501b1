import { phrase, t } from '../../base/l10n';
import { formatPath } from '../../base/path';
import { RELEASE_FAMILIES } from '../../model/releaseFamilies';
import { changeOf } from '../immutable';
import { atPath } from '../problem';
import type { ManifestRule } from '../rule';

/**
 * An edit of a release that is committed: releases are frozen, and the platform refuses the change. Source: domain/rules.md
 * cr-owner-immutable and its neighbours, prel-spec-immutable, rrel-spec-immutable; domain/evolution.md §3 Release.
 */
export const editedRelease: ManifestRule = {
  kind: 'manifest',
  code: 'edited-release',
  category: 'schema',
  severity: 'error',
  summary: phrase`A committed release was edited.`,
  kinds: RELEASE_FAMILIES.map((family) => family.release),
  check(view, manifest, report) {
    const before = view.committed(manifest);
    const change = before && !manifest.doubtful ? changeOf(manifest, before, ['spec']) : undefined;
    if (!change) return;
    report({
      place: atPath(manifest, change.path, change.on),
      message: t`${manifest.kind.kind} "${manifest.name}" is committed, and a release never changes: the platform refuses the edit of ${formatPath(change.path)}. Cut a new release, and take this edit back.`,
      ...(typeof change.before === 'string' && { data: { replacement: change.before } }),
    });
  },
};
