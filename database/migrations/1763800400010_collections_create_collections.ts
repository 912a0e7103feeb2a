import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('collections', (table) => {
      table.string('id', 36).primary()
      table.string('kind', 10).notNullable()
      table.string('brand_id', 36).nullable().references('id').inTable('brands').onDelete('CASCADE')
      table.string('owner_id', 36).nullable().references('id').inTable('users').onDelete('CASCADE')
      table.string('parent_id', 36).nullable()
      // The collection, brand or person that it stands directly under; none once it is deleted, which frees its name.
      table.string('sibling_of', 36).nullable()
      table.string('name', 255).notNullable()
      table.string('name_key', 191).notNullable()
      table.integer('depth').notNullable()
      table.integer('asset_count').notNullable()
      table.string('created_by', 36).nullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
      table.bigInteger('deleted_at').nullable()
      table.string('deleted_with', 36).nullable()
      table.unique(['sibling_of', 'name_key'], { indexName: 'collections_siblings' })
      table.index(['brand_id', 'deleted_at', 'name_key', 'id'], 'collections_of_brand')
      table.index(['owner_id', 'deleted_at', 'name_key', 'id'], 'collections_of_person')
      table.index(['deleted_with'], 'collections_deleted_with')
      table.index(['deleted_at'], 'collections_by_deletion')
    })
    // Every collection with all that it stands within, itself included.
    this.schema.createTable('collection_ancestors', (table) => {
      table.string('ancestor_id', 36).notNullable().references('id').inTable('collections').onDelete('CASCADE')
      table.string('collection_id', 36).notNullable().references('id').inTable('collections').onDelete('CASCADE')
      table.primary(['ancestor_id', 'collection_id'])
      table.index(['collection_id', 'ancestor_id'], 'collection_ancestors_of')
    })
    this.schema.createTable('collection_assets', (table) => {
      table.string('collection_id', 36).notNullable().references('id').inTable('collections').onDelete('CASCADE')
      table.string('asset_id', 36).notNullable().references('id').inTable('assets').onDelete('CASCADE')
      table.string('added_by', 36).nullable()
      table.bigInteger('added_at').notNullable()
      table.primary(['collection_id', 'asset_id'])
      table.index(['asset_id', 'collection_id'], 'collections_of_asset')
    })
    // What is in the library and in no library collection: kept, because looking for it would read every asset.
    this.schema.createTable('unfiled_assets', (table) => {
      table.string('asset_id', 36).primary().references('id').inTable('assets').onDelete('CASCADE')
    })
    this.schema.raw('INSERT INTO unfiled_assets (asset_id) SELECT id FROM assets WHERE is_trashed = 0')
  }

  async down() {
    for (const table of ['unfiled_assets', 'collection_assets', 'collection_ancestors', 'collections']) this.schema.dropTable(table)
  }
}
