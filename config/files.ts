import { join } from 'node:path'
import env from '#start/env'

const MB = 1024 * 1024

/**
 * Where bytes wait before they are stored, and how large a file of each type may be. The limits of a
 * single installation; plans narrow them.
 */
export default {
  incomingDir: join(env.dataDir, 'incoming'),
  uploadsDir: join(env.dataDir, 'uploads'),
  workDir: join(env.dataDir, 'work'),
  maxBytes: {
    image: Math.min(500, env.maxUploadMb) * MB,
    video: env.maxUploadMb * MB,
    audio: Math.min(2048, env.maxUploadMb) * MB,
    document: Math.min(2048, env.maxUploadMb) * MB,
    text: Math.min(200, env.maxUploadMb) * MB,
    other: env.maxUploadMb * MB,
  },
  maxUploadBytes: env.maxUploadMb * MB,
  /** Below this much free space nothing more is taken in, so that the database can still write. */
  reservedBytes: 200 * MB,
  /** An upload that was not continued for so long is forgotten. */
  uploadLifetimeMs: 24 * 3600_000,
  /** A blob that nothing refers to is kept this long before it is collected. */
  blobGraceMs: 24 * 3600_000,
} as const
