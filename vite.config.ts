import tailwindcss from '@tailwindcss/vite'
import adonisjs from '@adonisjs/vite/client'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [
    tailwindcss(),
    adonisjs({
      entryPoints: ['resources/css/app.css', 'resources/js/app.ts'],
      buildDirectory: 'public/build',
      assetsUrl: '/build',
      reload: ['resources/views/**/*.edge'],
    }),
  ],
  build: { target: 'es2022', assetsInlineLimit: 0 },
})
