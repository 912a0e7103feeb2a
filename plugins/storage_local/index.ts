import vine from '@vinejs/vine'
import { definePlugin } from '@damson/sdk'
import { LocalStorage } from './local_storage.ts'

/** Keeps objects as files below one folder of this machine, or of a network file system that many machines share. */
export default definePlugin({
  name: 'storage_local',
  sdk: 1,
  options: vine.create({
    /** The folder, as an absolute path. Made when it does not exist. */
    root: vine.string().startsWith('/'),
  }),
  provides: {
    storage: ({ options }) => new LocalStorage(options.root),
  },
})
