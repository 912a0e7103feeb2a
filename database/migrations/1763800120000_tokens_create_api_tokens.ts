import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('api_tokens', (table) => {
      table.string('id', 36).primary()
      table.string('user_id', 36).notNullable().references('users.id').onDelete('CASCADE')
      table.string('name', 120).notNullable()
      table.string('token_hash', 64).notNullable().unique()
      // The first characters, by which a person recognises a token that is never shown again.
      table.string('hint', 12).notNullable()
      // Permissions joined by commas; null gives all that the owner may do.
      table.text('scopes').nullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('last_used_at').nullable()
      table.bigInteger('expires_at').nullable()
      table.index(['user_id', 'id'])
    })
  }

  async down() {
    this.schema.dropTable('api_tokens')
  }
}
