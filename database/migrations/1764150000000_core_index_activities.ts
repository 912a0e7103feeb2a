import { BaseSchema } from '@adonisjs/lucid/schema'

/** The log is asked by person and by what happened, newest first. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('activities', (table) => {
      table.index(['actor_id', 'id'], 'activities_of_actor')
      table.index(['action', 'id'], 'activities_of_action')
      table.index(['subject_type', 'id'], 'activities_of_subject_type')
    })
  }

  async down() {
    this.schema.alterTable('activities', (table) => {
      for (const name of ['activities_of_actor', 'activities_of_action', 'activities_of_subject_type']) table.dropIndex([], name)
    })
  }
}
