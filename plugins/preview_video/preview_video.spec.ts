import { statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import sharp from 'sharp'
import { Unreadable, type Raster } from '@damson/sdk'
import { previewContract, testContext, type PreviewSample } from '@damson/sdk/testing'
import { hasFfmpeg, makeSound, makeVideo, temporaryFolder } from '../../tests/fixtures/media.ts'
import { FfmpegDecoder } from './ffmpeg_decoder.ts'
import plugin from './index.ts'

const folder = temporaryFolder()
const at = (name: string) => join(folder.path, name)

const samples: PreviewSample[] = [
  {
    path: at('wide.mp4'),
    mimeType: 'video/mp4',
    facts: { width: 320, height: 180, durationSeconds: 2, videoCodec: 'mpeg4', audioCodec: 'aac', frameRate: 25 },
  },
  { path: at('odd.mp4'), mimeType: 'video/mp4', facts: { width: 640, height: 180 } },
  {
    path: at('tone.mp3'),
    mimeType: 'audio/mpeg',
    facts: { width: null, durationSeconds: 2, videoCodec: null, audioCodec: 'mp3' },
    visible: false,
  },
]

test.group('Videos and sound without ffmpeg', () => {
  test('are off with a reason that says what to do', async ({ assert }) => {
    const instance = { name: 'video', options: { ffmpegPath: '/nowhere/ffmpeg', ffprobePath: 'ffprobe' } }
    const error = await Promise.resolve(plugin.provides.preview!(instance)).catch((reason: unknown) => reason)
    assert.include(error, { code: 'unavailable' })
    assert.include((error as Error).message, '"/nowhere/ffmpeg" is not on this machine')
  })
})

const withFfmpeg = hasFfmpeg ? test.group : skipped

withFfmpeg('Videos and sound', (group) => {
  group.setup(async () => {
    makeVideo(at('wide.mp4'))
    makeVideo(at('odd.mp4'), '-aspect', '32:9')
    makeSound(at('tone.mp3'))
    return () => folder.remove()
  })

  const decoder = new FfmpegDecoder({ ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' })
  const context = testContext(folder.path)
  const inputOf = (name: string, mimeType = 'video/mp4') => ({ path: at(name), mimeType, size: statSync(at(name)).size })

  for (const { title, run } of previewContract(() => decoder, samples)) test(title, run)

  test('that are playlists in disguise reach no other file and no address', async ({ assert }) => {
    let asked = 0
    const server = createServer((_, response) => {
      asked++
      response.end()
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret.ts`
      const playlists = [
        `#EXTM3U\n#EXTINF:1,\n${url}\n`,
        `#EXTM3U\n#EXTINF:1,\nfile://${at('wide.mp4')}\n`,
        `ffconcat version 1.0\nfile ${at('wide.mp4')}\n`,
      ]
      for (const playlist of playlists) {
        writeFileSync(at('playlist.mp4'), playlist)
        await assert.rejects(() => decoder.describe(inputOf('playlist.mp4')), Unreadable)
      }
      assert.equal(asked, 0)
    } finally {
      server.close()
    }
  })

  test('give a poster in the shape in which they are played', async ({ assert }) => {
    const raster = (await decoder.raster(inputOf('odd.mp4'), { longEdge: 320 }, context)) as Extract<Raster, { path: string }>
    assert.deepInclude(await sharp(raster.path).metadata(), { width: 320, height: 90 })
  })
})

function skipped(title: string) {
  test.group(title, () => {
    test('are not tried: ffmpeg is not on this machine', () => {}).skip(true, 'ffmpeg is not on this machine')
  })
}
