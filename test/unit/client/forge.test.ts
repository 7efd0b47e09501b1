import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { codeOwnersOf } from '../../../client/src/forge/codeOwners';
import type { ForgeKind } from '../../../client/src/forge/forges';
import { fileUrl, forgeRepository, longestUrl, pullRequestPage } from '../../../client/src/forge/pullRequestPage';
import { pullRequestBody, pullRequestTitle } from '../../../client/src/forge/pullRequestText';
import { readRemoteUrl } from '../../../client/src/forge/remoteUrl';
import { isTemplate, pickTemplate } from '../../../client/src/forge/templates';
import type { Plan } from '../../../server/src/protocol';

const request = { base: 'main', branch: 'promote/staging-1', title: 'A title', body: 'A body' };

/** Remote, kind of forge, address of the repository. */
const remotes: readonly (readonly [string, ForgeKind, string])[] = [
  ['https://github.com/acme/gitops.git', 'github', 'https://github.com/acme/gitops'],
  ['https://ada:s3cret@github.com/acme/gitops/', 'github', 'https://github.com/acme/gitops'],
  ['git@github.com:acme/gitops.git', 'github', 'https://github.com/acme/gitops'],
  ['ssh://git@ssh.github.com:443/acme/gitops.git', 'github', 'https://github.com/acme/gitops'],
  ['git@github.acme.io:acme/gitops', 'github', 'https://github.acme.io/acme/gitops'],
  ['https://acme.ghe.com/acme/gitops', 'github', 'https://acme.ghe.com/acme/gitops'],
  ['https://gitlab.com/a/b/c/gitops.git', 'gitlab', 'https://gitlab.com/a/b/c/gitops'],
  ['ssh://git@gitlab.acme.io:2222/a/b.git', 'gitlab', 'https://gitlab.acme.io/a/b'],
  ['http://gitlab.acme.io:8080/a/b.git', 'gitlab', 'http://gitlab.acme.io:8080/a/b'],
  ['git@bitbucket.org:acme/gitops.git', 'bitbucket', 'https://bitbucket.org/acme/gitops'],
  ['https://ada@bitbucket.org/acme/gitops.git', 'bitbucket', 'https://bitbucket.org/acme/gitops'],
  ['ssh://git@code.acme.io:7999/ops/gitops.git', 'bitbucket-server', 'https://code.acme.io/projects/ops/repos/gitops'],
  ['https://code.acme.io/bb/scm/~ada/gitops.git', 'bitbucket-server', 'https://code.acme.io/bb/users/ada/repos/gitops'],
  ['https://bitbucket.acme.io/scm/ops/x.git', 'bitbucket-server', 'https://bitbucket.acme.io/projects/ops/repos/x'],
  [
    'https://acme@dev.azure.com/acme/My%20Team/_git/gitops',
    'azure-devops',
    'https://dev.azure.com/acme/My%20Team/_git/gitops',
  ],
  ['git@ssh.dev.azure.com:v3/acme/team/gitops', 'azure-devops', 'https://dev.azure.com/acme/team/_git/gitops'],
  ['acme@vs-ssh.visualstudio.com:v3/acme/team/x', 'azure-devops', 'https://acme.visualstudio.com/team/_git/x'],
  ['https://acme.visualstudio.com/team/_git/x', 'azure-devops', 'https://acme.visualstudio.com/team/_git/x'],
  ['https://tfs.acme.io/tfs/Main/team/_git/x', 'azure-devops', 'https://tfs.acme.io/tfs/Main/team/_git/x'],
  ['https://gitea.acme.io/acme/gitops.git', 'gitea', 'https://gitea.acme.io/acme/gitops'],
  ['git@codeberg.org:acme/gitops.git', 'forgejo', 'https://codeberg.org/acme/gitops'],
  ['git@forgejo.acme.io:acme/gitops.git', 'forgejo', 'https://forgejo.acme.io/acme/gitops'],
];

