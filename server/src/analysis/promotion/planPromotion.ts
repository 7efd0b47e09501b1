import { applyEdits } from '../../base/textEdit';
import { nearest } from '../../base/suggest';
import type { FileLine, Plan, PlanItem, PlanMessage, PlannedFile, PromoteRequest } from '../../protocol';
import type { Manifest } from '../../repository/manifest';
import type { Repository } from '../../repository/repository';
import { setScalar } from '../../yaml/edit';
import { readYaml } from '../../yaml/read';
import type { Checker } from '../checker';
import { bindingsOf, ownerLabel, pipelineOf, type Owner } from '../owners';
import type { ReleaseHistory } from '../pins';
import { at, pathOf, textAt } from '../values';
import { chooseRelease, type CurrentRelease } from './chooseRelease';
import { defaultTarget } from './chooseTarget';
import { promotionMessage } from './commitMessage';
import { placePin, textOfPin } from './pinFile';
import { whyReview } from './review';
import { selectOwners } from './select';
import { newProblems } from './simulate';
import { planWarnings } from './warnings';

/** What a plan is made from. The text of files comes from outside, since the engine reads none. */
export interface PlanContext {
  readonly repository: Repository;
  readonly checker: Checker;
  readonly textOf: (file: string) => string | undefined;
  readonly history?: ReleaseHistory;
  /** The release that equals an owner's current state, for root environments. */
  readonly currentRelease?: (owner: Owner) => CurrentRelease | undefined;
}

/**
 * The plan of a promotion: the exact files with their text before and after, the commit message, warnings, and blockers.
 * A pure value: nothing is written. All or nothing: one blocked owner blocks the plan. The same request in the same
 * repository gives the same plan.
 */
export function planPromotion(context: PlanContext, request: PromoteRequest): Plan {
  const selection = selectOwners(context.repository.view, request);
  const blockers = [...selection.blockers];
  if (selection.owners.length === 0 && blockers.length === 0)
    blockers.push({ code: 'no-owner', message: 'The request names no component, project or resource to promote.' });
  const draft = new Draft(context);
  for (const owner of selection.owners) {
    const one = selection.owners.length === 1 || (request.owners?.length ?? 0) > 0;
    const blocker = planOwner(draft, request, owner, one);
    if (blocker) blockers.push({ ...blocker, owner: ownerLabel(owner) });
  }
  if (blockers.length === 0) blockers.push(...brokenBy(context, draft.files()));
  return draft.finish(blockers);
}

/** Plans one owner; returns what stands in the way. */
function planOwner(draft: Draft, request: PromoteRequest, owner: Owner, asked: boolean): PlanMessage | undefined {
  const { view } = draft.context.repository;
  const pipeline = pipelineOf(view, owner);
  const target =
    request.to === undefined
      ? defaultTarget(view, owner, pipeline)
      : ({ kind: 'target', environment: request.to } as const);
  if (target.kind === 'blocked') return asked ? target.blocker : draft.skip(target.blocker.message);
  if (target.kind === 'none')
    return draft.skip(`${ownerLabel(owner)}: every environment of its pipeline runs what it should.`);
  const { environment } = target;
  const inPipeline = pipeline?.environments.includes(environment) ?? false;
  if (!inPipeline) {
    if (!asked && pipeline) return draft.skip(`${ownerLabel(owner)}: its pipeline has no ${environment}.`);
    const unknown = unknownEnvironment(draft, owner, environment, pipeline?.environments ?? []);
    if (unknown) return unknown;
    if (pipeline)
      draft.warn({
        code: 'not-in-pipeline',
        message: `${environment} is not in pipeline "${pipeline.manifest.name}" of ${ownerLabel(owner)}.`,
      });
  }
  const choice = chooseRelease(
    {
      view,
      owner,
      pipeline,
      environment,
      lineOf: (manifest) => draft.lineOf(manifest),
      ...(draft.context.history && { history: draft.context.history }),
      ...currentOf(draft, owner, pipeline?.sources.get(environment)),
    },
    request,
  );
  if (choice.kind === 'blocked') {
    const waiting = choice.blocker.code === 'source-not-deployed' || choice.blocker.code === 'no-release';
    return !asked && waiting ? draft.skip(choice.blocker.message) : choice.blocker;
  }
  for (const warning of choice.warnings) draft.warn(warning);
  const blocker = setPin(draft, owner, environment, choice.release, choice.from);
  const item = draft.items.at(-1);
  if (blocker || !item || item.action === 'none') return blocker;
  for (const warning of planWarnings(view, owner, environment, pipeline, item, draft.context.history))
    draft.warn(warning);
  const why = whyReview(view, owner.namespace, environment, pipeline);
  if (!why) return undefined;
  const message = `${environment} takes pull requests only: ${why}. Promote by a branch, or set promotion.review in .openchoreo-gitops.yaml.`;
  if (request.delivery === 'commit') return { code: 'needs-review', message };
  if (request.delivery === 'edit')
    draft.warn({ code: 'needs-review', message: `${environment} takes pull requests only: ${why}.` });
  return undefined;
}

function currentOf(draft: Draft, owner: Owner, sources: readonly string[] | undefined): { current?: CurrentRelease } {
  // Cutting costs something and only a root environment asks for it.
  const current = (sources ?? []).length === 0 ? draft.context.currentRelease?.(owner) : undefined;
  return current ? { current } : {};
}

