import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('operations', (table) => {
      table.text('input').nullable()
    })
  }

  async down() {
    this.schema.alterTable('operations', (table) => {
      table.dropColumn('input')
    })
  }
}
