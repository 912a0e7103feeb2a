/*
 * The switchboard: which plugins there are, how each instance of them is set up, and which instance
 * serves what. Media workers load this file without the framework, so it imports only the environment.
 */
import { join } from 'node:path'
import { definePlugins } from '#plugin_host'
import env from '#start/env'

export default definePlugins({
  instances: {
    local: { plugin: () => import('#plugins/storage_local'), options: { root: join(env.dataDir, 'objects') } },
    images: { plugin: () => import('#plugins/preview_image') },
    pdf: { plugin: () => import('#plugins/preview_pdf') },
    video: {
      plugin: () => import('#plugins/preview_video'),
      options: { ffmpegPath: env.ffmpegPath, ffprobePath: env.ffprobePath },
    },
    renditions: { plugin: () => import('#plugins/export_image') },
    ...(env.search === 'typesense' && { typesense: { plugin: () => import('#plugins/search_typesense'), options: env.typesense } }),
  },
  bindings: {
    storage: 'local',
    preview: ['images', 'pdf', 'video'],
    export: ['renditions'],
    ...(env.search === 'typesense' && { search: 'typesense' }),
  },
})
