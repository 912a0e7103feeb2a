import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('catalogs', (table) => {
      table.string('id', 36).primary()
      // The brand whose assets it orders; none orders those of all.
      table.string('brand_id', 36).nullable().references('id').inTable('brands').onDelete('CASCADE')
      // The brand, or a star for all; none once it is deleted, which frees its name.
      table.string('sibling_of', 36).nullable()
      table.string('name', 255).notNullable()
      table.string('name_key', 191).notNullable()
      table.text('description').nullable()
      table.string('created_by', 36).nullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
      table.bigInteger('deleted_at').nullable()
      table.unique(['sibling_of', 'name_key'], { indexName: 'catalogs_siblings' })
      table.index(['deleted_at', 'name_key', 'id'], 'catalogs_by_name')
      table.index(['brand_id'], 'catalogs_of_brand')
    })
    this.schema.createTable('categories', (table) => {
      table.string('id', 36).primary()
      table.string('catalog_id', 36).notNullable().references('id').inTable('catalogs').onDelete('CASCADE')
      table.string('parent_id', 36).nullable()
      // The category or catalogue that it stands directly under; none once it is deleted.
      table.string('sibling_of', 36).nullable()
      table.string('name', 255).notNullable()
      table.string('name_key', 191).notNullable()
      // Its name among its siblings: two of one name are told apart by their codes.
      table.string('place_key', 400).notNullable()
      table.string('code', 191).nullable()
      table.string('code_key', 191).nullable()
      // The code while it lives; none once it is deleted.
      table.string('code_claim', 191).nullable()
      table.integer('depth').notNullable()
      table.double('position').notNullable()
      table.string('created_by', 36).nullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
      table.bigInteger('deleted_at').nullable()
      table.string('deleted_with', 36).nullable()
      table.unique(['sibling_of', 'place_key'], { indexName: 'categories_siblings' })
      table.unique(['catalog_id', 'code_claim'], { indexName: 'categories_by_code' })
      table.index(['sibling_of', 'position', 'id'], 'categories_in_order')
      table.index(['catalog_id', 'deleted_at', 'name_key', 'id'], 'categories_by_name')
      table.index(['deleted_with'], 'categories_deleted_with')
      table.index(['deleted_at'], 'categories_by_deletion')
    })
    // Every category with all that it stands within, itself included.
    this.schema.createTable('category_ancestors', (table) => {
      table.string('ancestor_id', 36).notNullable().references('id').inTable('categories').onDelete('CASCADE')
      table.string('category_id', 36).notNullable().references('id').inTable('categories').onDelete('CASCADE')
      table.primary(['ancestor_id', 'category_id'])
      table.index(['category_id', 'ancestor_id'], 'category_ancestors_of')
    })
    // How many assets of each brand are directly in a category, those in the trash apart.
    this.schema.createTable('category_counts', (table) => {
      table.string('category_id', 36).notNullable().references('id').inTable('categories').onDelete('CASCADE')
      table.string('brand_id', 36).notNullable().references('id').inTable('brands').onDelete('CASCADE')
      table.integer('total').notNullable()
      table.primary(['category_id', 'brand_id'])
    })
    this.schema.createTable('asset_categories', (table) => {
      table.string('category_id', 36).notNullable().references('id').inTable('categories').onDelete('CASCADE')
      table.string('asset_id', 36).notNullable().references('id').inTable('assets').onDelete('CASCADE')
      table.primary(['category_id', 'asset_id'])
      table.index(['asset_id', 'category_id'], 'asset_categories_of')
    })
  }

  async down() {
    for (const table of ['asset_categories', 'category_counts', 'category_ancestors', 'categories', 'catalogs'])
      this.schema.dropTable(table)
  }
}
