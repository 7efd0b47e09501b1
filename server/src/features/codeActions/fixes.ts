import type { Problem } from '../../analysis/problem';
import {
  declaredPlane,
  fieldBeside,
  inferredName,
  namespaceOfTargets,
  noLongerDefault,
  otherRunLabel,
} from './addBeside';
import { duplicateKey } from './duplicateKey';
import { declaredExternal } from './external';
import type { Fix, FixContext, FixFamily } from './fix';
import { migrated, renamedKind } from './migrate';
import { pinRelease } from './pin';
import { nearbyNames } from './reference';
import { itemRemoved, removed } from './remove';
import { meantText, quoted } from './replace';
import { schemaCodeOf } from './schemaData';
import { allowedValue, meantValue, missingField, onlyOne, unknownField } from './schemaFields';
import { silenced } from './silence';
import { addsProblems } from './trial';
import { otherType } from './wrongType';

/** Which fixes there are for the problems of which code, the likeliest first. */
const FAMILIES: Readonly<Record<string, readonly FixFamily[]>> = {
  'duplicate-key': [duplicateKey],
  'unknown-kind': [meantText],
  'removed-kind': [renamedKind],
  'wrong-api-version': [meantText],
  'missing-name': [inferredName],
  'invalid-configuration': [meantText, removed],
  'unknown-code': [meantText],
  'ambiguous-scalar': [quoted],
  'unreadable-scalar': [quoted],
  'unknown-field': [migrated, unknownField],
  'missing-field': [migrated, missingField],
  'wrong-type': [migrated, otherType],
  'not-in-enum': [migrated, allowedValue],
  'pattern-mismatch': [migrated],
  'duplicate-item': [onlyOne],
  'conflicting-fields': [onlyOne],
  'immutable-field': [meantValue],
  'invalid-value': [meantValue],
  'invalid-template': [meantText],
  'invalid-patch': [],
  'duplicate-allowed-entry': [itemRemoved],
  'inconsistent-release': [meantText],
  'unresolved-reference': [pinRelease, nearbyNames, declaredExternal],
  'unknown-namespace': [meantText, namespaceOfTargets],
  'workload-type-mismatch': [meantText],
  'trait-not-allowed': [meantText],
  'missing-workload': [declaredExternal],
  'owner-mismatch': [meantText],
  'release-of-other-owner': [pinRelease],
  'binding-without-release': [pinRelease],
  'unmatched-override': [meantText, removed],
  'label-mismatch': [meantText],
  'dependency-in-other-project': [meantText, fieldBeside],
  'dependency-not-deployed': [declaredExternal],
  'environment-without-plane': [declaredPlane, declaredExternal],
  'workflow-run-labels': [meantText, otherRunLabel],
  'several-default-channels': [noLongerDefault],
  'unknown-action': [meantText, removed],
  'grant-matches-nothing': [meantText],
};

/**
 * The fixes of a problem, the likeliest first, those that only silence it last. One that is a choice among several is left out
 * where it would bring another problem.
 */
export function fixesFor(context: FixContext, problem: Problem): readonly Fix[] {
  const families = FAMILIES[schemaCodeOf(problem)] ?? [];
  const titles = new Set<string>();
  const repairs = families
    .flatMap((family) => family(context, problem))
    .filter(({ title }) => !titles.has(title) && titles.add(title))
    .filter((fix) => !fix.choice || !isHarmful(context, fix));
  return [...repairs, ...silenced(context, problem)];
}

function isHarmful(context: FixContext, fix: Fix): boolean {
  const changes = fix.changes();
  return changes === undefined || addsProblems(context, changes);
}
