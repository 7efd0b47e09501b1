import tseslint from 'typescript-eslint';
import { layersRule, packagesRule } from './scripts/lint/layers.mjs';
import { noKindSwitchRule } from './scripts/lint/noKindSwitch.mjs';

const source = ['client/src/**/*.ts', 'server/src/**/*.ts'];
const fixtures = ['test/lint-fixtures/**/*.ts'];

export default tseslint.config(
  // The fixtures fail on purpose: test/unit/lint.test.ts lints them.
  { ignores: ['dist/', '.server/', '.vscode-test/', 'test/lint-fixtures/', 'test/repos/'] },

  {
    files: ['client/**/*.ts', 'server/**/*.ts', 'test/**/*.ts'],
    ignores: fixtures,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // With noUncheckedIndexedAccess, an index that a loop has checked is still possibly undefined to the compiler.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Schemas count code points, which is what spreading a string gives.
      '@typescript-eslint/no-misused-spread': 'off',
      // Older clients still send what the protocol deprecates.
      '@typescript-eslint/no-deprecated': 'off',
      // VS Code's API asks for a Disposable and takes anything with its shape.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
    },
  },

  {
    files: [...source, ...fixtures],
    plugins: {
      openchoreo: { rules: { layers: layersRule, packages: packagesRule, 'no-kind-switch': noKindSwitchRule } },
    },
    rules: { 'openchoreo/layers': 'error', 'openchoreo/packages': 'error', 'openchoreo/no-kind-switch': 'error' },
  },
  { files: fixtures, languageOptions: { parser: tseslint.parser } },

  {
    // Tests read JSON and pages of a browser, and stand in for interfaces.
    files: ['test/**/*.ts'],
    ignores: fixtures,
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
    },
  },

  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: Object.fromEntries(
        ['URL', 'console', 'process', 'performance', 'setInterval', 'setTimeout', 'clearTimeout'].map((name) => [
          name,
          'readonly',
        ]),
      ),
    },
    rules: {
      eqeqeq: 'error',
      'no-const-assign': 'error',
      'no-dupe-keys': 'error',
      'no-empty': 'error',
      'no-undef': 'error',
      'no-unreachable': 'error',
      'no-unsafe-finally': 'error',
      'no-unused-vars': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
);
