import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import env from '#start/env'

const MB = 1024 * 1024

/** How media processes work, and what a single file may cost. */
export default {
  workers: env.mediaWorkers ?? availableParallelism(),
  /** Where decoders keep what they need for a moment. */
  tempDir: join(env.dataDir, 'work'),
  /** A process with nothing to do ends after this time. */
  idleMs: 30_000,
  /** A process is replaced after so many jobs, or when it holds so much memory while idle. */
  recycleAfterJobs: 500,
  recycleAboveBytes: 500 * MB,
  /** One job, with the programs it starts, may take this long and hold this much. */
  jobTimeoutMs: 60_000,
  jobMemoryBytes: 1536 * MB,
  limits: {
    pixels: 100_000_000,
    heavyPixels: 50_000_000,
    svgBytes: 10 * MB,
    pdfBytes: 500 * MB,
    textPages: 1000,
    textBytes: MB,
    seconds: 45,
  },
  metadata: { processes: 2, timeoutMs: 20_000 },
  /** Copies with metadata written into them: made while somebody waits, so of no larger files than that. */
  metadataCopies: { processes: 2, timeoutMs: 60_000, bytes: 1024 * MB },
} as const
