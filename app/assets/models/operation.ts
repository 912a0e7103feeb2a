import { BaseModel, column } from '@adonisjs/lucid/orm'

export const OPERATION_KINDS = ['trash', 'restore', 'purge', 'edit', 'moveToBrand'] as const
/** One of these, or one that a higher module adds. */
export type OperationKind = string

/** `gathering`: the selection is being written down. `running`: its assets are being changed. */
export type OperationState = 'gathering' | 'running' | 'done'

/** A change to many assets: with progress, what became of each, and, where it can be, a way back. */
export class Operation extends BaseModel {
  static table = 'operations'
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true }) declare id: string
  @column() declare kind: OperationKind
  @column() declare state: OperationState
  /** The query it is about, as JSON; null where the ids were named. */
  @column() declare selection: string | null
  /** What it needs to know besides, in the form its kind gives it. */
  @column() declare input: string | null
  @column() declare reverses: string | null
  @column() declare total: number
  @column() declare done: number
  @column() declare refused: number
  @column() declare failed: number
  @column() declare createdBy: string
  @column() declare via: 'web' | 'api' | 'job' | 'cli'
  @column({ consume: Number }) declare createdAt: number
  @column({ consume: Number }) declare updatedAt: number
  @column({ consume: (value: unknown) => (value === null ? null : Number(value)) }) declare finishedAt: number | null
}