const elsewhere = [
  ...['/srv/git/gitops.git', '../gitops.git', 'C:\\git\\gitops', 'C:/git/gitops', 'file:///srv/gitops.git', './a:b'],
  ...['ext::sh -c x', 'https://', 'https://exa mple.com/a/b', 'javascript://github.com/a/b', 'ssh://-oProxy/x/y', ''],
];

describe('the forge of a remote', () => {
  for (const [url, kind, repository] of remotes)
    it(url, () => assert.deepEqual(forgeRepository(url), { kind, url: repository }));

  it('is none for what is not on the web, or on a host that nobody knows', () => {
    for (const url of [...elsewhere, 'git@git.acme.io:acme/gitops.git', 'https://github.com/acme'])
      assert.equal(forgeRepository(url), undefined, url);
  });

  it('is what the user says of a host', () => {
    const hosts = { 'git.acme.io': 'gitea', 'git.acme.io:8443': 'gitlab' } as const;
    assert.equal(forgeRepository('git@git.acme.io:a/b.git', hosts)?.kind, 'gitea');
    assert.equal(forgeRepository('https://git.acme.io:8443/a/b.git', hosts)?.kind, 'gitlab');
    assert.equal(forgeRepository('https://constructor/a/b', hosts), undefined);
  });

  it('never has a user or a password in its address', () => {
    for (const [url] of remotes) assert.doesNotMatch(readRemoteUrl(url)?.web ?? '', /ada|s3cret|acme@/);
  });
});

describe('the page for a new pull request', () => {
  const pageOf = (remote: string, more: Partial<typeof request> = {}, longest?: number) =>
    pullRequestPage(forgeRepository(remote)!, { ...request, ...more }, longest);
  const expected: readonly (readonly [string, string])[] = [
    [
      'git@github.com:a/b.git',
      'https://github.com/a/b/compare/main...promote/staging-1?expand=1&quick_pull=1&title=A%20title&body=A%20body',
    ],
    [
      'git@gitlab.com:a/b.git',
      'https://gitlab.com/a/b/-/merge_requests/new?merge_request%5Bsource_branch%5D=promote%2Fstaging-1&merge_request%5Btarget_branch%5D=main&merge_request%5Btitle%5D=A%20title&merge_request%5Bdescription%5D=A%20body',
    ],
    [
      'git@bitbucket.org:a/b.git',
      'https://bitbucket.org/a/b/pull-requests/new?source=promote%2Fstaging-1&dest=main&t=1&title=A%20title&description=A%20body',
    ],
    [
      'ssh://git@x.io:7999/a/b.git',
      'https://x.io/projects/a/repos/b/pull-requests?create&sourceBranch=refs%2Fheads%2Fpromote%2Fstaging-1&targetBranch=refs%2Fheads%2Fmain&title=A%20title&description=A%20body',
    ],
    [
      'git@ssh.dev.azure.com:v3/o/p/r',
      'https://dev.azure.com/o/p/_git/r/pullrequestcreate?sourceRef=promote%2Fstaging-1&targetRef=main&title=A%20title&description=A%20body',
    ],
    [
      'git@codeberg.org:a/b.git',
      'https://codeberg.org/a/b/compare/main...promote/staging-1?expand=1&quick_pull=1&title=A%20title&body=A%20body',
    ],
  ];
  for (const [remote, url] of expected) it(remote, () => assert.equal(pageOf(remote).url, url));

  it('takes names with any characters', () => {
    const { url } = pageOf('git@github.com:a/b.git', { base: 'a&b#c', branch: 'x?y=%/z', title: 'q&body=w\ud83d' });
    const parsed = new URL(url);
    assert.equal(parsed.hash, '');
    assert.equal(decodeURIComponent(parsed.pathname), '/a/b/compare/a&b#c...x?y=%/z');
    assert.deepEqual(parsed.searchParams.getAll('body'), ['A body']);
    assert.equal(parsed.searchParams.get('title'), 'q&body=w�');
  });

  it('is never too long: the body loses lines at its end, and it is said that it did', () => {
    const body = Array.from({ length: 400 }, (_, index) => `| ${index} | ünïcödé |`).join('\n');
    for (const longest of Object.values(longestUrl)) {
      const page = pageOf('git@github.com:a/b.git', { body }, longest);
      assert.ok(page.url.length <= longest && page.url.length > longest - 120, String(page.url.length));
      assert.equal(page.isComplete, false);
      const shown = new URL(page.url).searchParams.get('body') ?? '';
      assert.ok(shown.startsWith('| 0 | ünïcödé |\n') && shown.endsWith('\n\n…'));
    }
    assert.equal(pageOf('git@github.com:a/b.git').isComplete, true);
    assert.equal(pageOf('git@bitbucket.org:a/b.git').isComplete, false, 'nothing says that it takes a description');
  });

  it('links files on the branch', () => {
    const links = ['git@github.com:a/b', 'git@gitlab.com:a/b', 'git@codeberg.org:a/b', 'ssh://x.io:7999/a/b'].map(
      (remote) => fileUrl(forgeRepository(remote)!, 'p/x', 'a b/#.yaml'),
    );
    assert.deepEqual(links, [
      'https://github.com/a/b/blob/p/x/a%20b/%23.yaml',
      'https://gitlab.com/a/b/-/blob/p/x/a%20b/%23.yaml',
      'https://codeberg.org/a/b/src/branch/p/x/a%20b/%23.yaml',
      'https://x.io/projects/a/repos/b/browse/a%20b/%23.yaml?at=refs%2Fheads%2Fp%2Fx',
    ]);
  });
});