/** Points the pin at a release: one scalar of an existing binding, or a new file. */
function setPin(
  draft: Draft,
  owner: Owner,
  environment: string,
  release: string,
  from: string | null,
): PlanMessage | undefined {
  const { view } = draft.context.repository;
  const bindings = bindingsOf(view, owner, environment);
  const [binding] = bindings;
  const item = {
    family: owner.family.family,
    namespace: owner.namespace ?? '',
    project: owner.project,
    name: owner.name,
    from,
    to: environment,
    release,
  };
  if (bindings.length > 1) {
    const files = bindings.map((one) => one.file).join(', ');
    const message = `${ownerLabel(owner)} has ${bindings.length} bindings for ${environment} (${files}); delete all but one.`;
    return { code: 'ambiguous-pin', message, link: draft.lineOf(bindings[1]!) };
  }
  if (!binding) {
    const file = placePin(view, owner, environment);
    if (file === undefined)
      return {
        code: 'outside-repository',
        message: `The pin of ${ownerLabel(owner)} in ${environment} would be written outside the repository; correct the ReleaseConfig.`,
      };
    if (draft.textOf(file) !== undefined)
      return {
        code: 'file-exists',
        message: `The new pin belongs into ${file}, which exists and holds something else; move that file.`,
        link: { file, line: 1 },
      };
    draft.write(file, textOfPin(view, owner, environment, release));
    draft.items.push({ ...item, previous: null, action: 'create-pin' });
    return undefined;
  }
  const previous = textAt(binding, owner.family.pin) ?? null;
  if (previous === release) {
    draft.items.push({ ...item, previous, action: 'none' });
    draft.notes.push(`${ownerLabel(owner)} already runs ${release} in ${environment}.`);
    return undefined;
  }
  const refusal = draft.edit(binding, owner.family.pin, release);
  if (refusal) return { code: `edit-${refusal.code}`, message: refusal.message, link: draft.lineOf(binding) };
  draft.items.push({ ...item, previous, action: 'set-pin' });
  if (owner.family.state && at(binding, owner.family.state) === 'Undeploy')
    draft.warn({
      code: 'target-undeployed',
      message: `${ownerLabel(owner)} is undeployed in ${environment}; the new release will not run until it is redeployed.`,
      link: draft.lineOf(binding),
    });
  return undefined;
}

function unknownEnvironment(
  draft: Draft,
  owner: Owner,
  environment: string,
  known: readonly string[],
): PlanMessage | undefined {
  const { view } = draft.context.repository;
  if (!view.declares('Environment') || view.find('Environment', owner.namespace, environment)) return undefined;
  const names = [...known, ...view.ofKind('Environment').map((manifest) => manifest.name)];
  const suggestion = nearest(environment, names);
  const hint = suggestion ? `did you mean "${suggestion}"?` : `there are ${[...new Set(names)].join(', ')}.`;
  return { code: 'unknown-environment', message: `No environment "${environment}"; ${hint}` };
}

/** A plan that would add an error is blocked by it. */
function brokenBy(context: PlanContext, files: readonly PlannedFile[]): PlanMessage[] {
  if (files.length === 0) return [];
  return newProblems(context.repository, context.checker, files, context.textOf)
    .filter((problem) => problem.severity === 'error')
    .map((problem) => ({
      code: 'would-break',
      message: `The repository would have a new error: ${problem.message} [${problem.code}, ${problem.file}]`,
      // The file may not exist yet; then there is nothing to open.
      ...(context.textOf(problem.file) !== undefined && { link: { file: problem.file, line: 1 } }),
    }));
}

/** What a plan is becoming: the texts so far, several edits of one file on top of each other. */
class Draft {
  readonly items: PlanItem[] = [];
  readonly notes: string[] = [];
  private readonly warnings: PlanMessage[] = [];
  private readonly after = new Map<string, string>();

  constructor(readonly context: PlanContext) {}

  textOf(file: string): string | undefined {
    return this.after.get(file) ?? this.context.textOf(file);
  }

  write(file: string, text: string): void {
    this.after.set(file, text);
  }

  warn(message: PlanMessage): void {
    // Forty components into one environment need its review said once.
    if (!this.warnings.some((known) => known.message === message.message)) this.warnings.push(message);
  }

  /** Notes why an owner is left out; nothing stands in the way of the others. */
  skip(note: string): PlanMessage | undefined {
    this.notes.push(note);
    return undefined;
  }

  /** Sets one text of a manifest in place. */
  edit(
    manifest: Manifest,
    path: string,
    value: string,
  ): { readonly code: string; readonly message: string } | undefined {
    const text = this.textOf(manifest.file);
    if (text === undefined) return { code: 'gone', message: `${manifest.file} is gone; refresh and try again.` };
    const file = readYaml(text);
    const document = file.documents[manifest.document];
    if (!document)
      return { code: 'changed', message: `${manifest.file} cannot be read as it stands; open it and mend it first.` };
    const edits = setScalar(text, file, document, [...manifest.base, ...pathOf(path)], value);
    if (!edits.ok) return edits.error;
    this.write(manifest.file, applyEdits(text, edits.value));
    return undefined;
  }

  lineOf(manifest: Manifest): FileLine {
    const lines = this.context.repository.files.factsOf(manifest.file)?.lines;
    return { file: manifest.file, line: (lines?.position(manifest.span.start).line ?? 0) + 1 };
  }

  files(): PlannedFile[] {
    return [...this.after]
      .map(([file, after]) => ({ file, before: this.context.textOf(file) ?? null, after }))
      .filter(({ before, after }) => before !== after)
      .sort((a, b) => (a.file < b.file ? -1 : 1));
  }

  finish(blockers: readonly PlanMessage[]): Plan {
    const files = this.files();
    const status = blockers.length > 0 ? 'blocked' : files.length === 0 ? 'nothing-to-do' : 'ready';
    const template = this.context.repository.config.promotion.commitMessage;
    return {
      version: 1,
      status,
      commitMessage: promotionMessage(this.items, template),
      warnings: this.warnings,
      blockers,
      notes: this.notes,
      files,
      items: this.items,
    };
  }
}
