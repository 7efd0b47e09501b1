import { planPromotion } from '../../server/src/analysis/promotion/planPromotion';
import { currentReleases } from '../../server/src/analysis/release/currentRelease';
import { planRelease } from '../../server/src/analysis/release/planRelease';
import type { Plan, PromoteRequest, ReleaseRequest } from '../../server/src/protocol';
import type { FixtureRepository } from './fixture';
import { openFixture } from './fixture';

/** A manifest of the group as a line: what stands behind its kind. */
export function doc(kind: string, name: string, spec: string, more = ''): string {
  return `apiVersion: openchoreo.dev/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: acme${more} }\nspec: ${spec}\n`;
}

/** Lines of a fixture: each file its path and its documents. */
export function file(path: string, ...documents: readonly string[]): string {
  return `#- ${path}\n${documents.join('---\n')}`;
}

/** A pipeline `std` of project `shop`, from paths such as `dev > stg, qa`. */
export function pipeline(...paths: readonly string[]): string {
  const written = paths.map((path) => {
    const [source = '', targets = ''] = path.split('>').map((part) => part.trim());
    const names = targets.split(',').filter((name) => name.trim() !== '');
    const refs = names.map((name) => {
      const [target = '', approval] = name.trim().split('!');
      return approval === undefined ? `{ name: ${target} }` : `{ name: ${target}, requiresApproval: true }`;
    });
    return `{ sourceEnvironmentRef: { name: ${source} }, targetEnvironmentRefs: [${refs.join(', ')}] }`;
  });
  return (
    file('pipeline.yaml', doc('DeploymentPipeline', 'std', `{ promotionPaths: [${written.join(', ')}] }`)) +
    file('shop/project.yaml', doc('Project', 'shop', '{ deploymentPipelineRef: { name: std } }'))
  );
}

export function component(name: string, more = ''): string {
  return file(
    `shop/${name}/component.yaml`,
    doc('Component', name, `{ owner: { projectName: shop }, componentType: { name: deployment/web }${more} }`),
  );
}

/** A release that no rule finds fault with, and that equals no state. */
export function release(
  name: string,
  owner = name.replace(/-\d+-\d+$/, ''),
  folder = `shop/${owner}/releases`,
): string {
  return file(`${folder}/${name}.yaml`, releaseDoc(name, owner));
}

export function releaseDoc(name: string, owner: string): string {
  return doc(
    'ComponentRelease',
    name,
    `
  owner: { projectName: shop, componentName: ${owner} }
  componentType:
    kind: ComponentType
    name: deployment/web
    spec: { workloadType: deployment, resources: [{ id: deployment, template: { apiVersion: apps/v1, kind: Deployment } }] }
  workload: { container: { image: 'reg/${owner}:${name}' } }`,
  );
}

export function binding(owner: string, environment: string, pinned: string | null, more = ''): string {
  const pin = pinned === null ? '' : `, releaseName: ${pinned}`;
  return doc(
    'ReleaseBinding',
    `${owner}-${environment}`,
    `{ owner: { projectName: shop, componentName: ${owner} }, environment: ${environment}${pin}${more} }`,
  );
}

/** A binding in the usual place. */
export function pin(owner: string, environment: string, pinned: string | null, more = ''): string {
  return file(`shop/${owner}/release-bindings/${owner}-${environment}.yaml`, binding(owner, environment, pinned, more));
}

/** Three environments one after the other, component cart, and two releases of it. */
export const SHOP =
  pipeline('dev > stg', 'stg > prod') + component('cart') + release('cart-20261101-1') + release('cart-20261102-1');

export const CART = { project: 'shop', name: 'cart' };

/** The plan of a promotion in a fixture. Without owners it is about component cart. */
export function promote(
  fixture: string | FixtureRepository,
  request: Omit<Partial<PromoteRequest>, 'kind'> = {},
): Plan {
  const { files, repository, checker } = typeof fixture === 'string' ? openFixture(fixture) : fixture;
  const textOf = (name: string) => files.get(name);
  const about = request.owners || request.project !== undefined || request.all ? {} : { owners: [CART] };
  return planPromotion(
    { repository, checker, textOf, currentRelease: currentReleases({ repository, textOf }) },
    { kind: 'promote', delivery: 'edit', ...about, ...request },
  );
}

/** The plan that cuts releases in a fixture, on 22 November 2026. Without owners it is about component cart. */
export function cut(
  fixture: string | FixtureRepository,
  request: Omit<Partial<ReleaseRequest>, 'kind'> = {},
  otherNames: readonly string[] = [],
): Plan {
  const { files, repository, checker } = typeof fixture === 'string' ? openFixture(fixture) : fixture;
  const about = request.owners || request.project !== undefined || request.all ? {} : { owners: [CART] };
  return planRelease(
    { repository, checker, textOf: (name) => files.get(name), today: '2026-11-22', otherNames },
    { kind: 'release', delivery: 'edit', ...about, ...request },
  );
}

/** A plan in a few words: what it does, or the codes of what is in its way. */
export function outline(plan: Plan): string[] {
  if (plan.status === 'blocked') return plan.blockers.map((blocker) => `! ${blocker.code}`);
  return plan.items.map((item) =>
    [item.action, item.name, item.from ?? '-', '>', item.to || '-', item.release].join(' '),
  );
}

/** The codes of a plan's warnings. */
export function warnings(plan: Plan): string[] {
  return plan.warnings.map((warning) => warning.code);
}

/** Path → text after a plan. */
export function after(plan: Plan): Readonly<Record<string, string | null>> {
  return Object.fromEntries(plan.files.map((planned) => [planned.file, planned.after]));
}
