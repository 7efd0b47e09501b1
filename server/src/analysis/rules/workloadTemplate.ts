import { phrase, t } from '../../base/l10n';
import { valueAt, type Path } from '../../base/path';
import type { Manifest } from '../../repository/manifest';
import { atPath } from '../problem';
import type { Finding, ManifestRule } from '../rule';
import { expand, templatesOf, WORKLOAD_KINDS, workloadKind } from '../templates';
import { asText } from '../values';

/** Where types and traits stand: themselves, or the copies in a release. */
const TYPES: Readonly<Record<string, Path>> = {
  ComponentType: ['spec'],
  ClusterComponentType: ['spec'],
  ComponentRelease: ['spec', 'componentType', 'spec'],
};
const TRAITS: Readonly<Record<string, Path>> = {
  Trait: ['spec'],
  ClusterTrait: ['spec'],
  ComponentRelease: ['spec', 'traits', '*', 'spec'],
};

/** Groups in which no trait may remove a workload; the platform asks for any of its kinds in either. */
const PROTECTED = ['apps', 'batch'];

/**
 * The one workload of a type: its template is there once, no other workload beside it, and no trait makes or removes one. Source:
 * domain/rules.md ct-workload-kind-match, ct-no-other-workload, trait-create-shape, trait-remove-workload.
 */
export const workloadTemplate: ManifestRule = {
  kind: 'manifest',
  code: 'workload-template',
  category: 'schema',
  severity: 'error',
  summary: phrase`A type has not exactly the workload that it promises, or a trait makes or removes one.`,
  kinds: [...new Set([...Object.keys(TYPES), ...Object.keys(TRAITS)])],
  check(_view, manifest, report) {
    if (manifest.doubtful) return;
    const type = TYPES[manifest.kind.kind];
    if (type) for (const finding of ofType(manifest, type)) report(finding);
    for (const trait of expand(manifest.value, TRAITS[manifest.kind.kind] ?? ['none']))
      for (const finding of ofTrait(manifest, trait)) report(finding);
  },
};

function below(manifest: Manifest, path: Path) {
  return templatesOf(manifest).filter((template) => path.every((step, i) => step === template.path[i]));
}

function ofType(manifest: Manifest, path: Path): readonly Finding[] {
  const resources = [...path, 'resources'];
  const workloadType = asText(valueAt(manifest.value, [...path, 'workloadType']))?.toLowerCase();
  if (workloadType === undefined || !Array.isArray(valueAt(manifest.value, resources))) return [];
  const findings: Finding[] = [];
  let primary = 0;
  for (const template of below(manifest, resources)) {
    const kind = workloadKind(template);
    if (kind === workloadType) primary++;
    if (kind === undefined || (kind === workloadType && primary === 1)) continue;
    const name = asText(valueAt(template.value, ['kind'])) ?? kind;
    findings.push({
      place: atPath(manifest, [...template.path, 'kind']),
      message:
        kind === workloadType
          ? t`A type has one ${name}; the platform refuses a second.`
          : t`A type of workload type ${workloadType} cannot render a ${name}; the platform refuses it.`,
    });
  }
  if (primary === 0 && workloadType !== 'proxy')
    findings.push({
      place: atPath(manifest, resources, 'key'),
      message: t`No template is of the kind that workloadType says (${workloadType}); the platform refuses the type.`,
    });
  return findings;
}

function ofTrait(manifest: Manifest, path: Path): readonly Finding[] {
  const made = below(manifest, [...path, 'creates']).flatMap((template): Finding[] =>
    workloadKind(template) === undefined
      ? []
      : [
          {
            place: atPath(manifest, [...template.path, 'kind']),
            message: t`A trait cannot create a ${asText(valueAt(template.value, ['kind']))}; the platform refuses it. Workloads come from the component's type.`,
          },
        ],
  );
  const removed = expand(manifest.value, [...path, 'removes', '*', 'target']).flatMap((target): Finding[] => {
    const kind = asText(valueAt(manifest.value, [...target, 'kind']));
    const group = asText(valueAt(manifest.value, [...target, 'group']));
    if (kind === undefined || group === undefined || !PROTECTED.includes(group)) return [];
    if (!WORKLOAD_KINDS.includes(kind.toLowerCase())) return [];
    return [
      {
        place: atPath(manifest, [...target, 'kind']),
        message: t`A trait cannot remove a ${kind}; the platform refuses it.`,
      },
    ];
  });
  return [...made, ...removed];
}
