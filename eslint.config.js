import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { ASKS_FIRST, BROWSER_SAFE, TIMELESS } from './.eslint/layers.ts';
import { layering, runtimeIds } from './.eslint/layering-rule.ts';

const root = import.meta.dirname;
const tests = ['**/*.test.ts', '**/*.testkit.ts', 'runtimes/testkit/**'];
const forbid = (names, message) => names.map((name) => ({ name, message }));
const NODE_GLOBALS = forbid(['process', 'Buffer', 'require', '__dirname'], 'this folder runs in browsers as well');
const CLOCKS = forbid(['Date', 'performance', 'setTimeout', 'setInterval'], 'no clock here: the kernel hands times in');
const FROM_CORE = 'randomness comes from core/random.ts';

export default defineConfig(
  // Contracts and inputs that are broken on purpose; AssemblyScript is not TypeScript.
  globalIgnores(['resources/**', '**/testdata/**', 'renderer/dist/**', 'electron/dist/**']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      // The EVM library's own exception is no Error.
      '@typescript-eslint/only-throw-error': [
        'error',
        { allow: [{ from: 'package', package: '@ethereumjs/evm', name: 'EVMError' }] },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    plugins: { interleave: { rules: { layering } } },
    rules: {
      'interleave/layering': ['error', { root, runtimes: runtimeIds(root) }],
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  // One entry a folder: a later no-restricted-globals replaces an earlier one whole.
  ...[...new Set([...BROWSER_SAFE, ...TIMELESS])].map((folder) => ({
    files: [`${folder}/**/*.{ts,tsx}`],
    ignores: tests,
    rules: {
      'no-restricted-globals': [
        'error',
        ...(BROWSER_SAFE.includes(folder) ? NODE_GLOBALS : []),
        ...(TIMELESS.includes(folder) ? CLOCKS : []),
      ],
    },
  })),
  { files: ASKS_FIRST, rules: { 'no-restricted-globals': ['error', ...CLOCKS] } },
  {
    files: TIMELESS.map((folder) => `${folder}/**/*.ts`),
    ignores: tests,
    rules: {
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: FROM_CORE }],
      'no-restricted-syntax': ['error', { selector: 'ImportSpecifier[imported.name=/^random/]', message: FROM_CORE }],
    },
  },
);
