import type { Problem } from '../../analysis/problem';
import { ownProjectOf } from '../../analysis/ownProject';
import { livesElsewhere } from '../../analysis/rules/unknownNamespace';
import { asMap, asText, at, textAt } from '../../analysis/values';
import { t } from '../../base/l10n';
import type { Path } from '../../base/path';
import { setValue } from '../../yaml/editValue';
import { locate } from '../../yaml/locate';
import { inferManifest } from '../scaffold/infer';
import type { Fix, FixContext } from './fix';
import { inDocument } from './inDocument';
import { locateProblem, manifestOf } from './subject';

/** A field that a rule says is missing beside the place of the problem. */
export function fieldBeside(context: FixContext, problem: Problem): readonly Fix[] {
  const add = problem.data?.['add'];
  const beside = locateProblem(context, problem).path.slice(0, -1);
  return Object.entries(asMap(add)).flatMap(([key, value]) => addField(context, problem, [...beside, key], value));
}

/** The namespace in which all lives that a manifest without one names. */
export function namespaceOfTargets(context: FixContext, problem: Problem): readonly Fix[] {
  const manifest = manifestOf(context, problem);
  const namespace = manifest && livesElsewhere(context.view, manifest);
  if (!manifest || namespace === undefined || manifest.namespace !== undefined) return [];
  return addField(context, problem, [...manifest.base, 'metadata', 'namespace'], namespace);
}

/** The label of a run that lacks one of its two, as its component says. */
export function otherRunLabel(context: FixContext, problem: Problem): readonly Fix[] {
  const run = manifestOf(context, problem);
  const component = run && asText(asMap(at(run, 'metadata.labels'))[COMPONENT]);
  const target = component === undefined ? undefined : context.view.find('Component', run?.inNamespace, component);
  const project = target && ownProjectOf(context.view, target)?.project;
  if (!run || project === undefined || problem.data?.replacement !== undefined) return [];
  return addField(context, problem, [...run.base, 'metadata', 'labels', PROJECT], project);
}

const COMPONENT = 'openchoreo.dev/component';
const PROJECT = 'openchoreo.dev/project';

/** A plane for an environment that names none: each one that is declared. */
export function declaredPlane(context: FixContext, problem: Problem): readonly Fix[] {
  const environment = manifestOf(context, problem);
  if (!environment) return [];
  const planes = ['DataPlane', 'ClusterDataPlane'].flatMap((kind) =>
    context.view
      .ofKind(kind)
      .filter((plane) => plane.inNamespace === undefined || plane.inNamespace === environment.inNamespace),
  );
  const path = [...environment.base, 'spec', 'dataPlaneRef'];
  return planes.flatMap(({ kind, name }) =>
    inDocument(
      context,
      problem,
      t`Use ${kind.kind} "${name}"`,
      (...place) => setValue(...place, path, { kind: kind.kind, name }),
      planes.length === 1 ? { preferred: true } : {},
    ),
  );
}

/** The name that a manifest's file suggests. */
export function inferredName(context: FixContext, problem: Problem): readonly Fix[] {
  const { path, on } = locateProblem(context, problem);
  const isKind = on === 'value' && path.at(-1) === 'kind';
  if (!isKind && path.at(-1) !== 'metadata') return [];
  const base = path.slice(0, -1);
  const kind = kindIn(context, problem, base);
  const name = kind && inferManifest(context.view, problem.file, kind).values.get('metadata.name');
  if (name === undefined) return [];
  const target = [...base, 'metadata', 'name'];
  return inDocument(context, problem, t`Name it "${name}"`, (...place) => setValue(...place, target, name), {
    choice: true,
    preferred: true,
  });
}

function kindIn(context: FixContext, { file, place }: Problem, base: Path): string | undefined {
  const document = context
    .yamlOf(file)
    .documents.find(
      ({ span }) => place.kind === 'span' && place.span.start >= span.start && place.span.start < span.end,
    );
  const node = locate(document?.root, [...base, 'kind'])?.value;
  return node?.kind === 'scalar' ? node.text : undefined;
}

/** Only one channel of an environment is its default: this one is no longer. */
export function noLongerDefault(context: FixContext, problem: Problem): readonly Fix[] {
  const { path } = locateProblem(context, problem);
  const channel = manifestOf(context, problem);
  const name = (channel && textAt(channel, 'metadata.name')) ?? 'it';
  const title = t`Make "${name}" no default`;
  return inDocument(context, problem, title, (...place) => setValue(...place, path, false));
}

function addField(context: FixContext, problem: Problem, path: Path, value: unknown): readonly Fix[] {
  const title = t`Add "${String(path.at(-1))}: ${String(value)}"`;
  return inDocument(context, problem, title, (...place) => setValue(...place, path, value), { preferred: true });
}
