import { t } from '../base/l10n';
import { valueAt, type Path } from '../base/path';
import { familyOfBinding } from '../model/releaseFamilies';
import type { Manifest } from '../repository/manifest';
import type { RepositoryView } from '../repository/view';
import { INLINE_SCHEMA, inlineSchemaAt } from './inlineSections';
import { compileParameterSchema, type ParameterSchema } from './schema/parameterSchema';
import { asList, asMap, asText, at, textAt } from './values';

/** Values that a schema written in another manifest decides, and that schema. */
export interface ParameterPlace {
  /** Where the values stand in their manifest. */
  readonly path: Path;
  readonly values: unknown;
  /** The schema; undefined where the type writes none: then the platform drops the values. */
  readonly schema: ParameterSchema | undefined;
  /** The manifest that holds the schema: a type, a trait, or the release with a frozen copy of them. */
  readonly holder: Manifest;
  /** Where in the holder the schema stands (the map with `openAPIV3Schema`). */
  readonly schemaPath: Path;
  /** How people call it: `ComponentType "service"`, `trait "autoscaler" of release "cart-1"`. */
  readonly described: string;
  /** When the platform checks the values, and whether defaults come first (domain/rules.md §4, "Values against schemas"). */
  readonly checked: 'release-creation' | 'render' | 'never';
  /** The rest is filled in later: what is missing here is no fault. */
  readonly partial?: true;
}

type Section = 'parameters' | 'environmentConfigs';

// The plain value of a schema is shared by everything that copies it, so one compilation serves them all.
const compiled = new WeakMap<object, ParameterSchema>();

/** The schema in a section of a type or trait, compiled once for as long as its value lives. */
export function parameterSchemaOf(section: unknown): ParameterSchema | undefined {
  const source = valueAt(section, ['openAPIV3Schema']);
  if (typeof source !== 'object' || source === null) return undefined;
  let schema = compiled.get(source);
  if (!schema) compiled.set(source, (schema = compileParameterSchema(source)));
  return schema;
}

/** The schema at a path of a type, addon, trait or release, whichever dialect it is written in. */
export function parameterSchemaAt({ value }: Manifest, path: Path): ParameterSchema | undefined {
  return parameterSchemaOf(valueAt(value, path)) ?? inlineSchemaAt(value, path);
}

/** Every place of a manifest whose values are for another manifest's schema, where that manifest is in the repository. */
export function parameterPlaces(view: RepositoryView, manifest: Manifest): readonly ParameterPlace[] {
  const find = PLACES[manifest.kind.kind];
  return find ? find(view, manifest) : [];
}

type Finder = (view: RepositoryView, manifest: Manifest) => ParameterPlace[];

