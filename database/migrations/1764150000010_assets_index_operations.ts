import { BaseSchema } from '@adonisjs/lucid/schema'

/** Those in a state, newest first. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('operations', (table) => void table.index(['state', 'id'], 'operations_in_state'))
  }

  async down() {
    this.schema.alterTable('operations', (table) => void table.dropIndex([], 'operations_in_state'))
  }
}
