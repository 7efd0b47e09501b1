import { phrase, type Phrase } from '../../base/l10n';
import type { FactProblem } from '../../model/manifest';
import type { Category, Severity } from '../problem';
import type { ConfigRule, FileRule } from '../rule';

function fileRule(code: FactProblem['code'], category: Category, severity: Severity, summary: Phrase): FileRule {
  return { kind: 'file', code, finds: code, category, severity, summary };
}

/** What comes to light while a file is read. */
export const FILE_RULES: readonly FileRule[] = [
  fileRule('yaml-syntax', 'syntax', 'error', phrase`The file is not valid YAML.`),
  fileRule('duplicate-key', 'syntax', 'error', phrase`A map has the same key twice.`),
  fileRule('conflict-markers', 'syntax', 'error', phrase`The file holds an unresolved merge conflict.`),
  fileRule('too-large', 'hygiene', 'information', phrase`The file is too large to be checked.`),
  fileRule('unknown-kind', 'schema', 'error', phrase`OpenChoreo has no such kind.`),
  fileRule('removed-kind', 'schema', 'warning', phrase`OpenChoreo no longer has this kind.`),
  fileRule('wrong-api-version', 'schema', 'error', phrase`OpenChoreo has no such apiVersion.`),
  fileRule('missing-name', 'schema', 'error', phrase`A manifest has no name.`),
];

/** The configuration file does not fit its own rules. */
export const invalidConfiguration: ConfigRule = {
  kind: 'config',
  code: 'invalid-configuration',
  category: 'schema',
  severity: 'error',
  summary: phrase`The configuration has an unknown key or a value that does not fit.`,
};
