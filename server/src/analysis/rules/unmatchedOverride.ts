import { phrase, t } from '../../base/l10n';
import { nearest } from '../../base/suggest';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { entriesAt, textOf } from '../entries';
import { atPath } from '../problem';
import type { Finding, ManifestRule } from '../rule';
import { asMap, at, textAt } from '../values';

/** Who holds values for an environment, and how to find those that override nothing. */
const FIND: Readonly<Record<string, (view: RepositoryView, manifest: Manifest) => readonly Finding[]>> = {
  ReleaseBinding: ofWorkload,
  EnvSettings: ofAddons,
};

/** Values for an environment that override nothing. Source: domain/references.yaml releasebinding.workloadOverrides.env.key. */
export const unmatchedOverride: ManifestRule = {
  kind: 'manifest',
  code: 'unmatched-override',
  category: 'rule',
  severity: 'information',
  summary: phrase`Values for an environment override nothing.`,
  kinds: Object.keys(FIND),
  check(view, manifest, report) {
    for (const finding of FIND[manifest.kind.kind]?.(view, manifest) ?? []) report(finding);
  },
};

/** Variables and files of a binding that the pinned release does not have: they are added, which may be meant. */
function ofWorkload(view: RepositoryView, binding: Manifest): readonly Finding[] {
  const pin = textAt(binding, 'spec.releaseName');
  const release = pin === undefined ? undefined : view.find('ComponentRelease', binding.inNamespace, pin);
  if (!release || release.doubtful) return [];
  return (['env', 'files'] as const).flatMap((list) => {
    const known = entriesAt(release, `spec.workload.container.${list}`).flatMap((entry) => textOf(entry, 'key') ?? []);
    return entriesAt(binding, `spec.workloadOverrides.container.${list}`).flatMap((entry): Finding[] => {
      const key = textOf(entry, 'key');
      if (key === undefined || known.includes(key)) return [];
      const suggestion = nearest(key, known);
      const hint = suggestion ? t`; did you mean "${suggestion}"?` : '.';
      return [
        {
          place: atPath(binding, [...entry.path, 'key']),
          message:
            list === 'env'
              ? t`Release "${release.name}" has no variable "${key}": the platform adds it${hint}`
              : t`Release "${release.name}" has no file "${key}": the platform adds it${hint}`,
          related: [{ kind: 'manifest', manifest: release, message: t`The pinned release.` }],
          ...(suggestion && { data: { replacement: suggestion } }),
        },
      ];
    });
  });
}

/** Values for an instance of an addon that the component does not use (domain/evolution.md §3). */
function ofAddons(view: RepositoryView, settings: Manifest): readonly Finding[] {
  const name = textAt(settings, 'spec.owner.componentName');
  const component = name === undefined ? undefined : view.find('Component', settings.inNamespace, name);
  if (!component || component.doubtful) return [];
  const used = entriesAt(component, 'spec.addons').map((entry) => ({
    addon: textOf(entry, 'name'),
    instance: textOf(entry, 'instanceId') ?? textOf(entry, 'instanceName'),
  }));
  const root = ['spec', 'addonOverrides'];
  return Object.entries(asMap(at(settings, 'spec.addonOverrides'))).flatMap(([addon, instances]): Finding[] => {
    const own = used.filter((use) => use.addon === addon);
    const related = [{ kind: 'manifest' as const, manifest: component, message: t`The component, with its addons.` }];
    // An addon that does not exist is a reference that leads nowhere.
    if (own.length === 0)
      return view.find('Addon', settings.inNamespace, addon)
        ? [
            {
              place: atPath(settings, [...root, addon], 'key'),
              message: t`Component "${component.name}" does not use the addon "${addon}": the values reach nothing.`,
              severity: 'warning',
              related,
            },
          ]
        : [];
    const ids = own.flatMap((use) => use.instance ?? []);
    if (ids.length < own.length) return []; // One instance without an id may be any.
    return Object.keys(asMap(instances))
      .filter((id) => !ids.includes(id))
      .map((id): Finding => {
        const suggestion = nearest(id, ids);
        return {
          place: atPath(settings, [...root, addon, id], 'key'),
          message: t`Component "${component.name}" has no instance "${id}" of the addon "${addon}": the values reach nothing${suggestion ? t`; did you mean "${suggestion}"?` : '.'}`,
          severity: 'warning',
          related,
          ...(suggestion && { data: { replacement: suggestion } }),
        };
      });
  });
}
