import { phrase } from '../../base/l10n';
import type { CodeRule } from '../rule';

/** A code that no rule has silences nothing, and the one that was meant goes on. */
export const unknownCode: CodeRule = {
  kind: 'code',
  code: 'unknown-code',
  category: 'hygiene',
  severity: 'warning',
  summary: phrase`A silencing comment or the configuration names a code that no rule has.`,
};
