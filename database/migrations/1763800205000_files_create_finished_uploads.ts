import { BaseSchema } from '@adonisjs/lucid/schema'

/** Resumable uploads that became something: whoever lost the last answer can ask for it again. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('finished_uploads', (table) => {
      table.string('id', 64).primary()
      table.string('owner_id', 36).notNullable()
      table.bigInteger('size').notNullable()
      table.string('result_header', 60).notNullable()
      table.text('result').notNullable()
      table.bigInteger('created_at').notNullable()
      table.index(['created_at'])
    })
  }

  async down() {
    this.schema.dropTable('finished_uploads')
  }
}
