import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('tags', (table) => {
      table.string('id', 36).primary()
      table.string('brand_id', 36).notNullable().references('id').inTable('brands').onDelete('CASCADE')
      table.string('kind', 10).notNullable()
      table.string('name', 120).notNullable()
      table.string('name_key', 191).notNullable()
      table.text('synonyms').notNullable()
      table.string('parent_id', 36).nullable()
      table.integer('asset_count').notNullable()
      table.string('created_by', 36).nullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
      table.bigInteger('deleted_at').nullable()
      table.index(['brand_id', 'deleted_at', 'name_key', 'id'], 'tags_by_name')
      table.index(['brand_id', 'deleted_at', 'asset_count', 'id'], 'tags_by_use')
      table.index(['parent_id'], 'tags_within')
      table.index(['deleted_at'], 'tags_by_deletion')
    })
    // Every name by which a living tag is meant: its own and its synonyms.
    this.schema.createTable('tag_names', (table) => {
      table.string('brand_id', 36).notNullable().references('id').inTable('brands').onDelete('CASCADE')
      table.string('kind', 10).notNullable()
      table.string('name_key', 191).notNullable()
      table.string('tag_id', 36).notNullable().references('id').inTable('tags').onDelete('CASCADE')
      table.primary(['brand_id', 'kind', 'name_key'])
      table.index(['tag_id'], 'tag_names_of')
    })
    this.schema.createTable('asset_tags', (table) => {
      table.string('tag_id', 36).notNullable().references('id').inTable('tags').onDelete('CASCADE')
      table.string('asset_id', 36).notNullable().references('id').inTable('assets').onDelete('CASCADE')
      table.primary(['tag_id', 'asset_id'])
      table.index(['asset_id', 'tag_id'], 'asset_tags_of')
    })
    this.schema.alterTable('operation_items', (table) => {
      table.text('way_back', 'mediumtext').nullable()
    })
  }

  async down() {
    this.schema.alterTable('operation_items', (table) => {
      table.dropColumn('way_back')
    })
    for (const table of ['asset_tags', 'tag_names', 'tags']) this.schema.dropTable(table)
  }
}
