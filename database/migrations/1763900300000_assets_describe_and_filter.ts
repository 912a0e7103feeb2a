import { BaseSchema } from '@adonisjs/lucid/schema'

/** Each is walked newest first, and counted without touching a row. */
const LISTED = ['rating', 'source', 'review_status', 'availability', 'mime_type', 'created_by', 'shape', 'colour'] as const
const MEASURED = ['width', 'height', 'duration_seconds'] as const

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('blobs', (table) => {
      table.string('colour', 10).nullable()
    })
    this.schema.alterTable('assets', (table) => {
      table.integer('rating').nullable()
      table.string('source', 10).notNullable().defaultTo('uploaded')
      table.bigInteger('expires_at').nullable()
      table.text('licence').nullable()
      table.text('usage_terms').nullable()
      table.text('territory').nullable()
      table.text('channels').nullable()
      table.bigInteger('usage_from').nullable()
      table.bigInteger('usage_until').nullable()
      table.text('credit_line').nullable()
      table.integer('width').nullable()
      table.integer('height').nullable()
      table.double('duration_seconds').nullable()
      table.string('shape', 10).nullable()
      table.string('colour', 10).nullable()
      for (const column of LISTED) table.index(['is_trashed', column, 'id'], `assets_latest_by_${column}`)
      for (const column of MEASURED) table.index(['is_trashed', column], `assets_by_${column}`)
      table.index(['is_trashed', 'expires_at'], 'assets_to_expire')
    })
    const ofBlob = (column: string) => `(SELECT blobs.${column} FROM blobs WHERE blobs.id = assets.blob_id)`
    this.schema.raw(
      `UPDATE assets SET width = ${ofBlob('width')}, height = ${ofBlob('height')}, duration_seconds = ${ofBlob('duration_seconds')}`
    )
    this.schema.raw(
      `UPDATE assets SET shape = CASE WHEN width IS NULL THEN NULL WHEN width > height * 1.05 THEN 'landscape'
       WHEN height > width * 1.05 THEN 'portrait' ELSE 'square' END`
    )
  }

  async down() {
    this.schema.alterTable('assets', (table) => {
      for (const column of LISTED) table.dropIndex([], `assets_latest_by_${column}`)
      for (const column of MEASURED) table.dropIndex([], `assets_by_${column}`)
      table.dropIndex([], 'assets_to_expire')
      table.dropColumns('rating', 'source', 'expires_at', 'licence', 'usage_terms', 'territory', 'channels')
      table.dropColumns('usage_from', 'usage_until', 'credit_line', 'width', 'height', 'duration_seconds', 'shape', 'colour')
    })
    this.schema.alterTable('blobs', (table) => {
      table.dropColumn('colour')
    })
  }
}
