import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { Colour } from '../media/index.ts'
import type { MediaType } from '../media_type.ts'

/**
 * `stored`: the bytes are kept. `digested`: its facts and thumbnail are there. `ready`: all that can
 * be told is told. `failed`: it cannot be decoded, and `errorMessage` says why to a person.
 */
export type BlobState = 'stored' | 'digested' | 'ready' | 'failed'

const bool = { consume: (value: unknown) => (value === null || value === undefined ? null : Boolean(value)) }
const int = { consume: (value: unknown) => (value === null || value === undefined ? null : Number(value)) }

/** Immutable bytes, named by their SHA-256 and stored once, with what they tell about themselves. */
export class Blob extends BaseModel {
  static table = 'blobs'
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true }) declare id: string
  @column({ columnName: 'sha256' }) declare sha256: string
  @column(int) declare size: number
  @column() declare mimeType: string
  @column() declare type: MediaType
  @column() declare storageKey: string
  @column() declare state: BlobState
  @column() declare errorCode: string | null
  @column() declare errorMessage: string | null
  @column() declare width: number | null
  @column() declare height: number | null
  @column() declare orientation: number | null
  @column() declare pageCount: number | null
  @column() declare durationSeconds: number | null
  @column() declare frameRate: number | null
  @column() declare dpi: number | null
  @column() declare colorSpace: string | null
  @column() declare iccName: string | null
  @column() declare videoCodec: string | null
  @column() declare audioCodec: string | null
  @column(bool) declare hasAlpha: boolean | null
  @column(bool) declare isAnimated: boolean | null
  @column() declare thumbHash: string | null
  @column() declare colour: Colour | null
  /** What exiftool read, as JSON; shown, never queried. */
  @column() declare embedded: string | null
  @column(int) declare createdAt: number
  @column(int) declare updatedAt: number
}
