import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'

export const FORMAT = 'damson-backup'
export const VERSION = 1

/** What a backup leaves out, as the operator is told. */
export const NOT_INCLUDED = [
  'app.key, which seals cookies (a new one is made)',
  'waiting jobs (what is unfinished is taken up again)',
  'sign-ins (everybody signs in anew)',
  'rate limits, unfinished uploads and stored answers to repeated requests',
  'renditions other than thumbnail and preview (made again when asked for)',
]

/** The first entry. */
export const manifestValidator = vine.create({
  format: vine.literal(FORMAT),
  version: vine.literal(VERSION),
  createdAt: vine.string().maxLength(40),
  /** Which database it comes from; it can be restored into the other kind. */
  database: vine.enum(['sqlite', 'mysql']),
  migrations: vine.array(vine.string().maxLength(200)),
  notIncluded: vine.array(vine.string()),
})
export type Manifest = Infer<typeof manifestValidator>

/** The last entry: how much there is, and a hash over the name, size and hash of every entry before it, in order. */
export const closingValidator = vine.create({
  entries: vine.number().withoutDecimals(),
  sha256: vine.string().regex(/^[0-9a-f]{64}$/),
  blobs: vine.number().withoutDecimals(),
  renditions: vine.number().withoutDecimals(),
  bytes: vine.number().withoutDecimals(),
  /** Rows by table. */
  tables: vine.record(vine.number().withoutDecimals()),
  /** Blobs that were damaged already when the backup was made. */
  damaged: vine.array(vine.object({ sha256: vine.string().regex(/^[0-9a-f]{64}$/), reason: vine.string() })),
})
export type Closing = Infer<typeof closingValidator>
export type DamagedBlob = Closing['damaged'][number]
