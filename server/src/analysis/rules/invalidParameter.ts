import { phrase, t, type Phrase } from '../../base/l10n';
import { formatPath, type Path, valueAt } from '../../base/path';
import { familyOfRelease } from '../../model/releaseFamilies';
import type { Manifest } from '../../repository/manifest';
import { parameterPlaces, type ParameterPlace } from '../parameters';
import { atPath } from '../problem';
import type { Finding, ManifestRule } from '../rule';
import type { SchemaProblem } from '../schema/schemaProblem';

/** Values that the schema of a type, a trait or a pinned release refuses. */
export const invalidParameter: ManifestRule = {
  kind: 'manifest',
  code: 'invalid-parameter',
  category: 'rule',
  severity: 'error',
  summary: phrase`A value does not fit the schema of the type, trait or pinned release.`,
  kinds: [
    'Component',
    'ComponentType',
    'ClusterComponentType',
    'ComponentRelease',
    'ReleaseBinding',
    'Resource',
    'ResourceRelease',
    'ResourceReleaseBinding',
    'Project',
    'ProjectReleaseBinding',
    'WorkflowRun',
    'EnvSettings',
  ],
  check(view, manifest, report) {
    if (manifest.doubtful) return;
    for (const place of parameterPlaces(view, manifest)) {
      const problems = place.schema?.validate(place.values, { defaults: defaultsFirst(manifest, place) }) ?? [];
      for (const problem of problems) {
        if (isTemplate(place, problem.path) || (place.partial && problem.code === 'missing-field')) continue;
        report(finding(manifest, place, problem));
      }
    }
  },
};

/**
 * Defaults count first where the values are rendered. When a release is created they do not (domain/rules.md
 * val-defaults-not-at-admission); an owner is judged kindly, since its release may still be cut elsewhere.
 */
function defaultsFirst(manifest: Manifest, place: ParameterPlace): boolean {
  return place.checked !== 'release-creation' || familyOfRelease(manifest.kind.kind) === undefined;
}

/** `${…}` in a type's embedded traits is evaluated first: what comes out is not known here. */
function isTemplate({ values }: ParameterPlace, path: Path): boolean {
  for (let length = path.length; length >= 0; length--) {
    const value = valueAt(values, path.slice(0, length));
    if (typeof value === 'string') return value.includes('${');
  }
  return false;
}

function finding(manifest: Manifest, place: ParameterPlace, problem: SchemaProblem): Finding {
  const path = [...place.path, ...problem.path];
  const { fix, expected } = problem;
  const replacement = fix?.rename ?? (typeof fix?.replacement === 'string' ? fix.replacement : undefined);
  return {
    place: atPath(manifest, path, problem.on),
    message: t`${problem.message} So says ${place.described}${CONSEQUENCE[place.checked]}`,
    severity: place.checked === 'never' ? 'warning' : 'error',
    related:
      place.holder === manifest
        ? []
        : [{ kind: 'manifest', manifest: place.holder, message: t`The schema is in here.` }],
    data: {
      path: formatPath(path),
      code: problem.code,
      ...(replacement !== undefined && { replacement }),
      ...(expected && { expected }),
      ...(fix && { fix }),
    },
  };
}

const CONSEQUENCE: Readonly<Record<ParameterPlace['checked'], Phrase>> = {
  'release-creation': phrase`; a release with this value is refused.`,
  render: phrase`; rendering fails.`,
  never: phrase`; the platform does not check, and hands the value to the template.`,
};
