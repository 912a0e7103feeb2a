import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('circles', (table) => {
      table.string('id', 36).primary()
      table.string('brand_id', 36).notNullable().references('id').inTable('brands').onDelete('CASCADE')
      // The circle that one must be in as well.
      table.string('outer_id', 36).nullable()
      table.integer('revision').notNullable().defaultTo(1)
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
      table.index(['outer_id'], 'circles_within')
    })
    // Either a person or a group.
    this.schema.createTable('circle_members', (table) => {
      table.string('id', 36).primary()
      table.string('circle_id', 36).notNullable().references('id').inTable('circles').onDelete('CASCADE')
      table.string('user_id', 36).nullable().references('id').inTable('users').onDelete('CASCADE')
      table.string('group_id', 36).nullable().references('id').inTable('user_groups').onDelete('CASCADE')
      table.unique(['circle_id', 'user_id'], { indexName: 'circle_people' })
      table.unique(['circle_id', 'group_id'], { indexName: 'circle_groups' })
    })
  }

  async down() {
    for (const table of ['circle_members', 'circles']) this.schema.dropTable(table)
  }
}
