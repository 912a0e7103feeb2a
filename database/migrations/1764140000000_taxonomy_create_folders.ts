import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('folders', (table) => {
      table.string('id', 36).primary()
      table.string('brand_id', 36).notNullable().references('id').inTable('brands').onDelete('CASCADE')
      table.string('parent_id', 36).nullable()
      // The folder or brand that it stands directly under; none once it is deleted, which frees its name.
      table.string('sibling_of', 36).nullable()
      table.string('name', 255).notNullable()
      table.string('name_key', 191).notNullable()
      table.integer('depth').notNullable()
      // Assets directly in it, those in the trash apart.
      table.integer('asset_count').notNullable().defaultTo(0)
      table.string('created_by', 36).nullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
      table.bigInteger('deleted_at').nullable()
      table.string('deleted_with', 36).nullable()
      table.unique(['sibling_of', 'name_key'], { indexName: 'folders_siblings' })
      table.index(['brand_id', 'deleted_at', 'name_key', 'id'], 'folders_by_name')
      table.index(['deleted_with'], 'folders_deleted_with')
      table.index(['deleted_at'], 'folders_by_deletion')
    })
    // Every folder with all that it stands within, itself included.
    this.schema.createTable('folder_ancestors', (table) => {
      table.string('ancestor_id', 36).notNullable().references('id').inTable('folders').onDelete('CASCADE')
      table.string('folder_id', 36).notNullable().references('id').inTable('folders').onDelete('CASCADE')
      table.primary(['ancestor_id', 'folder_id'])
      table.index(['folder_id', 'ancestor_id'], 'folder_ancestors_of')
    })
    this.schema.alterTable('assets', (table) => {
      // The one folder that it is in; a deleted folder is none.
      table.string('folder_id', 36).nullable()
      table.index(['is_trashed', 'folder_id', 'id'], 'assets_latest_in_folder')
    })
  }

  async down() {
    this.schema.alterTable('assets', (table) => {
      table.dropIndex([], 'assets_latest_in_folder')
      table.dropColumn('folder_id')
    })
    for (const table of ['folder_ancestors', 'folders']) this.schema.dropTable(table)
  }
}