describe('CODEOWNERS', () => {
  const check = (text: string, expected: Readonly<Record<string, readonly string[]>>) =>
    assert.deepEqual(Object.fromEntries(codeOwnersOf(text, Object.keys(expected))), expected);

  it('the last rule that matches counts, also one that takes owners away', () => {
    check('* @all # everything\n/docs/ @docs\n*.js ada@example.com @org/js\n# *.go @go\n/docs/free\n', {
      'a.yaml': ['@all'],
      'docs/x/y.md': ['@docs'],
      'docs/free': [],
      'docs/free/x.js': [],
      'src/deep/x.js': ['ada@example.com', '@org/js'],
      'x.go': ['@all'],
    });
  });

  it('patterns are those of .gitignore', () => {
    check(
      'docs/* @flat\napps/ @apps\n/build/logs/ @logs\n**/deep @deep\na/**/z.yaml @z\nwith\\ space/ @s\nx-??.y* @q',
      {
        'docs/a.md': ['@flat'],
        'docs/b/c.md': [],
        'more/docs/a.md': [],
        'x/apps/y/z': ['@apps'],
        apps: [],
        'build/logs/x': ['@logs'],
        'x/build/logs/y': [],
        'x/deep/y': ['@deep'],
        'a/z.yaml': ['@z'],
        'a/b/c/z.yaml': ['@z'],
        'b/z.yaml': [],
        'with space/x': ['@s'],
        'n/x-12.yaml': ['@q'],
        'n/x-1.yaml': [],
      },
    );
  });

  it('sections each have their say, with owners of their own', () => {
    check('* @all\n[Platform][2] @platform\n/environments/\n/environments/dev @dev\n^[Optional]\n*.md @writers\n', {
      'environments/prod.yaml': ['@all', '@platform'],
      'environments/dev/x.md': ['@all', '@dev', '@writers'],
    });
  });

  it('takes no time to speak of for patterns made to take long', () => {
    const pattern = `${'*a'.repeat(60)}*b ${'@x '.repeat(3)}\n${'**/'.repeat(60)}b @y`;
    const start = performance.now();
    check(pattern, { [`${'a/'.repeat(60)}${'a'.repeat(200)}`]: [] });
    assert.ok(performance.now() - start < 1000);
  });
});

