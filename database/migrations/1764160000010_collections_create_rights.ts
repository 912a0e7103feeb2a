import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('collections', (table) => {
      // What those who are not named may do at most: 0 nothing, 1 see, 2 fill, 3 what their roles give.
      table.integer('open_to').notNullable().defaultTo(3)
    })
    // The people and groups that are named, with what they may do.
    this.schema.createTable('collection_members', (table) => {
      table.string('id', 36).primary()
      table.string('collection_id', 36).notNullable().references('id').inTable('collections').onDelete('CASCADE')
      table.string('user_id', 36).nullable().references('id').inTable('users').onDelete('CASCADE')
      table.string('group_id', 36).nullable().references('id').inTable('user_groups').onDelete('CASCADE')
      table.integer('level').notNullable()
      table.boolean('may_share').notNullable()
      table.string('created_by', 36).nullable()
      table.bigInteger('created_at').notNullable()
      table.unique(['collection_id', 'user_id'], { indexName: 'collection_members_people' })
      table.unique(['collection_id', 'group_id'], { indexName: 'collection_members_groups' })
      table.index(['user_id', 'collection_id'], 'collection_members_of_person')
      table.index(['group_id', 'collection_id'], 'collection_members_of_group')
    })
  }

  async down() {
    this.schema.dropTable('collection_members')
    this.schema.alterTable('collections', (table) => table.dropColumn('open_to'))
  }
}