/** Which values each kind holds for which schema. */
const PLACES: Readonly<Record<string, Finder>> = {
  Component: (view, component) => [
    ...fromType(view, component, 'spec.componentType', 'ComponentType', 'release-creation'),
    ...instances(component, ['spec', 'traits']).flatMap(({ path, item }) => {
      const trait = findTyped(view, component, item, 'Trait');
      return trait
        ? [
            placeIn(
              component,
              [...path, 'parameters'],
              trait,
              ['spec', 'parameters'],
              describe(trait),
              'release-creation',
            ),
          ]
        : [];
    }),
    ...fromDefinition(view, component),
    // A build fills in what it knows, such as the commit.
    ...fromWorkflow(view, component, ['spec', 'workflow']).map((place) => ({ ...place, partial: true as const })),
  ],
  ComponentType: (view, type) => embedded(view, type, 'Trait'),
  ClusterComponentType: (view, type) => embedded(view, type, 'ClusterTrait'),
  ComponentRelease: (_, release) => [
    placeIn(
      release,
      ['spec', 'componentProfile', 'parameters'],
      release,
      ['spec', 'componentType', 'spec', 'parameters'],
      t`the component type in this release`,
      'release-creation',
    ),
    ...profileTraits(release).flatMap(({ path, schemaPath, name }) => [
      placeIn(
        release,
        [...path, 'parameters'],
        release,
        [...schemaPath, 'parameters'],
        t`trait "${name}" in this release`,
        'release-creation',
      ),
    ]),
  ],
  ReleaseBinding: (view, binding) => {
    const release = pinnedRelease(view, binding);
    if (!release) return [];
    const type = placeIn(
      binding,
      ['spec', 'componentTypeEnvironmentConfigs'],
      release,
      ['spec', 'componentType', 'spec', 'environmentConfigs'],
      t`the component type in release "${release.name}"`,
      'render',
    );
    const traits = profileTraits(release).flatMap(({ instance, schemaPath, name }) =>
      valueAt(binding.value, ['spec', 'traitEnvironmentConfigs', instance]) === undefined
        ? []
        : [
            placeIn(
              binding,
              ['spec', 'traitEnvironmentConfigs', instance],
              release,
              [...schemaPath, 'environmentConfigs'],
              t`trait "${name}" in release "${release.name}"`,
              'render',
            ),
          ],
    );
    return [type, ...traits];
  },
  Resource: (view, resource) => fromType(view, resource, 'spec.type', 'ResourceType', 'release-creation'),
  ResourceRelease: (_, release) => [
    placeIn(
      release,
      ['spec', 'parameters'],
      release,
      ['spec', 'resourceType', 'spec', 'parameters'],
      t`the resource type in this release`,
      'release-creation',
    ),
  ],
  ResourceReleaseBinding: (view, binding) => {
    const release = pinnedRelease(view, binding);
    return release
      ? [
          placeIn(
            binding,
            ['spec', 'resourceTypeEnvironmentConfigs'],
            release,
            ['spec', 'resourceType', 'spec', 'environmentConfigs'],
            t`the resource type in release "${release.name}"`,
            'never',
          ),
        ]
      : [];
  },
  Project: (view, project) => fromType(view, project, 'spec.type', 'ProjectType', 'never'),
  ProjectReleaseBinding: (view, binding) => {
    const release = pinnedRelease(view, binding);
    return release
      ? [
          placeIn(
            binding,
            ['spec', 'environmentConfigs'],
            release,
            ['spec', 'projectType', 'spec', 'environmentConfigs'],
            t`the project type in release "${release.name}"`,
            'never',
          ),
        ]
      : [];
  },
  WorkflowRun: (view, run) => fromWorkflow(view, run, ['spec', 'workflow']),
  // What the component in it was given, for the copies beside it.
  Release: (_, release) => {
    const spec: Path = ['spec', 'component', 'content', 'spec'];
    const addons = instances(release, ['spec', 'addons']);
    return [
      placeIn(
        release,
        [...spec, 'parameters'],
        release,
        ['spec', 'componentTypeDefinition', 'content', ...INLINE_SCHEMA],
        t`the component type in this release`,
        'never',
      ),
      ...instances(release, [...spec, 'addons']).flatMap(({ path, item }) => {
        const name = asText(asMap(item)['name']);
        const copy = addons.find((addon) => name !== undefined && asMap(addon.item)['name'] === name);
        return copy
          ? [
              placeIn(
                release,
                [...path, 'config'],
                release,
                [...copy.path, 'content', ...INLINE_SCHEMA],
                t`addon "${name}" in this release`,
                'never',
              ),
            ]
          : [];
      }),
    ];
  },
  EnvSettings: (view, settings) => {
    const owner = textAt(settings, 'spec.owner.componentName');
    const component = owner === undefined ? undefined : view.find('Component', settings.inNamespace, owner);
    const type = component && definitionOf(view, component);
    // What the component sets for all environments is not repeated.
    const differences = (path: Path, holder: Manifest): ParameterPlace => ({
      ...placeIn(settings, path, holder, [...INLINE_SCHEMA, 'envOverrides'], describe(holder), 'render'),
      partial: true,
    });
    return [
      ...(type ? [differences(['spec', 'overrides'], type)] : []),
      ...Object.entries(asMap(at(settings, 'spec.addonOverrides'))).flatMap(([name, instances]) => {
        const addon = view.find('Addon', settings.inNamespace, name);
        const paths = Object.keys(asMap(instances)).map((instance) => ['spec', 'addonOverrides', name, instance]);
        return addon ? paths.map((path) => differences(path, addon)) : [];
      }),
    ];
  },
};

function placeIn(
  manifest: Manifest,
  path: Path,
  holder: Manifest,
  schemaPath: Path,
  described: string,
  checked: ParameterPlace['checked'],
): ParameterPlace {
  return {
    path,
    values: valueAt(manifest.value, path),
    schema: parameterSchemaAt(holder, schemaPath),
    holder,
    schemaPath,
    described,
    checked,
  };
}

