import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../support/samples';
import { temporaryFolder } from '../support/temporary';
import { assertGolden, runCli } from './runCli';

/** Outside this project's own Git tree: what is committed here is no business of a golden. */
const cwd = temporaryFolder('goldens');
for (const folder of ['test/repos', 'test/fixtures/broken'])
  cpSync(path.join(projectRoot, folder), path.join(cwd, folder), { recursive: true });

/** Every report of every verb over whole repositories: the two samples, and one in which much is wrong. */
const REPOSITORIES = [
  { name: 'current', folder: 'test/repos/current', problems: 0 },
  { name: 'proposal', folder: 'test/repos/proposal', problems: 0 },
  { name: 'broken', folder: 'test/fixtures/broken', problems: 1 },
] as const;

const COMMANDS = [
  ['check'],
  ['check', '--format', 'json'],
  ['check', '--format', 'github'],
  ['check', '--format', 'gitlab'],
  ['check', '--format', 'sarif'],
  ['pins', '--format', 'json'],
  ['pins'],
] as const;

for (const { name, folder, problems } of REPOSITORIES) {
  describe(`openchoreo-gitops in the ${name} repository`, () => {
    for (const [verb, ...options] of COMMANDS) {
      it([verb, ...options].join(' '), () => {
        const { code, stdout, stderr } = runCli([verb, folder, ...options], { cwd });
        assertGolden(`${name}/${[verb, options.at(-1) ?? (verb === 'check' ? 'text' : 'table')].join('.')}`, stdout);
        assert.equal(stderr, '');
        assert.equal(code, verb === 'check' ? problems : 0);
      });
    }
  });
}

describe('openchoreo-gitops promote', () => {
  const plans = {
    'current/promote.cart': ['test/repos/current', '--owner', 'shop/cart', '--to', 'production'],
    'current/promote.project': ['test/repos/current', '--project', 'shop', '--to', 'production', '--format', 'json'],
    'current/promote.ambiguous': ['test/repos/current', '--owner', 'shop/storefront'],
    'proposal/promote.digest': ['test/repos/proposal', '--owner', 'messaging/digest'],
  } as const;
  for (const [golden, args] of Object.entries(plans)) {
    it(args.join(' '), () => {
      const { code, stdout, stderr } = runCli(['promote', ...args], { cwd });
      assertGolden(golden, `${stdout}--- stderr\n${stderr}--- exit ${code}\n`);
    });
  }
});
