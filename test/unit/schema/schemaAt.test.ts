import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fieldsAt, schemaAt } from '../../../server/src/analysis/schema/schemaAt';
import { shippedSchema } from './support';

const at = (kind: string, path: readonly (string | number)[], version?: string) =>
  schemaAt(shippedSchema(kind, version), path);

describe('schema: what is said about a place', () => {
  it('is its type, its values and whether it is required', () => {
    const type = at('Workload', ['spec', 'endpoints', 'http', 'type']);
    assert.equal(type?.required, true);
    assert.equal(type.type, 'one of HTTP, gRPC, GraphQL, Websocket, TCP or UDP');
    assert.deepEqual(type.enum, ['HTTP', 'gRPC', 'GraphQL', 'Websocket', 'TCP', 'UDP']);
    assert.ok(type.description);
    assert.equal(
      at('Workload', ['spec', 'endpoints', 'http', 'visibility'])?.type,
      'list of one of project, namespace, internal or external',
    );
    assert.equal(at('Workload', ['spec', 'endpoints'])?.type, 'map of text to map');
    assert.equal(at('Workload', ['spec', 'container', 'env', 3, 'value'])?.type, 'text');
    assert.equal(at('Component', ['spec', 'autoDeploy'])?.type, 'true or false');
  });

  it('is its default', () => {
    assert.equal(at('ReleaseBinding', ['spec', 'state'])?.default, 'Active');
  });

  it('is the version that it exists since, also of the branch around it', () => {
    assert.equal(at('Project', ['spec', 'type'])?.since, '1.2');
    assert.equal(at('Project', ['spec', 'type', 'name'])?.since, '1.2');
    assert.equal(at('Project', ['spec', 'deploymentPipelineRef'])?.since, undefined);
    assert.equal(at('ProjectType', ['spec'])?.since, undefined);
  });

  it('is only what satisfies all enumerations', () => {
    assert.deepEqual(at('Workload', ['spec', 'dependencies', 'endpoints', 0, 'visibility'], '1.0')?.enum, [
      'project',
      'namespace',
    ]);
  });

  it('is nothing for a field that does not exist, but anything inside what is left open', () => {
    assert.equal(at('Component', ['spec', 'nothing']), undefined);
    assert.equal(at('Component', ['spec', 'constructor']), undefined);
    assert.equal(at('Component', ['spec', 0]), undefined);
    const inside = at('Component', ['spec', 'parameters', 'any', 0]);
    assert.deepEqual(inside, { node: {}, required: false, type: 'any value', open: true });
  });
});

describe('schema: the fields of a place', () => {
  it('are those of the map there', () => {
    const fields = fieldsAt(shippedSchema('ReleaseBinding'), ['spec']);
    assert.ok(fields.get('environment')?.required);
    assert.equal(fields.get('state')?.required, false);
    assert.deepEqual(
      [...fieldsAt(shippedSchema('ReleaseBinding'), []).keys()],
      ['apiVersion', 'kind', 'metadata', 'spec', 'status'],
    );
  });

  it('are none elsewhere', () => {
    assert.equal(fieldsAt(shippedSchema('ReleaseBinding'), ['spec', 'state']).size, 0);
    assert.equal(fieldsAt(shippedSchema('ReleaseBinding'), ['nothing', 'there']).size, 0);
  });
});
