import { defineConfig } from '@adonisjs/core/app'

export default defineConfig({
  directories: { tests: 'tests' },
  commands: [
    () => import('@adonisjs/core/commands'),
    () => import('@adonisjs/lucid/commands'),
    () => import('./app/core/commands/index.ts'),
    () => import('./app/plugin_host/commands/index.ts'),
    () => import('./app/identity/commands/index.ts'),
    () => import('./app/tokens/commands/index.ts'),
    () => import('./app/files/commands/index.ts'),
    () => import('./app/assets/commands/index.ts'),
    () => import('./app/admin/commands/index.ts'),
  ],
  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    () => import('@adonisjs/core/providers/hash_provider'),
    { file: () => import('@adonisjs/core/providers/repl_provider'), environment: ['repl', 'test'] },
    () => import('@adonisjs/core/providers/vinejs_provider'),
    () => import('@adonisjs/core/providers/edge_provider'),
    () => import('@adonisjs/session/session_provider'),
    () => import('@adonisjs/shield/shield_provider'),
    () => import('@adonisjs/static/static_provider'),
    () => import('#providers/pages_provider'),
    () => import('@adonisjs/lucid/database_provider'),
    () => import('@adonisjs/mail/mail_provider'),
    () => import('@adonisjs/limiter/limiter_provider'),
    () => import('@adonisjs/i18n/i18n_provider'),
    () => import('@adonisjs/bouncer/bouncer_provider'),
    () => import('#providers/core_provider'),
    () => import('#providers/modules_provider'),
  ],
  preloads: [() => import('#start/view'), () => import('#start/modules'), () => import('#start/kernel')],
  metaFiles: [
    { pattern: 'resources/views/**/*.edge', reloadServer: false },
    { pattern: 'public/**', reloadServer: false },
  ],
  hooks: {
    buildStarting: [() => import('@adonisjs/vite/build_hook')],
  },
  tests: {
    timeout: 30_000,
    forceExit: true,
    suites: [
      { name: 'unit', files: ['tests/unit/**/*.spec.ts', 'plugins/**/*.spec.ts'], timeout: 60_000 },
      { name: 'architecture', files: ['tests/architecture/**/*.spec.ts'], timeout: 60_000 },
      { name: 'functional', files: ['tests/functional/**/*.spec.ts'], timeout: 120_000 },
      { name: 'browser', files: ['tests/browser/**/*.spec.ts'], timeout: 180_000 },
    ],
  },
})
