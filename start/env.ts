/*
 * Everything an operator can set, in one place. No variable is needed: the defaults run Damson on
 * one machine with its state under ./data. docs/operating.md explains each.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Env } from '@adonisjs/core/env'

const read = await Env.create(new URL('../', import.meta.url), {
  NODE_ENV: Env.schema.enum.optional(['development', 'production', 'test'] as const),
  HOST: Env.schema.string.optional({ format: 'host' }),
  PORT: Env.schema.number.optional(),
  APP_URL: Env.schema.string.optional({ format: 'url', tld: false }),
  APP_KEY: Env.schema.string.optional(),
  DATA_DIR: Env.schema.string.optional(),
  LOG_LEVEL: Env.schema.enum.optional(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const),
  TRUST_PROXY: Env.schema.boolean.optional(),

  DB_CONNECTION: Env.schema.enum.optional(['sqlite', 'mysql'] as const),
  DB_HOST: Env.schema.string.optional({ format: 'host' }),
  DB_PORT: Env.schema.number.optional(),
  DB_USER: Env.schema.string.optional(),
  DB_PASSWORD: Env.schema.string.optional(),
  DB_DATABASE: Env.schema.string.optional(),

  QUEUE_DRIVER: Env.schema.enum.optional(['database', 'bull'] as const),
  WORKER: Env.schema.enum.optional(['embedded', 'none'] as const),
  WORKER_CONCURRENCY: Env.schema.number.optional(),
  REDIS_HOST: Env.schema.string.optional({ format: 'host' }),
  REDIS_PORT: Env.schema.number.optional(),
  REDIS_PASSWORD: Env.schema.string.optional(),
  REDIS_DB: Env.schema.number.optional(),
  REDIS_PREFIX: Env.schema.string.optional(),

  SMTP_HOST: Env.schema.string.optional({ format: 'host' }),
  SMTP_PORT: Env.schema.number.optional(),
  SMTP_USER: Env.schema.string.optional(),
  SMTP_PASSWORD: Env.schema.string.optional(),
  MAIL_FROM: Env.schema.string.optional(),

  METRICS_TOKEN: Env.schema.string.optional(),
  SEARCH: Env.schema.enum.optional(['sql', 'typesense'] as const),
  TYPESENSE_URL: Env.schema.string.optional({ format: 'url', tld: false }),
  TYPESENSE_API_KEY: Env.schema.string.optional(),
  TYPESENSE_PREFIX: Env.schema.string.optional(),

  FFMPEG_PATH: Env.schema.string.optional(),
  FFPROBE_PATH: Env.schema.string.optional(),

  MEDIA_WORKERS: Env.schema.number.optional(),
  MAX_UPLOAD_MB: Env.schema.number.optional(),
})

const dataDir = resolve(read.get('DATA_DIR') ?? 'data')
mkdirSync(dataDir, { recursive: true, mode: 0o700 })

/** The key that seals cookies and signs links: given, or made once and kept beside the data. */
function appKey(): string {
  const given = read.get('APP_KEY')
  if (given) return given
  const file = join(dataDir, 'app.key')
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}

const host = read.get('HOST') ?? '0.0.0.0'
const port = read.get('PORT') ?? 3333

read.set('HOST', host)
read.set('PORT', port)

const env = {
  mode: read.get('NODE_ENV') ?? 'development',
  host,
  port,
  appUrl: (read.get('APP_URL') ?? `http://localhost:${port}`).replace(/\/+$/, ''),
  appKey: appKey(),
  dataDir,
  logLevel: read.get('LOG_LEVEL') ?? 'info',
  trustProxy: read.get('TRUST_PROXY') ?? false,
  db: {
    connection: read.get('DB_CONNECTION') ?? 'sqlite',
    host: read.get('DB_HOST') ?? '127.0.0.1',
    port: read.get('DB_PORT') ?? 3306,
    user: read.get('DB_USER') ?? 'damson',
    password: read.get('DB_PASSWORD') ?? '',
    database: read.get('DB_DATABASE') ?? 'damson',
  },
  queue: {
    driver: read.get('QUEUE_DRIVER') ?? 'database',
    worker: read.get('WORKER') ?? 'embedded',
    concurrency: read.get('WORKER_CONCURRENCY'),
  },
  redis: {
    host: read.get('REDIS_HOST') ?? '127.0.0.1',
    port: read.get('REDIS_PORT') ?? 6379,
    password: read.get('REDIS_PASSWORD'),
    db: read.get('REDIS_DB') ?? 0,
    prefix: read.get('REDIS_PREFIX') ?? 'damson',
  },
  mail: {
    host: read.get('SMTP_HOST'),
    port: read.get('SMTP_PORT') ?? 587,
    user: read.get('SMTP_USER'),
    password: read.get('SMTP_PASSWORD'),
    from: read.get('MAIL_FROM') ?? 'Damson <damson@localhost>',
  },
  search: read.get('SEARCH') ?? 'sql',
  typesense: {
    url: read.get('TYPESENSE_URL') ?? 'http://127.0.0.1:8108',
    apiKey: read.get('TYPESENSE_API_KEY'),
    prefix: read.get('TYPESENSE_PREFIX') ?? 'damson',
  },
  metricsToken: read.get('METRICS_TOKEN'),
  ffmpegPath: read.get('FFMPEG_PATH') ?? 'ffmpeg',
  ffprobePath: read.get('FFPROBE_PATH') ?? 'ffprobe',
  mediaWorkers: read.get('MEDIA_WORKERS'),
  maxUploadMb: read.get('MAX_UPLOAD_MB') ?? 5120,
} as const

export default env

/** The environment for processes that decode strangers' files: without keys, passwords and tokens. */
export function environmentWithoutSecrets(): Record<string, string | undefined> {
  const open = Object.entries(process.env).filter(([name]) => !/KEY|PASSWORD|SECRET|TOKEN|CREDENTIAL/i.test(name))
  return { ...Object.fromEntries(open), APP_KEY: 'withheld-from-media-processes' }
}
