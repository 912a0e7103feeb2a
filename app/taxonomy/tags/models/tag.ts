import { BaseModel, column } from '@adonisjs/lucid/orm'

/** `label` is for those who work on assets only (C3). */
export const TAG_KINDS = ['tag', 'label'] as const
export type TagKind = (typeof TAG_KINDS)[number]

const int = { consume: (value: unknown) => (value === null || value === undefined ? null : Number(value)) }

/** A word of a brand's vocabulary, with the synonyms by which it is found too. */
export class Tag extends BaseModel {
  static table = 'tags'
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true }) declare id: string
  @column() declare brandId: string
  @column() declare kind: TagKind
  @column() declare name: string
  @column() declare nameKey: string
  @column({ prepare: (words: string[]) => JSON.stringify(words), consume: (json: string) => JSON.parse(json) as string[] })
  declare synonyms: string[]
  /** The wider tag: whoever asks for that finds this too. */
  @column() declare parentId: string | null
  /** How many assets have it, those in the trash apart. */
  @column(int) declare assetCount: number
  @column() declare createdBy: string | null
  @column(int) declare createdAt: number
  @column(int) declare updatedAt: number
  @column(int) declare deletedAt: number | null
}
