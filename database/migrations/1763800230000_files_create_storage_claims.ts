import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    // One row: the name under which this database claims its storage.
    this.schema.createTable('storage_claims', (table) => {
      table.string('name', 10).primary()
      table.string('installation_id', 36).notNullable()
      table.bigInteger('created_at').notNullable()
    })
  }

  async down() {
    this.schema.dropTable('storage_claims')
  }
}