function describe(manifest: Manifest): string {
  return `${manifest.kind.kind} "${manifest.name}"`;
}

/** The type or trait that a `{ kind, name }` names; the part of the name before a slash is no part of it. */
function findTyped(view: RepositoryView, manifest: Manifest, ref: unknown, fallback: string): Manifest | undefined {
  const name = asText(asMap(ref)['name'])?.split('/').at(-1);
  return name === undefined ? undefined : view.find(asText(asMap(ref)['kind']) ?? fallback, manifest.inNamespace, name);
}

function fromType(
  view: RepositoryView,
  manifest: Manifest,
  refPath: string,
  fallback: string,
  checked: ParameterPlace['checked'],
): ParameterPlace[] {
  const type = findTyped(view, manifest, at(manifest, refPath), fallback);
  return type ? [placeIn(manifest, ['spec', 'parameters'], type, ['spec', 'parameters'], describe(type), checked)] : [];
}

/** The type of the proposal that a component follows: `deployment/web-app`. */
function definitionOf(view: RepositoryView, component: Manifest): Manifest | undefined {
  const name = asText(at(component, 'spec.componentType'));
  return name === undefined ? undefined : findTyped(view, component, { name }, 'ComponentTypeDefinition');
}

/** Values for a type and addons of the proposal: those of both sections in one map. */
function fromDefinition(view: RepositoryView, component: Manifest): ParameterPlace[] {
  const type = definitionOf(view, component);
  const addons = instances(component, ['spec', 'addons']).flatMap(({ path, item }) => {
    const addon = findTyped(view, component, { name: asMap(item)['name'] }, 'Addon');
    return addon ? [{ path: [...path, 'config'], holder: addon }] : [];
  });
  return [...(type ? [{ path: ['spec', 'parameters'], holder: type }] : []), ...addons].map(({ path, holder }) =>
    placeIn(component, path, holder, INLINE_SCHEMA, describe(holder), 'never'),
  );
}

function fromWorkflow(view: RepositoryView, manifest: Manifest, path: Path): ParameterPlace[] {
  const ref = valueAt(manifest.value, path);
  const workflow = ref === undefined ? undefined : findTyped(view, manifest, ref, 'ClusterWorkflow');
  return workflow
    ? [placeIn(manifest, [...path, 'parameters'], workflow, ['spec', 'parameters'], describe(workflow), 'never')]
    : [];
}

/** Traits that a type embeds: parameters and environment values alike, which may be templates over the type's own. */
function embedded(view: RepositoryView, type: Manifest, fallback: string): ParameterPlace[] {
  return instances(type, ['spec', 'traits']).flatMap(({ path, item }) => {
    const trait = findTyped(view, type, item, fallback);
    if (!trait) return [];
    return (['parameters', 'environmentConfigs'] satisfies Section[]).map((section) =>
      placeIn(type, [...path, section], trait, ['spec', section], describe(trait), 'render'),
    );
  });
}

function instances(manifest: Manifest, path: Path): { readonly path: Path; readonly item: unknown }[] {
  return asList(valueAt(manifest.value, path)).map((item, i) => ({ path: [...path, i], item }));
}

/** The trait instances of a release, each with the place of its trait's frozen copy. */
function profileTraits(
  release: Manifest,
): { readonly path: Path; readonly instance: string; readonly name: string; readonly schemaPath: Path }[] {
  const traits = asList(at(release, 'spec.traits')).map(asMap);
  return instances(release, ['spec', 'componentProfile', 'traits']).flatMap(({ path, item }) => {
    const { name, instanceName, kind = 'Trait' } = asMap(item);
    const index = traits.findIndex((trait) => trait['name'] === name && (trait['kind'] ?? 'Trait') === kind);
    return typeof name === 'string' && typeof instanceName === 'string' && index >= 0
      ? [{ path, instance: instanceName, name, schemaPath: ['spec', 'traits', index, 'spec'] }]
      : [];
  });
}

function pinnedRelease(view: RepositoryView, binding: Manifest): Manifest | undefined {
  const family = familyOfBinding(binding.kind.kind);
  const pin = family && textAt(binding, family.pin);
  return family && pin ? view.find(family.release, binding.inNamespace, pin) : undefined;
}
