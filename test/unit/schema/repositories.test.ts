import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';
import { isMap } from '../../../server/src/analysis/schema/json';
import { admissionErrors } from '../../../server/src/analysis/schema/serverErrors';
import { validateManifest } from '../../../server/src/analysis/schema/validateManifest';
import { readYaml } from '../../../server/src/yaml/read';
import { toValue } from '../../../server/src/yaml/value';
import { shipped } from './support';

const CURRENT = resolve(import.meta.dirname, '../../repos/current');

describe('schema: the sample repository', () => {
  it('satisfies the newest platform', () => {
    let judged = 0;
    for (const file of readdirSync(CURRENT, { recursive: true, encoding: 'utf8' })) {
      if (!/\.ya?ml$/.test(file)) continue;
      for (const document of readYaml(readFileSync(join(CURRENT, file), 'utf8')).documents) {
        const value = toValue(document.root);
        if (!isMap(value) || value['apiVersion'] !== 'openchoreo.dev/v1alpha1') continue;
        const schema = shipped.get('1.2', String(value['kind']));
        assert.ok(schema, `${file}: ${String(value['kind'])}`);
        assert.deepEqual(validateManifest(value, { schema, version: '1.2' }), [], file);
        assert.deepEqual(admissionErrors(value, schema), [], file);
        judged++;
      }
    }
    assert.ok(judged > 20, `${judged} manifests`);
  });
});
