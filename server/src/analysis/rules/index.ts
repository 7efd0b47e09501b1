import type { Rule } from '../rule';
import { alertRuleLabels } from './alertRuleLabels';
import { ambiguousPin } from './ambiguousPin';
import { ambiguousScalar } from './ambiguousScalar';
import { bindingWithoutRelease } from './bindingWithoutRelease';
import { conditionWithoutAttribute } from './conditionWithoutAttribute';
import { dependencyCycle } from './dependencyCycle';
import { dependencyInOtherProject } from './dependencyInOtherProject';
import { dependencyNotDeployed } from './dependencyNotDeployed';
import { dependencyNotVisible } from './dependencyNotVisible';
import { duplicateAllowedEntry } from './duplicateAllowedEntry';
import { duplicateManifest } from './duplicateManifest';
import { duplicateResourceId } from './duplicateResourceId';
import { duplicateTraitInstance } from './duplicateTraitInstance';
import { editedRelease } from './editedRelease';
import { environmentNotInPipeline } from './environmentNotInPipeline';
import { environmentWithoutPlane } from './environmentWithoutPlane';
import { FILE_RULES, invalidConfiguration } from './fileRules';
import { grantMatchesNothing } from './grantMatchesNothing';
import { inconsistentRelease } from './inconsistentRelease';
import { invalidParameter } from './invalidParameter';
import { invalidParameterSchema } from './invalidParameterSchema';
import { invalidPatch } from './invalidPatch';
import { invalidTemplate } from './invalidTemplate';
import { labelMismatch } from './labelMismatch';
import { missingProjectBinding } from './missingProjectBinding';
import { missingWorkload } from './missingWorkload';
import { nameTooLong } from './nameTooLong';
import { outputNotMountable } from './outputNotMountable';
import { ownerMismatch } from './ownerMismatch';
import { pipelineCycle } from './pipelineCycle';
import { pipelineEmpty } from './pipelineEmpty';
import { pipelineRepeatedEnvironment } from './pipelineRepeatedEnvironment';
import { pipelineSeveralRoots } from './pipelineSeveralRoots';
import { pipelineSeveralSources } from './pipelineSeveralSources';
import { promotionSkipsEnvironment } from './promotionSkipsEnvironment';
import { releaseName } from './releaseName';
import { releaseOfOtherOwner } from './releaseOfOtherOwner';
import { SCHEMA_RULES } from './schemaRules';
import { severalDefaultChannels } from './severalDefaultChannels';
import { severalWorkloads } from './severalWorkloads';
import { traitNotAllowed } from './traitNotAllowed';
import { unknownAction } from './unknownAction';
import { unknownCode } from './unknownCode';
import { unknownNamespace } from './unknownNamespace';
import { unmatchedOverride } from './unmatchedOverride';
import { unreadableScalar } from './unreadableScalar';
import { unreferencedRelease } from './unreferencedRelease';
import { unresolvedReference } from './unresolvedReference';
import { workflowNotAllowed } from './workflowNotAllowed';
import { workflowRunLabels } from './workflowRunLabels';
import { workloadTemplate } from './workloadTemplate';
import { workloadTypeMismatch } from './workloadTypeMismatch';

/** Every rule. docs/rules.md has a section, and test/unit/rules a passing and a failing fixture, for each code. */
export const RULES: readonly Rule[] = [
  // What comes to light while reading.
  ...FILE_RULES,
  invalidConfiguration,
  unknownCode,
  ambiguousScalar,
  unreadableScalar,

  // What the API server refuses.
  ...SCHEMA_RULES,
  invalidParameter,
  invalidParameterSchema,
  invalidTemplate,
  workloadTemplate,
  invalidPatch,
  duplicateTraitInstance,
  duplicateAllowedEntry,
  duplicateResourceId,
  inconsistentRelease,
  editedRelease,
  conditionWithoutAttribute,

  // Names that lead nowhere, or to two.
  unresolvedReference,
  unknownNamespace,
  duplicateManifest,

  // Components and what belongs to them.
  workloadTypeMismatch,
  traitNotAllowed,
  workflowNotAllowed,
  severalWorkloads,
  missingWorkload,
  ownerMismatch,
  nameTooLong,

  // Releases, bindings and promotion.
  ambiguousPin,
  releaseOfOtherOwner,
  bindingWithoutRelease,
  unmatchedOverride,
  environmentNotInPipeline,
  promotionSkipsEnvironment,
  missingProjectBinding,
  unreferencedRelease,
  labelMismatch,
  releaseName,

  // Dependencies.
  dependencyInOtherProject,
  dependencyNotVisible,
  dependencyCycle,
  dependencyNotDeployed,
  outputNotMountable,

  // Pipelines and environments.
  pipelineEmpty,
  pipelineCycle,
  pipelineSeveralRoots,
  pipelineSeveralSources,
  pipelineRepeatedEnvironment,
  environmentWithoutPlane,

  // Builds, alerts and grants.
  workflowRunLabels,
  alertRuleLabels,
  severalDefaultChannels,
  unknownAction,
  grantMatchesNothing,
];
