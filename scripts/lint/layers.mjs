/**
 * Who may import what: the picture in docs/architecture.md as two tables, and the ESLint rules that read them. Paths are
 * relative to the project, with `/`.
 */

const engine = ['base', 'yaml', 'model', 'repository', 'analysis', 'features'];

/** The layers, and which others each may import. The first whose path holds a file is the file's. */
export const layers = [
  { name: 'base', path: 'server/src/base', imports: [] },
  { name: 'yaml', path: 'server/src/yaml', imports: ['base'] },
  { name: 'model', path: 'server/src/model', imports: ['base', 'yaml'] },
  { name: 'repository', path: 'server/src/repository', imports: ['base', 'yaml', 'model'] },
  { name: 'analysis', path: 'server/src/analysis', imports: ['base', 'yaml', 'model', 'repository', 'protocol'] },
  { name: 'features', path: 'server/src/features', imports: [...engine, 'protocol'] },
  { name: 'node', path: 'server/src/node', imports: ['base', 'repository', 'protocol'] },
  { name: 'lsp', path: 'server/src/lsp', imports: [...engine, 'node', 'protocol'] },
  { name: 'cli', path: 'server/src/cli', imports: [...engine, 'node', 'protocol'] },
  { name: 'protocol', path: 'server/src/protocol.ts', imports: [] },
  { name: 'git', path: 'client/src/git', imports: ['protocol'] },
  { name: 'client', path: 'client/src', imports: ['git', 'protocol'] },
];

/** Packages and Node.js modules that only some files may import. `except`: files below `only` that may not. */
export const packages = [
  { name: /^yaml(\/|$)/, only: ['server/src/yaml'], why: 'YAML is read and edited behind the interfaces of yaml/' },
  {
    name: /^(vscode|vscode-languageclient)(\/|$)/,
    only: ['client/src'],
    except: ['client/src/git'],
    why: 'only the client is VS Code, and its Git code runs without it',
  },
  { name: /^simple-git(\/|$)/, only: ['client/src/git/runGit.ts'], why: 'one file knows how Git is run' },
  {
    name: /^vscode-(languageserver|jsonrpc)/,
    only: ['server/src/lsp'],
    why: 'the engine knows no protocol runtime; features answer in plain values',
  },
  {
    name: /^(node:)?(fs|child_process)(\/|$)/,
    only: ['server/src/node', 'server/src/lsp', 'server/src/cli', 'client/src'],
    why: 'the engine does no I/O: sessions read files and Git, and hand it values',
  },
  {
    name: /^(node:)?(dgram|dns|http|http2|https|net|tls)(\/|$)/,
    only: [],
    why: 'nothing here talks to the network',
  },
];

/** The layer of a file; undefined outside of all. */
export function layerOf(file) {
  return layers.find(({ path }) => isInside(file, path))?.name;
}

function isInside(file, folder) {
  const bare = (name) => name.replace(/\.ts$/, '');
  return file.startsWith(`${folder}/`) || bare(file) === bare(folder);
}

/** Reports an import of a layer that the importing layer must not know. */
export const layersRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      direction: '{{from}}/ must not know {{to}}: it may import {{allowed}} (docs/architecture.md, "Layers").',
      noLayer: '{{file}} is in no layer (docs/architecture.md, "Layers").',
    },
  },
  create(context) {
    const file = projectPath(context);
    const from = layers.find(({ name }) => name === layerOf(file));
    if (from === undefined) {
      return { Program: (node) => context.report({ node, messageId: 'noLayer', data: { file } }) };
    }
    return onImport((node, source) => {
      if (!source.startsWith('.')) return;
      const target = resolve(file, source);
      const to = layerOf(target);
      if (to === from.name || (to !== undefined && from.imports.includes(to))) return;
      const allowed = from.imports.join(', ') || 'nothing';
      context.report({ node, messageId: 'direction', data: { from: from.name, to: to ?? target, allowed } });
    });
  },
};

/** Reports an import of a package from a file that must not know it. */
export const packagesRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { misplaced: '"{{name}}" is imported {{where}}: {{why}} (docs/architecture.md, "Layers").' },
  },
  create(context) {
    const file = projectPath(context);
    return onImport((node, source) => {
      for (const { name, only, except = [], why } of packages) {
        if (!name.test(source)) continue;
        const inside = (folders) => folders.some((folder) => isInside(file, folder));
        if (inside(only) && !inside(except)) continue;
        const but = except.length > 0 ? `, but not in ${except.join(', ')}` : '';
        const where = only.length > 0 ? `only in ${only.join(', ')}${but}` : 'nowhere';
        context.report({ node, messageId: 'misplaced', data: { name: source, where, why } });
      }
    });
  },
};

/** Calls back for every way in which a module names another. */
function onImport(found) {
  const literal = (node, source) => {
    if (typeof source?.value === 'string') found(node, source.value);
  };
  return {
    ImportDeclaration: (node) => literal(node, node.source),
    ExportNamedDeclaration: (node) => literal(node, node.source),
    ExportAllDeclaration: (node) => literal(node, node.source),
    ImportExpression: (node) => literal(node, node.source),
    TSImportType: (node) => literal(node, node.source ?? node.argument?.literal),
    TSExternalModuleReference: (node) => literal(node, node.expression),
    'CallExpression[callee.name="require"]': (node) => literal(node, node.arguments[0]),
  };
}

/** The linted file's path relative to the project; fixtures stand for the file at the same path of the real tree. */
export function projectPath(context) {
  return context.filename
    .slice(context.cwd.length + 1)
    .replaceAll('\\', '/')
    .replace(/^test\/lint-fixtures\//, '');
}

function resolve(file, source) {
  const parts = file.split('/').slice(0, -1);
  for (const step of source.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}
