import { planPromotion } from '../../analysis/promotion/planPromotion';
import type { Problem } from '../../analysis/problem';
import { asMap, textAt } from '../../analysis/values';
import { t } from '../../base/l10n';
import { valueAt, type Path } from '../../base/path';
import { applyEdits } from '../../base/textEdit';
import { familyOfBinding, familyOfRelease } from '../../model/releaseFamilies';
import { inSteps, type EditStep } from '../../yaml/editSteps';
import { setValue } from '../../yaml/editValue';
import { readYaml } from '../../yaml/read';
import { toValue } from '../../yaml/value';
import { headAt, scopeOf } from '../completion/scope';
import { plainText } from '../completion/snippet';
import { scaffoldOf } from '../scaffold/scaffold';
import { fillIn } from './fieldValue';
import type { Fix, FixContext } from './fix';
import { toChanges, writeListed } from './listed';
import { placeManifest, type NewManifest } from './placeManifest';
import { manifestOf } from './subject';

/** Fields that a new manifest by hand would begin with, and that nobody can know here. */
const UNKNOWN = ['spec.endpoints', 'spec.overrides', 'spec.projectRelease', 'spec.resourceRelease'];

/** Writes the manifest that is missing, where the layout wants it, and lists it where its neighbours are listed. */
export function missingManifest(context: FixContext, problem: Problem): readonly Fix[] {
  const { missing } = problem.data ?? {};
  const from = manifestOf(context, problem);
  // Releases are cut, and bindings pin what has been cut.
  if (!missing || !from || familyOfRelease(missing.kind) || isPinned(missing.kind)) return [];
  const project = textAt(from, 'spec.owner.projectName');
  const known = new Map<string, string>([['metadata.name', missing.name]]);
  const add = (field: string, value: string | undefined) => value !== undefined && known.set(field, value);
  add('metadata.namespace', missing.namespace);
  const owned = OWNED[missing.kind];
  if (owned) add('spec.owner.projectName', project);
  for (const field of owned ?? []) add(field, missing.name);
  return creation(context, { ...missing, namespace: missing.namespace, known }, from.file);
}

/** Kinds that belong to the project of what names them, and their fields that repeat the name. */
const OWNED: Readonly<Record<string, readonly string[]>> = {
  Component: [],
  Workload: ['spec.owner.componentName'],
  Resource: [],
};

/** Bindings of what is promoted into an environment: they need a release. */
function isPinned(kind: string): boolean {
  return familyOfBinding(kind) !== undefined;
}

/** The binding without which a project has no namespace in an environment; the platform finds its release itself. */
export function projectBinding(context: FixContext, problem: Problem): readonly Fix[] {
  const { missing } = problem.data ?? {};
  const from = manifestOf(context, problem);
  const project = from && (textAt(from, 'spec.owner.projectName') ?? from.name);
  if (!missing || !from || project === undefined) return [];
  const known = new Map([
    ['metadata.name', missing.name],
    ['spec.owner.projectName', project],
    ['spec.environment', missing.name.slice(project.length + 1)],
    ...(missing.namespace === undefined ? [] : [['metadata.namespace', missing.namespace] as const]),
  ]);
  return creation(context, { ...missing, namespace: missing.namespace, known }, from.file);
}

function creation(context: FixContext, manifest: NewManifest, near: string): readonly Fix[] {
  const file = placeManifest(context, manifest, near);
  const text = file === undefined ? undefined : textFor(context, manifest, file);
  if (file === undefined || text === undefined) return [];
  return [
    {
      title: t`Create ${manifest.kind} "${manifest.name}" in ${file}`,
      choice: true,
      changes: () => writeListed(context, manifest.kind, file, text),
    },
  ];
}

function textFor(context: FixContext, { kind, known }: NewManifest, file: string): string | undefined {
  const scaffold = scaffoldOf(context, file, kind, known, UNKNOWN);
  // Where a tab stop was, nothing is left behind the colon.
  return scaffold && withPlaceholders(context, file, plainText(scaffold.text).replace(/[ \t]+$/gm, ''));
}

/** The text with a placeholder wherever somebody would have to type something before the platform took it. */
function withPlaceholders(context: FixContext, file: string, text: string): string {
  const yaml = readYaml(text);
  const [document] = yaml.documents;
  const root = document?.root;
  const scope = root && scopeOf(context, file, headAt(root, []));
  if (!scope) return text;
  const steps = emptyPlaces(toValue(root), []).flatMap((path): EditStep[] => {
    const value = fillIn(scope, path, null);
    return value === null ? [] : [(...place) => setValue(...place, path, value)];
  });
  const edits = inSteps(text, yaml, document, steps);
  return edits.ok ? applyEdits(text, edits.value) : text;
}

function emptyPlaces(value: unknown, path: Path): readonly Path[] {
  if (value === null || value === '') return [path];
  if (typeof value !== 'object') return [];
  const keys = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(asMap(value));
  return keys.flatMap((key) => emptyPlaces(valueAt(value, [key]), [...path, key]));
}

/** Promotes what a binding depends on into its environment. */
export function promotedDependency(context: FixContext, problem: Problem): readonly Fix[] {
  const { missing } = problem.data ?? {};
  const from = manifestOf(context, problem);
  const environment = from && textAt(from, 'spec.environment');
  const family = missing && familyOfBinding(missing.kind);
  if (!missing || !from || !family || environment === undefined) return [];
  const name = missing.name.slice(0, -environment.length - 1);
  const owner = family.ownerKinds.map((kind) => context.view.find(kind, from.inNamespace, name)).find(Boolean);
  const changes = () => {
    const plan = planPromotion(context, {
      kind: 'promote',
      owners: [
        {
          family: family.family,
          project: (owner && textAt(owner, 'spec.owner.projectName')) ?? null,
          name,
          ...(from.inNamespace !== undefined && { namespace: from.inNamespace }),
        },
      ],
      to: environment,
      delivery: 'edit',
    });
    return plan.status === 'ready' ? toChanges(plan.files) : undefined;
  };
  return [{ title: t`Bind ${name} in ${environment}`, choice: true, changes }];
}
