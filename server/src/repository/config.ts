import { phrase, t, type Phrase } from '../base/l10n';
import { formatPath, type Path } from '../base/path';
import { nearest } from '../base/suggest';
import type { YamlFile } from '../yaml/node';
import { toValue } from '../yaml/value';

/** The file that a repository is configured with; editor and CLI share it. */
export const CONFIG_FILE = '.openchoreo-gitops.yaml';

export type ConfiguredVersion = '1.0' | '1.1' | '1.2' | 'proposal' | 'auto';
export type ConfiguredSeverity = 'error' | 'warning' | 'information' | 'off';

export interface PromotionConfig {
  /** Environments that take pull requests only; undefined: what pipeline and Environment say. */
  readonly review?: readonly string[];
  readonly baseBranch?: string;
  readonly branch?: string;
  readonly commitMessage?: string;
  readonly signOff?: boolean;
}

export interface RepositoryConfig {
  readonly platformVersion: ConfiguredVersion;
  /** Namespace of manifests that do not say theirs. */
  readonly defaultNamespace: string;
  readonly rules: Readonly<Record<string, ConfiguredSeverity>>;
  /** `Kind/name` of what exists outside the repository; `*` stands for any characters. */
  readonly external: readonly string[];
  /** Globs of files that are not read. */
  readonly ignore: readonly string[];
  readonly promotion: PromotionConfig;
  readonly retention: { readonly keep: number; readonly days: number };
  /** Globs of CRD files that replace the built-in schemas. */
  readonly crds: readonly string[];
}

export const DEFAULT_CONFIG: RepositoryConfig = {
  platformVersion: 'auto',
  defaultNamespace: 'default',
  rules: {},
  external: [],
  ignore: [],
  promotion: {},
  retention: { keep: 5, days: 30 },
  crds: [],
};

/** What is wrong with the configuration, at a path of its file. */
export interface ConfigProblem {
  readonly path: Path;
  readonly on: 'key' | 'value';
  readonly message: string;
  readonly suggestion?: string;
}

type Shape =
  | { readonly kind: 'text'; readonly oneOf?: readonly string[] }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'count' }
  | { readonly kind: 'texts' }
  | { readonly kind: 'entries'; readonly value: Shape }
  | { readonly kind: 'map'; readonly keys: Readonly<Record<string, Shape>> };

const SEVERITIES = ['error', 'warning', 'information', 'off'];

const SHAPE: Shape = {
  kind: 'map',
  keys: {
    platformVersion: { kind: 'text', oneOf: ['1.0', '1.1', '1.2', 'proposal', 'auto'] },
    defaultNamespace: { kind: 'text' },
    rules: { kind: 'entries', value: { kind: 'text', oneOf: SEVERITIES } },
    external: { kind: 'texts' },
    ignore: { kind: 'texts' },
    promotion: {
      kind: 'map',
      keys: {
        review: { kind: 'texts' },
        baseBranch: { kind: 'text' },
        branch: { kind: 'text' },
        commitMessage: { kind: 'text' },
        signOff: { kind: 'boolean' },
      },
    },
    retention: { kind: 'map', keys: { keep: { kind: 'count' }, days: { kind: 'count' } } },
    crds: { kind: 'texts' },
  },
};

const EXPECTED: Readonly<Record<Shape['kind'], Phrase>> = {
  text: phrase`a text`,
  boolean: phrase`true or false`,
  count: phrase`a whole number, 0 or more`,
  texts: phrase`a list of texts`,
  entries: phrase`a map`,
  map: phrase`a map`,
};

/**
 * Reads the configuration. What does not fit is named in a problem and left out; the rest counts, so that one typo does
 * not switch everything off.
 */
export function readConfig(file: YamlFile): { config: RepositoryConfig; problems: readonly ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const value = toValue(file.documents[0]?.root);
  const fitting = fit(value ?? {}, SHAPE, [], problems) as Partial<RepositoryConfig> | undefined;
  const retention = { ...DEFAULT_CONFIG.retention, ...fitting?.retention };
  return { config: { ...DEFAULT_CONFIG, ...fitting, retention }, problems };
}

/** The part of a value that has the shape; undefined where nothing of it has. */
function fit(value: unknown, shape: Shape, path: Path, problems: ConfigProblem[]): unknown {
  const refuse = (expected: string | Phrase, suggestion?: string): unknown => {
    const where = path.length === 0 ? t`The configuration` : `"${formatPath(path)}"`;
    const hint = suggestion ? t` Did you mean "${suggestion}"?` : '';
    problems.push({
      path,
      on: 'value',
      message: t`${where} must be ${expected}.${hint}`,
      ...(suggestion && { suggestion }),
    });
    return undefined;
  };
  switch (shape.kind) {
    case 'text': {
      // `platformVersion: 1.2` without quotes is a number to YAML and a version to everybody else.
      const text = typeof value === 'number' ? String(value) : value;
      if (typeof text !== 'string' || text === '')
        return refuse(shape.oneOf ? t`one of ${shape.oneOf.join(', ')}` : EXPECTED.text);
      if (!shape.oneOf || shape.oneOf.includes(text)) return text;
      return refuse(t`one of ${shape.oneOf.join(', ')}`, nearest(text, shape.oneOf));
    }
    case 'boolean':
      return typeof value === 'boolean' ? value : refuse(EXPECTED.boolean);
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : refuse(EXPECTED.count);
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : refuse(EXPECTED.texts);
    case 'entries':
    case 'map':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? fitMap(value as Record<string, unknown>, shape, path, problems)
        : refuse(EXPECTED.map);
  }
}

function fitMap(
  value: Record<string, unknown>,
  shape: Shape & { kind: 'map' | 'entries' },
  path: Path,
  problems: ConfigProblem[],
): unknown {
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const inner = shape.kind === 'entries' ? shape.value : Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
    if (!inner) {
      const known = shape.kind === 'map' ? Object.keys(shape.keys) : [];
      const suggestion = nearest(key, known);
      const hint = suggestion ? t` Did you mean "${suggestion}"?` : t` Known keys: ${known.join(', ')}.`;
      problems.push({
        path: [...path, key],
        on: 'key',
        message: t`The configuration has no key "${formatPath([...path, key])}".${hint}`,
        ...(suggestion && { suggestion }),
      });
      continue;
    }
    // `off` is a boolean to YAML 1.1; as a severity it means off.
    const text = shape.kind === 'entries' && item === false ? 'off' : item;
    if (text === null) continue;
    const fitting = fit(text, inner, [...path, key], problems);
    if (fitting !== undefined) result[key] = fitting;
  }
  return result;
}
