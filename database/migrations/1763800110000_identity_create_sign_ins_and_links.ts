import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('sign_ins', (table) => {
      table.string('id', 36).primary()
      table.string('user_id', 36).notNullable().references('users.id').onDelete('CASCADE')
      table.string('token_hash', 64).notNullable().unique()
      table.string('ip', 45).notNullable()
      table.string('user_agent', 255).notNullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('last_seen_at').notNullable()
      table.bigInteger('expires_at').notNullable()
      table.index(['user_id', 'id'])
      table.index(['expires_at'])
    })
    this.schema.createTable('account_links', (table) => {
      table.string('id', 36).primary()
      table.string('user_id', 36).notNullable().references('users.id').onDelete('CASCADE')
      table.string('kind', 12).notNullable()
      table.string('token_hash', 64).notNullable().unique()
      table.string('created_by', 36).nullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('expires_at').notNullable()
      table.bigInteger('used_at').nullable()
      table.index(['user_id', 'kind'])
    })
  }

  async down() {
    this.schema.dropTable('account_links')
    this.schema.dropTable('sign_ins')
  }
}
