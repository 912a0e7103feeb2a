import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('blobs', (table) => {
      table.string('id', 36).primary()
      table.string('sha256', 64).notNullable().unique()
      table.bigInteger('size').notNullable()
      table.string('mime_type', 127).notNullable()
      table.string('type', 10).notNullable()
      table.string('storage_key', 191).notNullable()
      table.string('state', 10).notNullable()
      table.string('error_code', 60).nullable()
      table.text('error_message').nullable()
      table.integer('width').nullable()
      table.integer('height').nullable()
      table.integer('orientation').nullable()
      table.integer('page_count').nullable()
      table.double('duration_seconds').nullable()
      table.double('frame_rate').nullable()
      table.integer('dpi').nullable()
      table.string('color_space', 60).nullable()
      table.string('icc_name', 191).nullable()
      table.string('video_codec', 60).nullable()
      table.string('audio_codec', 60).nullable()
      table.boolean('has_alpha').nullable()
      table.boolean('is_animated').nullable()
      table.string('thumb_hash', 60).nullable()
      table.text('embedded', 'mediumtext').nullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
      table.index(['state', 'updated_at'], 'blobs_unsettled')
    })
    this.schema.createTable('blob_texts', (table) => {
      table.string('blob_id', 36).primary().references('id').inTable('blobs').onDelete('CASCADE')
      table.text('body', 'mediumtext').notNullable()
    })
    this.schema.createTable('renditions', (table) => {
      table.string('id', 36).primary()
      table.string('blob_id', 36).notNullable().references('id').inTable('blobs').onDelete('CASCADE')
      table.string('recipe_key', 64).notNullable()
      table.string('recipe', 30).notNullable()
      table.string('storage_key', 191).notNullable()
      table.string('mime_type', 127).notNullable()
      table.integer('width').notNullable()
      table.integer('height').notNullable()
      table.bigInteger('size').notNullable()
      table.bigInteger('created_at').notNullable()
      table.unique(['blob_id', 'recipe_key'])
    })
  }

  async down() {
    this.schema.dropTable('renditions')
    this.schema.dropTable('blob_texts')
    this.schema.dropTable('blobs')
  }
}
