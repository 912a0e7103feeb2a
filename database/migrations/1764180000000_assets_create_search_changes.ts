import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What a search engine outside the database has yet to be told, and who builds its index anew. Empty where the database
 * itself searches.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('search_changes', (table) => {
      table.bigIncrements('id')
      // No foreign key: what is gone has to be told too.
      table.string('asset_id', 36).notNullable().index()
      table.bigInteger('changed_at').notNullable()
    })
    this.schema.createTable('search_rebuilds', (table) => {
      table.string('id', 36).primary()
      table.bigInteger('started_at').notNullable()
      // Nothing is told to the engine until then, unless it is finished before.
      table.bigInteger('held_until').notNullable()
      table.bigInteger('finished_at').nullable()
      table.integer('documents').notNullable().defaultTo(0)
    })
  }

  async down() {
    this.schema.dropTable('search_rebuilds')
    this.schema.dropTable('search_changes')
  }
}
