import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['dist', 'src/api', 'node_modules', '*.config.*', '.dependency-cruiser.cjs', 'scripts'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  reactHooks.configs.flat['recommended-latest'],
  {
    languageOptions: { parserOptions: { project: ['./tsconfig.app.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 300 }],
      // every `&&` in JSX counts as a branch, so components are allowed more than functions
      complexity: ['error', 20],
      'max-params': ['error', 5],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
      '@typescript-eslint/no-invalid-void-type': ['error', { allowAsThisParameter: true }],
      // TanStack Router throws redirect() and notFound() by design.
      '@typescript-eslint/only-throw-error': ['error', { allow: ['Redirect', 'NotFoundError'].map((name) => ({ from: 'package', package: '@tanstack/router-core', name })) }],
      'no-restricted-imports': ['error', { patterns: [{ group: ['../*'], message: 'Import by @/… across folders.' }] }],
    },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', 'src/testing/**'],
    rules: { 'max-lines': ['error', { max: 400 }], '@typescript-eslint/unbound-method': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
)
