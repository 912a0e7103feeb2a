import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { Unreadable, type Raster } from '@damson/sdk'
import { previewContract, testContext, type PreviewSample } from '@damson/sdk/testing'
import { temporaryFolder, writePdf } from '../../tests/fixtures/media.ts'
import { PdfDecoder } from './pdf_decoder.ts'

const folder = temporaryFolder()
const path = writePdf(join(folder.path, 'two.pdf'), ['Mirabelle', 'Quetsche'])
const samples: PreviewSample[] = [
  { path, mimeType: 'application/pdf', facts: { pageCount: 2, width: 298, height: 420 }, word: 'Mirabelle' },
]

test.group('PDF documents', (group) => {
  group.teardown(() => folder.remove())

  const decoder = new PdfDecoder()
  const input = { path, mimeType: 'application/pdf', size: statSync(path).size }
  const context = testContext(folder.path)

  for (const { title, run } of previewContract(() => decoder, samples)) test(title, run)

  test('without a page that is asked for are refused', async ({ assert }) => {
    await assert.rejects(() => decoder.raster(input, { longEdge: 100, page: 2 }, context), /This PDF has 2 pages; there is no page 3/)
  })

  test('larger than allowed are refused before they are read', async ({ assert }) => {
    const huge = { ...input, path: '/nowhere', size: 600_000_000 }
    await assert.rejects(() => decoder.describe(huge, context), /This PDF has 600 MB/)
  })

  test('with a password say so', async ({ assert }) => {
    const locked = join(folder.path, 'locked.pdf')
    const encrypt = '<< /Filter /Standard /V 1 /R 2 /O (12345678901234567890123456789012) /U (12345678901234567890123456789012) /P -44 >>'
    const body = `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n3 0 obj\n${encrypt}\nendobj\ntrailer\n<< /Root 1 0 R /Encrypt 3 0 R /ID [(a) (a)] >>\n%%EOF\n`
    writeFileSync(locked, body)
    const error = await decoder.describe({ ...input, path: locked }, context).catch((reason: unknown) => reason)
    assert.instanceOf(error, Unreadable)
    assert.include((error as Error).message, 'password')
  })

  test('are drawn to the edge that is asked for, whichever page', async ({ assert }) => {
    const raster = (await decoder.raster(input, { longEdge: 840, page: 1 }, context)) as Extract<Raster, { pixels: Uint8Array }>
    assert.equal(raster.height, 840)
    assert.isTrue(
      raster.pixels.some((value) => value < 100),
      'there is something dark on the page'
    )
  })

  test('give the text of every page, capped, after a page was drawn', async ({ assert }) => {
    await decoder.raster(input, { longEdge: 50 }, context)
    assert.equal(await decoder.text(input, context), 'Mirabelle\nQuetsche')
    const tight = { ...context, limits: { ...context.limits, textBytes: 4 } }
    assert.equal(await decoder.text(input, tight), 'Mira')
  })
})
