import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import sharp from 'sharp'
import env from '#start/env'
import { Program } from '#tests/support/api'
import { workUntilIdle } from '#tests/support/jobs'
import { picture } from '#tests/support/pictures'

const ffmpeg = (args: string[]) => promisify(execFile)(env.ffmpegPath, ['-v', 'error', '-nostdin', '-y', ...args])

const FILMS = [
  { name: 'film.mp4', mimeType: 'video/mp4', codec: ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'] },
  { name: 'film.mov', mimeType: 'video/quicktime', codec: ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'] },
  { name: 'film.webm', mimeType: 'video/webm', codec: ['-c:v', 'libvpx'] },
]

test.group('One library for every kind of file (S1-01)', (group) => {
  let program: Program
  let folder: string
  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
    folder = await mkdtemp(join(tmpdir(), 'damson-formats-'))
    return () => rm(folder, { recursive: true, force: true })
  })

  test('a batch of pictures of every format becomes ready (S1-31, S2-02)', async ({ assert }) => {
    const source = await picture({ width: 320, height: 240 })
    const made = await Promise.all(
      (['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const).map(async (format) => ({
        format,
        bytes: await sharp(source).toFormat(format).toBuffer(),
      }))
    )
    const ids = await Promise.all(
      made.map(async ({ format, bytes }) => (await program.upload(bytes, `picture.${format}`)).body.id as string)
    )
    await workUntilIdle()
    for (const [index, id] of ids.entries()) {
      const { body } = await program.json(`/assets/${id}`)
      assert.containSubset(body, {
        type: 'image',
        mimeType: `image/${made[index]!.format}`,
        processingStatus: 'ready',
        width: 320,
        height: 240,
      })
      assert.isNotNull(body.renditions.thumb, body.mimeType)
    }
  })

  test('films become ready with a poster, their length and their codec (S2-03)', async ({ assert }) => {
    for (const { name, mimeType, codec } of FILMS) {
      const path = join(folder, name)
      await ffmpeg(['-f', 'lavfi', '-i', 'testsrc2=s=320x180:d=2', ...codec, path])
      const { body } = await program.upload(await readFile(path), name)
      await workUntilIdle()
      const asset = (await program.json(`/assets/${body.id}`)).body
      assert.containSubset(asset, { type: 'video', mimeType, processingStatus: 'ready', width: 320, height: 180 })
      assert.approximately(asset.durationSeconds, 2, 0.2)
      assert.isString(asset.metadata.videoCodec)
      assert.isNotNull(asset.renditions.thumb, name)
    }
  }).timeout(120_000)

  test('a film can be played from anywhere in it (S2-42)', async ({ assert }) => {
    const bytes = await readFile(join(folder, 'film.mp4'))
    const { data } = (await program.json('/assets?type=video&text=film')).body
    const film = data.find(({ mimeType }: { mimeType: string }) => mimeType === 'video/mp4')
    const response = await program.fetch(`/assets/${film.id}/file`, { headers: { range: 'bytes=1000-' } })
    assert.equal(response.status, 206)
    assert.equal(response.headers.get('content-type'), 'video/mp4')
    assert.equal(Number(response.headers.get('content-length')), bytes.length - 1000)
  })

  test('sound becomes ready with its length', async ({ assert }) => {
    const path = join(folder, 'tone.flac')
    await ffmpeg(['-f', 'lavfi', '-i', 'sine=d=3', path])
    const { body } = await program.upload(await readFile(path), 'tone.flac')
    await workUntilIdle()
    const asset = (await program.json(`/assets/${body.id}`)).body
    assert.containSubset(asset, { type: 'audio', processingStatus: 'ready', renditions: { thumb: null } })
    assert.approximately(asset.durationSeconds, 3, 0.1)
  })
})
