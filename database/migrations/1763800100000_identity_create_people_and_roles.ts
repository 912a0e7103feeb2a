import { BaseSchema } from '@adonisjs/lucid/schema'
import type { Knex } from 'knex'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('brands', (table) => {
      table.string('id', 36).primary()
      table.string('slug', 60).notNullable().unique()
      table.string('name', 120).notNullable()
      this.#exactly(table.string('name_key', 120)).notNullable().unique()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
    })
    this.schema.createTable('roles', (table) => {
      table.string('id', 36).primary()
      table.string('slug', 60).notNullable().unique()
      table.string('name', 120).notNullable()
      table.boolean('is_built_in').notNullable().defaultTo(false)
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
    })
    this.schema.createTable('role_permissions', (table) => {
      table.string('role_id', 36).notNullable().references('roles.id').onDelete('CASCADE')
      table.string('permission', 60).notNullable()
      table.primary(['role_id', 'permission'])
    })
    this.schema.createTable('users', (table) => {
      table.string('id', 36).primary()
      table.string('email', 254).notNullable()
      this.#exactly(table.string('email_key', 254)).notNullable().unique()
      table.string('name', 120).notNullable()
      table.string('password_hash', 255).nullable()
      table.string('status', 10).notNullable()
      table.bigInteger('last_sign_in_at').nullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
    })
    this.schema.createTable('role_assignments', (table) => {
      table.string('id', 36).primary()
      table.string('user_id', 36).notNullable().references('users.id').onDelete('CASCADE')
      table.string('role_id', 36).notNullable().references('roles.id').onDelete('CASCADE')
      table.string('brand_id', 36).nullable().references('brands.id').onDelete('CASCADE')
      // Two nulls are never equal in a unique key: the brand's id, or "*" where the role is held everywhere.
      table.string('brand_key', 36).notNullable()
      table.bigInteger('created_at').notNullable()
      table.unique(['user_id', 'role_id', 'brand_key'])
    })
  }

  async down() {
    for (const table of ['role_assignments', 'users', 'role_permissions', 'roles', 'brands']) this.schema.dropTable(table)
  }

  /** MySQL would take "jose" for "josé"; a key is equal only to itself, as on SQLite. */
  #exactly(column: Knex.ColumnBuilder): Knex.ColumnBuilder {
    return this.db.dialect.name === 'mysql' ? column.collate('utf8mb4_bin') : column
  }
}