describe('templates of pull requests', () => {
  const files = new Map(
    ['PULL_REQUEST_TEMPLATE.md', '.github/pull_request_template.md', '.gitlab/merge_request_templates/Default.md'].map(
      (path) => [path, path] as const,
    ),
  );

  it('are those that the forge itself would take', () => {
    assert.equal(pickTemplate('github', files), '.github/pull_request_template.md');
    assert.equal(pickTemplate('gitlab', files), '.gitlab/merge_request_templates/Default.md');
    assert.equal(pickTemplate('bitbucket', files), undefined);
    assert.equal(pickTemplate('gitea', new Map([...files, ['.gitea/PULL_REQUEST_TEMPLATE.md', 'own']])), 'own');
    assert.ok([...files.keys()].every(isTemplate));
    assert.equal(isTemplate('docs/other.md'), false);
  });
});

describe('the text of a pull request', () => {
  const item = { family: 'component', namespace: 'default', project: 'shop', name: 'cart', from: 'staging' } as const;
  const plan: Plan = {
    ...{ version: 1, status: 'ready', blockers: [], notes: [] },
    commitMessage: 'promote(shop/cart): cart-2 to production\n\nOpenChoreo-Release: cart-2\n',
    warnings: [
      { code: 'older-release', message: 'shop/cart goes back: see @ops <img src=x> [#1](http://evil)' },
      { code: 'differs-here', message: 'Your working tree has another version of cart.yaml.' },
    ],
    files: [
      { file: 'a/cart.yaml', before: 'x', after: 'y' },
      { file: 'a/new.yaml', before: null, after: 'y' },
    ],
    items: [
      { ...item, to: 'production', release: 'cart-2', previous: 'cart-1', action: 'set-pin' },
      { ...item, to: 'production', release: '`x`|<b>\n@all', previous: null, action: 'create-pin' },
      { ...item, to: '', release: 'cart-3', previous: null, action: 'create-release' },
      { ...item, to: 'staging', release: 'cart-2', previous: 'cart-2', action: 'none' },
    ],
    checks: {
      files: 44,
      before: { error: 1, warning: 2, information: 3 },
      after: { error: 0, warning: 2, information: 4 },
    },
  };
  const facts = {
    plan,
    base: 'main at 1a2b3c4d',
    link: (file: string) => (file === 'a/cart.yaml' ? 'https://x.io/a/cart.yaml' : undefined),
    owners: new Map([
      ['a/cart.yaml', ['@org/shop', '@ada']],
      ['a/new.yaml', ['@org/shop']],
    ]),
    template: '## Checklist\n\n- [ ] Soaked\n',
  };

  it('says what changes, where, what was checked and whose review it needs, then what the repository asks', () => {
    assert.equal(pullRequestTitle(plan), 'promote(shop/cart): cart-2 to production');
    assert.equal(
      pullRequestBody(facts),
      [
        '| Owner | Environment | Release |',
        '| --- | --- | --- |',
        '| `shop/cart` | `production` | `cart-1` → `cart-2` |',
        '| `shop/cart` | `production` | `` `x`\\|<b> @all `` |',
        '| `shop/cart` |  | `cart-3` (new) |',
        '',
        '- [`a/cart.yaml`](<https://x.io/a/cart.yaml>)',
        '- `a/new.yaml` (new)',
        '',
        'Checked by OpenChoreo GitOps on `main at 1a2b3c4d`, 44 files: 1 → 0 errors, 2 warnings, 3 → 4 notes.',
        '- ⚠ shop/cart goes back: see @\u200bops \\<img src=x\\> \\[#\u200b1\\](http://evil)',
        '',
        'Code owners, with how many of the files are theirs: `@org/shop` (2), `@ada` (1).',
        '',
        '---',
        '',
        '## Checklist\n\n- [ ] Soaked',
        '',
      ].join('\n'),
    );
  });

  it('folds a long list of files, and leaves out what there is nothing to say of', () => {
    const files = Array.from({ length: 40 }, (_, index) => ({ file: `f${index}.yaml`, before: 'x', after: null }));
    const { checks: _, ...rest } = plan;
    const body = pullRequestBody({
      ...facts,
      plan: { ...rest, files, warnings: [] },
      owners: new Map(),
      template: ' ',
    });
    assert.match(body, /<details><summary>40 files<\/summary>\n\n- `f0.yaml` \(deleted\)\n/);
    assert.doesNotMatch(body, /Checked|Code owners|---\n\n/);
  });
});
