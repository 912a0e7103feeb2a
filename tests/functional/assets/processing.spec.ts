import { truncate } from 'node:fs/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import sharp from 'sharp'
import { Jobs } from '#core/jobs/index'
import { CheckNewestRenditions, TakeUpUnsettled } from '#files'
import { PluginHost } from '#plugin_host'
import { Program } from '#tests/support/api'
import { emptyQueues, workUntilIdle } from '#tests/support/jobs'
import { pdfWith, picture } from '#tests/support/pictures'

test.group('Processing', (group) => {
  let program: Program
  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
  })
  const processed = async (bytes: string | Buffer, name: string) => {
    const { body } = await program.upload(bytes, name)
    await workUntilIdle()
    return (await program.json(`/assets/${body.id}`)).body
  }

  test('a picture gets its facts, a thumbnail, a preview and a blurred placeholder (S4-19, S3-25)', async ({ assert }) => {
    const bytes = await sharp(await picture({ width: 1200, height: 800 }))
      .withMetadata({ density: 300 })
      .jpeg()
      .toBuffer()
    const asset = await processed(bytes, 'large.jpg')
    assert.containSubset(asset, { processingStatus: 'ready', width: 1200, height: 800, dpi: 300 })
    assert.deepEqual([asset.renditions.thumb.width, asset.renditions.thumb.height], [480, 320])
    assert.isAbove(Buffer.from(asset.thumbHash, 'base64').length, 10)
    const thumb = await program.fetch(asset.renditions.thumb.url)
    assert.equal(thumb.headers.get('content-type'), 'image/webp')
    const { width } = await sharp(Buffer.from(await thumb.arrayBuffer())).metadata()
    assert.equal(width, 480)
  })

  test('what a file says about itself fills the empty fields, once', async ({ assert }) => {
    const bytes = await sharp(await picture())
      .withExif({ IFD0: { ImageDescription: 'Poppies at noon', Copyright: 'Orchard 2026' } })
      .jpeg()
      .toBuffer()
    const asset = await processed(bytes, 'described.jpg')
    assert.equal(asset.copyright, 'Orchard 2026')
    assert.equal(asset.description, 'Poppies at noon')
    await program.json(`/assets/${asset.id}`, { method: 'PATCH', json: { description: null } })
    await workUntilIdle()
    assert.equal((await program.json(`/assets/${asset.id}`)).body.description, null)
  })

  test('a picture that is none fails with a reason a person understands, and can be tried again (S2-58, S2-59)', async ({ assert }) => {
    const broken = Buffer.concat([(await picture({ width: 500, height: 500 })).subarray(0, 600), Buffer.alloc(50)])
    const asset = await processed(broken, 'broken.jpg')
    assert.equal(asset.processingStatus, 'failed')
    assert.match(asset.processingError.message, /damaged|incomplete|read/)
    const retry = await program.json(`/assets/${asset.id}/processings`, { method: 'POST' })
    assert.equal(retry.status, 202)
    assert.equal(retry.body.processingStatus, 'processing')
    await workUntilIdle()
    assert.equal((await program.json(`/assets/${asset.id}`)).body.processingStatus, 'failed')
    const good = await processed(await picture(), 'good.jpg')
    assert.equal((await program.json(`/assets/${good.id}/processings`, { method: 'POST' })).status, 409)
  })

  test('a file without a preview is ready all the same', async ({ assert }) => {
    const asset = await processed('Just words about an orchard', 'words.txt')
    assert.containSubset(asset, { processingStatus: 'ready', type: 'text', renditions: { thumb: null, preview: null } })
    assert.equal((await program.json(`/assets/${asset.id}/renditions/thumb`)).status, 422)
  })

  test('an SVG that carries a script becomes a picture without one (T11)', async ({ assert }) => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60"><script>alert(1)</script><rect width="80" height="60" fill="red"/></svg>'
    const asset = await processed(svg, 'active.svg')
    assert.containSubset(asset, { processingStatus: 'ready', mimeType: 'image/svg+xml', width: 80, height: 60 })
    const original = await program.fetch(`/assets/${asset.id}/file`)
    assert.match(original.headers.get('content-disposition')!, /^attachment/)
    assert.equal(await original.text(), svg)
  })

  test('a picture can be had at any size within limits', async ({ assert }) => {
    const asset = await processed(await picture({ width: 900, height: 600 }), 'sizes.jpg')
    const url = `/assets/${asset.id}/renditions/image`
    const made = await program.fetch(`${url}?width=300&height=300&fit=cover&format=png&quality=70`)
    assert.equal(made.headers.get('content-type'), 'image/png')
    const { width, height } = await sharp(Buffer.from(await made.arrayBuffer())).metadata()
    assert.deepEqual([width, height], [300, 300])
    for (const query of ['width=0', 'width=5000', 'format=gif', 'quality=101', 'fit=x', 'page=0', 'width=abc']) {
      assert.equal((await program.json(`${url}?${query}`)).status, 422, query)
    }
    assert.equal((await program.json(`/assets/${asset.id}/renditions/poster`)).status, 404)
  })

  test('a rendition is made once, however many ask at the same time', async ({ assert }) => {
    const asset = await processed(await picture({ width: 900, height: 600 }), 'crowd.jpg')
    const answers = await Promise.all(Array.from({ length: 12 }, () => program.fetch(`/assets/${asset.id}/renditions/image?width=222`)))
    const etags = new Set(answers.map((answer) => answer.headers.get('etag')))
    assert.equal(etags.size, 1)
    const rows = await db.from('renditions').where('width', 222).count('* as total').first()
    assert.equal(Number(rows?.total), 1)
  })

  test('a rendition carries no metadata of the original (T34)', async ({ assert }) => {
    const bytes = await sharp(await picture({ width: 600, height: 400 }))
      .withExif({ IFD0: { Artist: 'Secret Name', Copyright: 'Secret Name' } })
      .jpeg()
      .toBuffer()
    const asset = await processed(bytes, 'private.jpg')
    for (const name of ['thumb', 'preview', 'image?format=jpeg']) {
      const made = Buffer.from(await (await program.fetch(`/assets/${asset.id}/renditions/${name}`)).arrayBuffer())
      assert.isFalse(made.includes('Secret Name'), name)
      assert.isUndefined((await sharp(made).metadata()).exif, name)
    }
  })

  test('what has no live job is taken up again', async ({ assert }) => {
    const { body } = await program.upload(await picture(), 'lost.jpg')
    const jobs = await app.container.make(Jobs)
    await emptyQueues()
    await db
      .from('blobs')
      .where('sha256', body.sha256)
      .update({ updated_at: Date.now() - 60_000 })
    assert.isEmpty((await jobs.driver.depth()).filter(({ waiting, running }) => waiting + running > 0))
    await new TakeUpUnsettled().handle()
    await workUntilIdle()
    assert.equal((await program.json(`/assets/${body.id}`)).body.processingStatus, 'ready')
  })

  test('a thumbnail of which a power cut left nothing is made again', async ({ assert }) => {
    const asset = await processed(await picture({ width: 700, height: 500 }), 'torn.jpg')
    const { storage_key: key } = await db
      .from('renditions')
      .join('blobs', 'blobs.id', 'renditions.blob_id')
      .where({ sha256: asset.sha256, recipe: 'thumb' })
      .select('renditions.storage_key')
      .firstOrFail()
    const host = await app.container.make(PluginHost)
    await truncate(host.storage().localPath!(key), 0)
    await new CheckNewestRenditions().handle()
    await db
      .from('blobs')
      .where('sha256', asset.sha256)
      .update({ updated_at: Date.now() - 60_000 })
    await new TakeUpUnsettled().handle()
    await workUntilIdle()
    const thumb = await program.fetch(`/assets/${asset.id}/renditions/thumb`)
    assert.equal((await sharp(Buffer.from(await thumb.arrayBuffer())).metadata()).width, 480)
  })

  test('the words of a document are found', async ({ assert }) => {
    const asset = await processed(await pdfWith('The quincunx of the orchard'), 'report.pdf')
    assert.containSubset(asset, { processingStatus: 'ready', type: 'document', pageCount: 2 })
    const { body } = await program.json('/assets?text=quincunx')
    assert.deepEqual(
      body.data.map(({ id }: { id: string }) => id),
      [asset.id]
    )
    const page = await program.fetch(`/assets/${asset.id}/renditions/image?page=2&width=200`)
    assert.equal(page.status, 200)
    assert.equal((await program.json(`/assets/${asset.id}/renditions/image?page=9&width=200`)).status, 422)
  })
})
