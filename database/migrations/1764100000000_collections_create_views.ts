import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('collections', (table) => {
      table.text('question').nullable()
    })
    this.schema.createTable('saved_views', (table) => {
      table.string('id', 36).primary()
      table.string('owner_id', 36).notNullable().references('id').inTable('users').onDelete('CASCADE')
      // Null is every brand that whoever looks may see.
      table.string('brand_id', 36).nullable().references('id').inTable('brands').onDelete('CASCADE')
      table.boolean('is_shared').notNullable()
      table.string('name', 255).notNullable()
      table.string('name_key', 191).notNullable()
      table.text('question').notNullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
      table.bigInteger('deleted_at').nullable()
      table.index(['owner_id', 'deleted_at', 'name_key', 'id'], 'saved_views_of_person')
      table.index(['is_shared', 'brand_id', 'deleted_at', 'name_key'], 'saved_views_shared')
      table.index(['deleted_at'], 'saved_views_by_deletion')
    })
    this.schema.createTable('default_views', (table) => {
      table.string('user_id', 36).primary().references('id').inTable('users').onDelete('CASCADE')
      table.string('view_id', 36).notNullable().references('id').inTable('saved_views').onDelete('CASCADE')
    })
  }

  async down() {
    this.schema.dropTable('default_views')
    this.schema.dropTable('saved_views')
    this.schema.alterTable('collections', (table) => {
      table.dropColumn('question')
    })
  }
}
