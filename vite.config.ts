import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import adonisjs from '@adonisjs/vite/client'
import { defineConfig, type Plugin } from 'vite'

/** The scripts of AdminJS come built with its packages: they are put beside ours, by the name of the release. */
function adminjsScripts(): Plugin {
  const root = dirname(createRequire(import.meta.url).resolve('adminjs'))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const design = createRequire(join(root, 'index.js')).resolve('@adminjs/design-system')
  const scripts = {
    global: join(root, 'lib/frontend/assets/scripts/global-bundle.production.js'),
    design: join(design.slice(0, design.lastIndexOf('/design-system/')), 'design-system/bundle.production.js'),
    app: join(root, 'lib/frontend/assets/scripts/app-bundle.production.js'),
  }
  return {
    name: 'adminjs-scripts',
    apply: 'build',
    generateBundle() {
      for (const [name, path] of Object.entries(scripts)) {
        this.emitFile({ type: 'asset', fileName: `adminjs/${name}-${version}.js`, source: readFileSync(path) })
      }
    },
  }
}

export default defineConfig({
  plugins: [
    tailwindcss(),
    adminjsScripts(),
    adonisjs({
      entryPoints: ['resources/css/app.css', 'resources/js/app.ts', 'resources/js/office/begin.ts', 'resources/js/office/office.ts'],
      buildDirectory: 'public/build',
      assetsUrl: '/build',
      reload: ['resources/views/**/*.edge'],
    }),
  ],
  build: { target: 'es2022', assetsInlineLimit: 0 },
})
