import { BaseSchema } from '@adonisjs/lucid/schema'
import type { Knex } from 'knex'

export default class extends BaseSchema {
  async up() {
    // Not "groups", which MySQL keeps for itself.
    this.schema.createTable('user_groups', (table) => {
      table.string('id', 36).primary()
      table.string('name', 120).notNullable()
      this.#exactly(table.string('name_key', 120)).notNullable().unique()
      table.string('description', 1000).nullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
    })
    this.schema.createTable('group_members', (table) => {
      table.string('group_id', 36).notNullable().references('user_groups.id').onDelete('CASCADE')
      table.string('user_id', 36).notNullable().references('users.id').onDelete('CASCADE')
      table.bigInteger('created_at').notNullable()
      table.primary(['group_id', 'user_id'])
      table.index(['user_id', 'group_id'])
    })
    this.schema.createTable('group_roles', (table) => {
      table.string('id', 36).primary()
      table.string('group_id', 36).notNullable().references('user_groups.id').onDelete('CASCADE')
      table.string('role_id', 36).notNullable().references('roles.id').onDelete('CASCADE')
      table.string('brand_id', 36).nullable().references('brands.id').onDelete('CASCADE')
      // As in role_assignments: the brand's id, or "*" where the role is held everywhere.
      table.string('brand_key', 36).notNullable()
      table.bigInteger('created_at').notNullable()
      table.unique(['group_id', 'role_id', 'brand_key'])
    })
    this.schema.alterTable('brands', (table) => {
      table.string('description', 1000).nullable()
      // Lists as JSON: read and written as a whole, never searched.
      table.text('colours').nullable()
      table.text('languages').nullable()
      table.string('tag_policy', 10).notNullable().defaultTo('open')
    })
    this.schema.alterTable('users', (table) => {
      // Without a foreign key, which SQLite adds only by writing the table anew; deleting a brand clears it.
      table.string('active_brand_id', 36).nullable()
    })
  }

  async down() {
    this.schema.alterTable('users', (table) => table.dropColumn('active_brand_id'))
    this.schema.alterTable('brands', (table) => table.dropColumns('description', 'colours', 'languages', 'tag_policy'))
    for (const table of ['group_roles', 'group_members', 'user_groups']) this.schema.dropTable(table)
  }

  /** A key is equal only to itself, on MySQL too. */
  #exactly(column: Knex.ColumnBuilder): Knex.ColumnBuilder {
    return this.db.dialect.name === 'mysql' ? column.collate('utf8mb4_bin') : column
  }
}
