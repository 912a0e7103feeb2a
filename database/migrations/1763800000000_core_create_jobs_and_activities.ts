import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('jobs', (table) => {
      table.string('id', 36).primary()
      table.string('name', 100).notNullable()
      table.string('queue', 30).notNullable()
      table.text('payload', 'mediumtext').notNullable()
      table.string('unique_key', 191).nullable().unique()
      table.integer('priority').notNullable()
      table.bigInteger('run_at').notNullable()
      table.string('state', 10).notNullable()
      table.string('worker', 36).nullable()
      table.bigInteger('lease_until').nullable()
      table.integer('attempts').notNullable()
      table.bigInteger('created_at').notNullable()
      table.index(['priority', 'id'], 'jobs_turn')
    })
    this.schema.createTable('dead_jobs', (table) => {
      table.string('id', 36).primary()
      table.string('name', 100).notNullable()
      table.string('queue', 30).notNullable()
      table.text('payload', 'mediumtext').notNullable()
      table.string('unique_key', 191).nullable()
      table.integer('attempts').notNullable()
      table.text('error').notNullable()
      table.bigInteger('failed_at').notNullable()
    })
    this.schema.createTable('recurring_jobs', (table) => {
      table.string('name', 100).primary()
      table.bigInteger('next_run_at').notNullable()
    })
    this.schema.createTable('activities', (table) => {
      table.string('id', 36).primary()
      table.string('actor_id', 36).nullable()
      table.string('token_id', 36).nullable()
      table.string('via', 10).notNullable()
      table.string('action', 60).notNullable()
      table.string('subject_type', 40).notNullable()
      table.string('subject_id', 36).notNullable()
      table.string('brand_id', 36).nullable()
      table.string('cause', 36).nullable()
      table.text('before_values', 'mediumtext').nullable()
      table.text('after_values', 'mediumtext').nullable()
      table.bigInteger('created_at').notNullable()
      table.index(['subject_id', 'id'], 'activities_of_subject')
      table.index(['brand_id', 'id'], 'activities_of_brand')
    })
    this.schema.createTable('rate_limits', (table) => {
      table.string('key').notNullable().primary()
      table.integer('points', 9).defaultTo(0).notNullable()
      table.bigInteger('expire').unsigned()
    })
    this.schema.createTable('idempotency_keys', (table) => {
      table.string('id', 64).primary()
      table.integer('status').nullable()
      table.text('body', 'mediumtext').nullable()
      table.text('headers').nullable()
      table.bigInteger('created_at').notNullable().index()
    })
  }

  async down() {
    for (const table of ['idempotency_keys', 'rate_limits', 'activities', 'recurring_jobs', 'dead_jobs', 'jobs']) {
      this.schema.dropTable(table)
    }
  }
}
