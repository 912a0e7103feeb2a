import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('folders', (table) => {
      // Who may see it: the circle of the nearest restricted folder, from here upwards; none where there is none.
      table.string('circle_id', 36).nullable()
      // Its own circle where it is itself restricted, else nothing. Part of what keeps names apart: a name that is hidden is free.
      table.string('own_circle', 36).notNullable().defaultTo('')
      table.index(['circle_id'], 'folders_by_circle')
      table.dropUnique([], 'folders_siblings')
      table.unique(['sibling_of', 'name_key', 'own_circle'], { indexName: 'folders_siblings' })
    })
  }

  async down() {
    // Of two with one name, the one that was restricted goes to where it can be found by its id.
    this.defer(async (db) => {
      const restricted = await db.from('folders').where('own_circle', '<>', '').select('id', 'name_key')
      for (const { id, name_key: key } of restricted) {
        await db
          .from('folders')
          .where('id', id)
          .update({ name_key: `${String(key).slice(0, 150)} ${id}` })
      }
    })
    this.schema.alterTable('folders', (table) => {
      table.dropUnique([], 'folders_siblings')
      table.unique(['sibling_of', 'name_key'], { indexName: 'folders_siblings' })
      table.dropIndex([], 'folders_by_circle')
      table.dropColumn('own_circle')
      table.dropColumn('circle_id')
    })
  }
}
