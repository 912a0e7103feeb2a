import { BaseModel, column } from '@adonisjs/lucid/orm'

/** What a template says of an asset: columns by their names, and the properties named here. */
export type TemplateValues = Record<string, unknown> & {
  keywords?: string[]
  /** By their names, which another vocabulary may have too. */
  tags?: string[]
  /** Ids. */
  categories?: string[]
  fields?: Record<string, unknown>
}

/** Values under a name, for new assets and for many at once. */
export class MetadataTemplate extends BaseModel {
  static table = 'metadata_templates'
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true }) declare id: string
  /** Null: for assets of every brand. */
  @column() declare brandId: string | null
  @column() declare brandKey: string
  @column() declare name: string
  @column() declare nameKey: string
  @column({
    prepare: (values: TemplateValues) => JSON.stringify(values),
    consume: (json: string) => JSON.parse(json) as TemplateValues,
  })
  declare given: TemplateValues
  @column() declare createdBy: string | null
  @column({ consume: Number }) declare createdAt: number
  @column({ consume: Number }) declare updatedAt: number
}
