import { BaseModel, column } from '@adonisjs/lucid/orm'

/** A job that failed on its last try, with what it was to do and why it could not. */
export class DeadLetter extends BaseModel {
  static table = 'dead_jobs'
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true }) declare id: string
  /** The stable name of the job, such as `files.digest_blob`. */
  @column() declare name: string
  @column() declare queue: string
  @column({ prepare: (payload: object) => JSON.stringify(payload), consume: (text: string) => JSON.parse(text) as object })
  declare payload: object
  @column({ consume: Number }) declare attempts: number
  @column() declare error: string
  @column({ consume: Number }) declare failedAt: number
}
