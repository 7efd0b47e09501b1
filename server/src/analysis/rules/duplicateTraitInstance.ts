import { phrase, t } from '../../base/l10n';
import type { Manifest } from '../../repository/manifest';
import type { RepositoryView } from '../../repository/view';
import { typeNameOf, typeOfComponent } from '../componentTypes';
import { entriesAt, repeated, textOf, type Entry } from '../entries';
import { atPath } from '../problem';
import type { Finding, ManifestRule } from '../rule';

/** Where the instances of traits and addons stand, and what names each. */
const LISTS: Readonly<Record<string, string>> = {
  Component: 'spec.traits',
  ComponentType: 'spec.traits',
  ClusterComponentType: 'spec.traits',
  ComponentRelease: 'spec.componentProfile.traits',
};

interface Instance {
  readonly name: string;
  readonly key: string;
  /** What must differ from the other entries. */
  readonly identity: string;
}

function traitInstance(entry: Entry): Instance | undefined {
  const name = textOf(entry, 'instanceName');
  return name === undefined ? undefined : { name, key: 'instanceName', identity: name };
}

/** EnvSettings find an addon's instance by the addon's name and the instance's id (domain/evolution.md §3). */
function addonInstance(entry: Entry): Instance | undefined {
  const key = textOf(entry, 'instanceId') === undefined ? 'instanceName' : 'instanceId';
  const name = textOf(entry, key);
  return name === undefined ? undefined : { name, key, identity: `${textOf(entry, 'name') ?? ''}/${name}` };
}

/** Two instances under one name. Source: domain/rules.md comp-dup-instance, comp-instance-vs-embedded, ct-embedded-names, cr-instance-dup. */
export const duplicateTraitInstance: ManifestRule = {
  kind: 'manifest',
  code: 'duplicate-trait-instance',
  category: 'schema',
  severity: 'error',
  summary: phrase`Two trait instances of a component, type or release have the same name.`,
  kinds: [...Object.keys(LISTS), 'ComponentV2'],
  check(view, manifest, report) {
    const list = LISTS[manifest.kind.kind];
    if (list) for (const finding of within(manifest, list, traitInstance)) report(finding);
    for (const finding of againstType(view, manifest)) report(finding);
    for (const finding of within(manifest, 'spec.addons', addonInstance)) report({ ...finding, category: 'rule' });
  },
};

function within(manifest: Manifest, at: string, id: (entry: Entry) => Instance | undefined): readonly Finding[] {
  return repeated(entriesAt(manifest, at), (entry) => id(entry)?.identity).map(({ item, first }) => {
    const instance = id(item)!;
    return {
      place: atPath(manifest, [...item.path, instance.key]),
      message: t`The instance name "${instance.name}" is taken by ${nameOf(first)} above; every instance needs its own.`,
    };
  });
}

/** A component's own instances beside those that its type embeds; nothing but a component has a type. */
function againstType(view: RepositoryView, component: Manifest): readonly Finding[] {
  const own = entriesAt(component, 'spec.traits');
  const type = own.length === 0 || !typeNameOf(component) ? undefined : typeOfComponent(view, component);
  if (!type || type.doubtful) return [];
  const embedded = new Map(entriesAt(type, 'spec.traits').map((entry) => [textOf(entry, 'instanceName'), entry]));
  return own.flatMap((entry): Finding[] => {
    const name = textOf(entry, 'instanceName');
    const other = name === undefined ? undefined : embedded.get(name);
    if (!other) return [];
    return [
      {
        place: atPath(component, [...entry.path, 'instanceName']),
        message: t`${type.kind.kind} "${type.name}" already embeds ${nameOf(other)} as "${name}": the Component never becomes ready.`,
        category: 'rule',
        related: [{ kind: 'manifest', manifest: type, message: t`The type, with the trait that it embeds.` }],
      },
    ];
  });
}

function nameOf(entry: Entry): string {
  return `"${textOf(entry, 'name') ?? ''}"`;
}
