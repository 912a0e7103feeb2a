import { fork } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import sharp from 'sharp'
import { LimitExceeded, PluginError, Unreadable, type MediaInput, type Recipe } from '@damson/sdk'
import pluginsConfig from '#config/plugins'
import { PluginHost } from '#plugin_host'
import { MediaPool, type MediaSettings } from '../../../app/files/media/index.ts'
import { memoryUse } from '../../../app/files/media/memory_use.ts'
import { laboriousSvg, redAndBlue, sidewaysPhoto, temporaryFolder, writePdf, type Folder } from '../../fixtures/media.ts'

const thumb: Recipe = { kind: 'image', width: 48, height: 48, fit: 'inside', format: 'webp', quality: 80, effort: 2 }
const isLinux = existsSync('/proc/self/status')

test.group('Media pool', (group) => {
  let folder: Folder
  let outDir: string
  let pools: MediaPool[]

  group.each.setup(() => {
    folder = temporaryFolder()
    outDir = join(folder.path, 'out')
    mkdirSync(outDir)
    pools = []
    return async () => {
      for (const pool of pools) await pool.close()
      folder.remove()
    }
  })

  const poolWith = async (settings: Partial<MediaSettings> = {}) => {
    const pool = new MediaPool(await PluginHost.load(pluginsConfig), { workers: 1, tempDir: join(folder.path, 'temp'), ...settings })
    pools.push(pool)
    return pool
  }
  const inputOf = (path: string, mimeType: string): MediaInput => ({ path, mimeType, size: statSync(path).size })
  const photo = async () => inputOf(await sidewaysPhoto(join(folder.path, 'photo.jpg')), 'image/jpeg')
  const drawing = (clouds: number, name = 'drawing.svg') => {
    writeFileSync(join(folder.path, name), laboriousSvg(clouds))
    return inputOf(join(folder.path, name), 'image/svg+xml')
  }
  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => Promise.reject(new Error('It did not fail')),
      (error: unknown) => error as Error
    )
  /** The process that is at work, and is not the one that was killed. */
  const running = async (pool: MediaPool, killed?: number) => {
    for (;;) {
      const busy = pool.usage().processes.find(({ pid, jobs, bytes }) => pid !== killed && jobs > 0 && bytes > 0)
      if (busy) return busy.pid!
      await setImmediate()
    }
  }

  test('gives up a file that takes too long, with a sentence, and leaves nothing', async ({ assert }) => {
    const pool = await poolWith({ jobTimeoutMs: 1000 })
    const error = await failureOf(pool.render(drawing(20_000), thumb, outDir))
    assert.instanceOf(error, LimitExceeded)
    assert.equal(
      error.message,
      'Reading this file took longer than 1 seconds, so it was given up. The original is kept and can be downloaded.'
    )
    assert.isEmpty(readdirSync(outDir))
    assert.isEmpty(pool.usage().processes)
  })

  test('keeps the facts of a file that could be described but not drawn in time', async ({ assert }) => {
    const pool = await poolWith({ jobTimeoutMs: 5000 })
    const digest = await pool.digest(drawing(20_000), thumb, outDir)
    assert.include(digest.facts, { width: 50, height: 50 })
    assert.isNull(digest.thumb)
    assert.include(digest.previewError, { code: 'limit_exceeded' })
  })

  test('gives up a file that takes too much memory, with a sentence', async ({ assert }) => {
    const pool = await poolWith({ jobMemoryBytes: 20_000_000 })
    const error = await failureOf(pool.render(drawing(20_000), thumb, outDir))
    assert.instanceOf(error, LimitExceeded)
    assert.include(error.message, 'needs more than 20 MB of memory')
  }).skip(!isLinux, 'only Linux tells the memory of a process')

  test('fails a file with a sentence when it ends two processes, and not one that only lost its process', async ({ assert }) => {
    const pool = await poolWith()
    const survivor = pool.render(drawing(400), thumb, outDir)
    process.kill(await running(pool), 'SIGKILL')
    assert.include(await survivor, { mimeType: 'image/webp', width: 48 })

    const second = await poolWith()
    const failing = failureOf(second.render(drawing(20_000), thumb, outDir))
    const first = await running(second)
    process.kill(first, 'SIGKILL')
    process.kill(await running(second, first), 'SIGKILL')
    const error = await failing
    assert.instanceOf(error, Unreadable)
    assert.include(error.message, 'makes its decoder break down')
  }).skip(!isLinux, 'only Linux tells the memory of a process')

  test('fails damaged and untaken files one by one while others go on', async ({ assert }) => {
    const pool = await poolWith({ workers: 2 })
    writeFileSync(join(folder.path, 'broken.jpg'), readFileSync((await photo()).path).subarray(0, 3000))
    const broken = inputOf(join(folder.path, 'broken.jpg'), 'image/jpeg')
    const text = inputOf(broken.path, 'text/plain')
    const [one, two, three, four] = await Promise.all([
      pool.digest(broken, thumb, outDir),
      pool.digest(await photo(), thumb, outDir),
      failureOf(pool.render(text, thumb, outDir)),
      pool.digest(text, thumb, outDir),
    ])
    assert.include(one.previewError, { code: 'unreadable' })
    assert.isNotNull(two.thumb)
    assert.include(three.message, 'There is no preview for files of the type text/plain')
    assert.deepEqual(four, { facts: null, thumb: null })
    assert.lengthOf(readdirSync(outDir), 1)
  })

  test('describes and draws a photograph in one go, and hashes what it drew', async ({ assert }) => {
    const pool = await poolWith()
    const digest = await pool.digest(await photo(), thumb, outDir)
    assert.deepInclude(digest.facts, { width: 400, height: 600, orientation: 6, dpi: 300 })
    const { path, ...rest } = digest.thumb!
    const sha256 = hash('sha256', readFileSync(path))
    assert.deepEqual(rest, { mimeType: 'image/webp', width: 32, height: 48, size: statSync(path).size, sha256 })
    assert.deepInclude(await sharp(path).metadata(), { format: 'webp', width: 32, height: 48 })
    assert.equal(pool.usage().processes[0]!.jobs, 1)
    const look = await pool.look({ path, mimeType: 'image/webp', size: rest.size })
    assert.match(look.thumbHash, /^[\w+/]{20,40}=*$/)
  })

  test('reads the words of documents, and none where there are none', async ({ assert }) => {
    const pool = await poolWith()
    const path = writePdf(join(folder.path, 'one.pdf'), ['Reineclaude'])
    assert.equal(await pool.text(inputOf(path, 'application/pdf')), 'Reineclaude')
    assert.equal(await pool.text(await photo()), '')
  })

  test('names what would make a rendition without making it', async ({ assert }) => {
    const pool = await poolWith()
    assert.equal(pool.makerKey('image/jpeg', thumb), 'preview_image@1+export_image@1')
    assert.equal(pool.makerKey('application/pdf', thumb), 'preview_pdf@1+export_image@1')
    assert.isFalse(pool.canPreview('text/plain'))
    assert.throws(() => pool.makerKey('text/plain', thumb), 'There is no preview for files of the type text/plain.')
    assert.isEmpty(pool.usage().processes)
  })

  test('serves a person who waits before an import, and who came first among equals', async ({ assert }) => {
    const pool = await poolWith()
    const input = await photo()
    const order: string[] = []
    const ask = (name: string, priority: number) => pool.render(input, thumb, outDir, { priority }).then(() => order.push(name))
    await Promise.all([ask('running', 40), ask('import 1', 40), ask('import 2', 40), ask('person', 0)])
    assert.deepEqual(order, ['running', 'person', 'import 1', 'import 2'])
  })

  test('lets a job leave the line, or ends it while it runs', async ({ assert }) => {
    const pool = await poolWith()
    const [first, second] = [new AbortController(), new AbortController()]
    const runs = failureOf(pool.render(drawing(20_000), thumb, outDir, { signal: first.signal }))
    const waits = failureOf(pool.render(await photo(), thumb, outDir, { signal: second.signal }))
    second.abort()
    assert.equal((await waits).name, 'AbortError')
    assert.equal(pool.usage().waiting, 0)
    first.abort()
    assert.equal((await runs).name, 'AbortError')
  })

  test('replaces a process after so many jobs, and ends one that has nothing to do', async ({ assert }) => {
    const pool = await poolWith({ recycleAfterJobs: 2, idleMs: 1 })
    const path = join(folder.path, 'small.png')
    await redAndBlue(30, 20).png().toFile(path)
    const input = inputOf(path, 'image/png')
    const pids = new Set<number | undefined>()
    for (let index = 0; index < 4; index++) {
      await pool.render(input, thumb, outDir)
      pids.add(pool.usage().processes[0]?.pid)
    }
    while (pool.usage().processes.length > 0) await setImmediate()
    assert.isAbove(pids.size, 1)
  })

  test('refuses what waits and kills what runs when it is closed', async ({ assert }) => {
    const pool = await poolWith()
    const work = [drawing(20_000, 'a.svg'), drawing(20_000, 'b.svg')].map((input) => failureOf(pool.render(input, thumb, outDir)))
    const pid = isLinux ? await running(pool) : undefined
    await pool.close()
    for (const error of await Promise.all(work)) assert.include(error, { code: 'closed', retryable: true })
    assert.instanceOf(await failureOf(pool.render(await photo(), thumb, outDir)), PluginError)
    while (pid && memoryUse(pid) > 0) await setImmediate()
    assert.isEmpty(readdirSync(outDir))
  })

  test('leaves no process behind when its own is killed', async ({ assert }) => {
    const script = fileURLToPath(new URL('../../fixtures/media_parent.ts', import.meta.url))
    const parent = fork(script, [drawing(20_000).path, folder.path], { execArgv: ['--import=@poppinss/ts-exec'] })
    const [pid] = (await once(parent, 'message')) as [number]
    while (memoryUse(pid) < 60_000_000) await setImmediate()
    parent.kill('SIGKILL')
    while (memoryUse(pid) > 0) await setImmediate()
    assert.equal(memoryUse(pid), 0)
  })
    .timeout(20_000)
    .skip(!isLinux, 'only Linux tells the memory of a process')

  test('keeps keys, passwords and tokens from the processes that decode', async ({ assert }) => {
    process.env.CANARY_PASSWORD = 'sesame-5481'
    const pool = await poolWith()
    const work = pool.render(drawing(400), thumb, outDir)
    const environment = readFileSync(`/proc/${await running(pool)}/environ`, 'utf8')
    delete process.env.CANARY_PASSWORD
    await work
    assert.notInclude(environment, 'sesame-5481')
    assert.include(environment, 'PATH=')
  }).skip(!isLinux, 'only Linux shows the environment of a process')
})
