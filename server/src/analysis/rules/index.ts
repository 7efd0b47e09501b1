import type { Rule } from '../rule';
import { ambiguousPin } from './ambiguousPin';
import { duplicateManifest } from './duplicateManifest';
import { environmentNotInPipeline } from './environmentNotInPipeline';
import { FILE_RULES, invalidConfiguration } from './fileRules';
import { invalidParameter } from './invalidParameter';
import { invalidParameterSchema } from './invalidParameterSchema';
import { SCHEMA_RULES } from './schemaRules';
import { releaseOfOtherOwner } from './releaseOfOtherOwner';
import { unknownNamespace } from './unknownNamespace';
import { unresolvedReference } from './unresolvedReference';

/** Every rule. docs/rules.md has a section, and test/unit/rules a passing and a failing fixture, for each code. */
export const RULES: readonly Rule[] = [
  ...FILE_RULES,
  invalidConfiguration,
  ...SCHEMA_RULES,
  invalidParameter,
  invalidParameterSchema,
  unresolvedReference,
  unknownNamespace,
  duplicateManifest,
  ambiguousPin,
  releaseOfOtherOwner,
  environmentNotInPipeline,
];
