import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { DECLARATIONS } from '../../../server/src/model/declarations';
import { EMBEDDED } from '../../../server/src/model/embedded';
import { pathPattern } from '../../../server/src/model/pathPattern';
import { REFERENCES } from '../../../server/src/model/references';
import { RELEASE_FAMILIES } from '../../../server/src/model/releaseFamilies';
import { projectRoot } from '../../support/samples';

/** The tables name places in manifests; the schemas say which places there are. */

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
}

/** The newest schema of a kind: the platform's, for kinds of the proposal that one. */
function schemaOf(kind: string): Schema {
  const file = (version: string) => path.join(projectRoot, 'schemas', version, `${kind}.json`);
  return JSON.parse(readFileSync(existsSync(file('1.2')) ? file('1.2') : file('proposal'), 'utf8')) as Schema;
}

/** The schema at a place of the tables; undefined where the kind has no such place. */
function schemaAt(schema: Schema, at: string): Schema | undefined {
  let current: Schema | undefined = schema;
  for (const step of pathPattern(at).steps) {
    const values: Schema | boolean | undefined = current?.additionalProperties;
    if (step.kind === 'each-item') current = current?.items;
    else if (step.kind === 'key')
      current = current?.properties?.[step.key] ?? (typeof values === 'object' ? values : undefined);
    else current = typeof values === 'object' || values === true ? (values === true ? {} : values) : undefined;
    if (!current) return undefined;
  }
  return current;
}

/** Where the name is a text: in a map's keys it always is. */
function isText(schema: Schema | undefined, at: string): boolean {
  return schema !== undefined && (at.endsWith('{}') || schema.type === 'string');
}

/** Forms that no platform since 1.0 takes, and that repositories hold nevertheless. Kind → places. */
const OLD_FORMS: Readonly<Record<string, readonly string[]>> = {
  // Bare texts, where 1.0 wants `{ kind, name }`.
  Project: ['spec.deploymentPipelineRef'],
  DataPlane: ['spec.observabilityPlaneRef'],
  WorkflowPlane: ['spec.observabilityPlaneRef'],
  Environment: ['spec.dataPlaneRef'],
  DeploymentPipeline: ['spec.promotionPaths[].sourceEnvironmentRef', 'spec.promotionPaths[].targetEnvironmentRefs[]'],
  ComponentType: ['spec.allowedWorkflows[]', 'spec.allowedTraits[]'],
  Component: ['spec.componentType', 'spec.addons[].name', 'spec.addons[].instanceId', 'spec.addons[].instanceName'],
  // Fields that were renamed before 1.0.
  ObservabilityAlertRule: ['spec.notificationChannel'],
  Workload: [
    'spec.connections[].params.projectName',
    'spec.connections[].params.componentName',
    'spec.connections{}.params.projectName',
    'spec.connections{}.params.componentName',
    'spec.connections[].params.endpoint',
    'spec.connections{}.params.endpoint',
    'spec.connections[].project',
    'spec.connections[].component',
    'spec.connections[].endpoint',
    'spec.endpoints[].name',
  ],
};

interface Place {
  readonly kind: string;
  readonly at: string;
}

/** A place inside a copy of another manifest is one of that kind's. */
function ownPlace({ kind, at }: Place): Place {
  const copy = EMBEDDED.find((embedded) => embedded.in === kind && at.startsWith(`${embedded.at}.`));
  return copy ? { kind: copy.kind, at: at.slice(copy.at.length + 1) } : { kind, at };
}

const PLACES: readonly Place[] = [
  ...REFERENCES.flatMap((rule) => rule.in.map((kind) => ownPlace({ kind, at: rule.at }))),
  ...DECLARATIONS.flatMap((rule) => rule.in.map((kind) => ({ kind, at: rule.at }))),
  ...RELEASE_FAMILIES.flatMap((family) => [
    ...[family.pin, family.environment, family.bindingOwner.project, family.bindingOwner.name, family.state].map(
      (at) => ({ kind: family.binding, at }),
    ),
    ...[family.releaseOwner.project, family.releaseOwner.name].map((at) => ({ kind: family.release, at })),
  ]).flatMap(({ kind, at }) => (at === undefined ? [] : [{ kind, at }])),
];

describe('the places that the tables name', () => {
  it('are in a schema of their kind, or known to be an old form', () => {
    const unknown: string[] = [];
    for (const { kind, at } of PLACES) {
      if (at.startsWith('metadata.labels[') || kind === 'ReleaseConfig') continue;
      // Parameters have schemas of their own, in the repository.
      if (at.includes('.parameters.')) continue;
      if (OLD_FORMS[kind]?.includes(at)) continue;
      if (!isText(schemaAt(schemaOf(kind), at), at)) unknown.push(`${kind} ${at}`);
    }
    assert.deepEqual(unknown, []);
  });

  it('are excepted from that only where it is needed', () => {
    const needless: string[] = [];
    for (const [kind, places] of Object.entries(OLD_FORMS))
      for (const at of places) {
        if (!PLACES.some((place) => place.kind === kind && place.at === at))
          needless.push(`${kind} ${at}: in no table`);
        if (isText(schemaAt(schemaOf(kind), at), at)) needless.push(`${kind} ${at}: in the schema`);
      }
    assert.deepEqual(needless, []);
  });
});
