import type { Problem } from '../../analysis/problem';
import {
  declaredPlane,
  fieldBeside,
  inferredName,
  namespaceOfTargets,
  noLongerDefault,
  otherRunLabel,
} from './addBeside';
import { missingManifest, projectBinding, promotedDependency } from './createManifest';
import { allowedTrait, allowedWorkflow } from './allow';
import { duplicateKey } from './duplicateKey';
import { declaredExternal } from './external';
import type { Fix, FixContext, FixFamily } from './fix';
import { migrated, renamedKind } from './migrate';
import { pinRelease } from './pin';
import { pathsMerged, targetRemoved } from './pipelinePaths';
import { nearbyNames } from './reference';
import { itemRemoved, overrideRemoved, removed } from './remove';
import { meantText, quoted } from './replace';
import { restoredRelease } from './restore';
import { schemaCodeOf } from './schemaData';
import { allowedValue, meantValue, missingField, onlyOne, unknownField } from './schemaFields';
import { silenced } from './silence';
import { addsProblems } from './trial';
import { freeInstanceName, schemeAdded, secondCopy, takenName, valueOfRemoval, widerVisibility } from './wording';
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
  'bad-format': [schemeAdded],
  'duplicate-item': [onlyOne],
  'conflicting-fields': [onlyOne],
  'immutable-field': [meantValue],
  'invalid-value': [meantValue],
  'invalid-metadata': [takenName],
  'invalid-template': [meantText],
  'invalid-patch': [valueOfRemoval],
  'duplicate-trait-instance': [freeInstanceName],
  'duplicate-allowed-entry': [itemRemoved],
  'inconsistent-release': [meantText, secondCopy],
  'edited-release': [restoredRelease],
  'unresolved-reference': [pinRelease, nearbyNames, missingManifest, declaredExternal],
  'unknown-namespace': [meantText, namespaceOfTargets],
  'workload-type-mismatch': [meantText],
  'trait-not-allowed': [meantText, allowedTrait],
  'workflow-not-allowed': [allowedWorkflow],
  'missing-workload': [missingManifest, declaredExternal],
  'owner-mismatch': [meantText],
  'release-of-other-owner': [pinRelease],
  'binding-without-release': [pinRelease],
  'unmatched-override': [meantText, overrideRemoved],
  'label-mismatch': [meantText],
  'dependency-in-other-project': [meantText, fieldBeside],
  'dependency-not-deployed': [promotedDependency, declaredExternal],
  'dependency-not-visible': [widerVisibility],
  'pipeline-cycle': [targetRemoved],
  'pipeline-several-sources': [targetRemoved],
  'pipeline-repeated-environment': [pathsMerged, targetRemoved],
  'environment-without-plane': [declaredPlane, declaredExternal],
  'workflow-run-labels': [meantText, otherRunLabel],
  'missing-project-binding': [projectBinding],
  'several-default-channels': [noLongerDefault],
  'unknown-action': [meantText, removed],
  'grant-matches-nothing': [meantText],
};

/** The codes of the problems that something can be done about. */
export const FIXABLE: readonly string[] = Object.keys(FAMILIES);

/** The fixes of a problem, the likeliest first, those that only silence it last. */
export function fixesFor(context: FixContext, problem: Problem): readonly Fix[] {
  return [...repairsFor(context, problem), ...silenced(context, problem)];
}

/** The fixes that mend a problem. One that is a choice among several is left out where it would bring another problem. */
export function repairsFor(context: FixContext, problem: Problem): readonly Fix[] {
  const families = FAMILIES[schemaCodeOf(problem)] ?? [];
  const titles = new Set<string>();
  return families
    .flatMap((family) => family(context, problem))
    .filter(({ title }) => !titles.has(title) && titles.add(title))
    .filter((fix) => !fix.choice || !isHarmful(context, fix));
}

function isHarmful(context: FixContext, fix: Fix): boolean {
  const changes = fix.changes();
  return changes === undefined || addsProblems(context, changes);
}
