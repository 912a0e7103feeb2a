import { BaseModel, column } from '@adonisjs/lucid/orm'

export type BrandColour = { name: string; hex: string }
export const TAG_POLICIES = ['open', 'closed'] as const

const list = <Item>(otherwise: Item[]) => ({
  prepare: (items: Item[] | undefined) => JSON.stringify(items ?? otherwise),
  consume: (text: string | null): Item[] => (text === null ? otherwise : JSON.parse(text)),
})

export default class Brand extends BaseModel {
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true })
  declare id: string

  @column()
  declare slug: string

  @column()
  declare name: string

  @column()
  declare nameKey: string

  @column()
  declare description: string | null

  @column(list<BrandColour>([]))
  declare colours: BrandColour[]

  /** As BCP 47 writes them; the first is the default. */
  @column(list<string>(['en']))
  declare languages: string[]

  /** Whether people may make tags as they go, or only choose from those that are there. */
  @column()
  declare tagPolicy: (typeof TAG_POLICIES)[number]

  @column()
  declare createdAt: number

  @column()
  declare updatedAt: number
}
