import { configApp } from '@adonisjs/eslint-config'

export default configApp(
  { ignores: ['public/**', 'data/**', 'tmp/**', '.adonisjs/**', 'node_modules/**'] },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@unicorn/no-await-expression-member': 'off',
      '@unicorn/filename-case': ['error', { case: 'snakeCase', ignore: ['\\.config\\.[jt]s$'] }],
    },
  },
  {
    files: ['app/**/*.ts', 'plugins/**/*.ts', 'providers/**/*.ts', 'config/**/*.ts', 'start/**/*.ts'],
    ignores: ['start/env.ts', '**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Settings are declared in start/env.ts.' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name=/^(allows|denies)$/]',
          message: 'An answer that can be ignored is no authorisation: await bouncer.with(Policy).authorize(…).',
        },
      ],
    },
  }
)
