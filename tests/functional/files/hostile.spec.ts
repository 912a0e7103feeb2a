import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import filesConfig from '#config/files'
import env from '#start/env'
import { BASE_URL, Program } from '#tests/support/api'
import { workUntilIdle } from '#tests/support/jobs'

const HOSTILE = app.makePath('../shared/corpus/hostile')
const skipped = existsSync(HOSTILE) ? false : 'the corpus of hostile files is not beside the project'

/** Sends a body as it is, whatever its boundary says, and answers the status line. */
function sendRaw(token: string, body: Buffer, boundary: string): Promise<number | 'closed'> {
  return new Promise((resolve) => {
    const socket = connect(env.port, '127.0.0.1')
    let answer = ''
    socket.setTimeout(10_000, () => socket.destroy())
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')))
    socket.on('error', () => resolve(Number(answer.split(' ')[1]) || 'closed'))
    socket.on('close', () => resolve(Number(answer.split(' ')[1]) || 'closed'))
    socket.write(
      `POST /api/v1/assets HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: ${body.length}\r\n\r\n`
    )
    socket.write(body)
  })
}

test.group('Hostile uploads', (group) => {
  let program: Program
  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
  })

  test('raw multipart attacks end in an answer, and nothing is left (T19)', async ({ assert }) => {
    const folder = join(HOSTILE, 'multipart')
    const before = await readdir(env.dataDir)
    for (const name of (await readdir(folder)).filter((one) => one.endsWith('.body'))) {
      const body = await readFile(join(folder, name))
      const boundary = /^--([^\r\n]+)/.exec(body.subarray(0, 200).toString('latin1'))?.[1] ?? 'x'
      const status = await sendRaw(program.token, body, boundary)
      assert.isTrue(status === 'closed' || status === 201 || (status >= 400 && status < 500), `${name}: ${status}`)
      assert.equal((await fetch(`${BASE_URL}/health/live`)).status, 200, name)
      assert.lengthOf(await readdir(filesConfig.incomingDir).catch(() => []), 0, name)
    }
    assert.isUndefined(({} as Record<string, unknown>).polluted)
    assert.lengthOf(await readdir(filesConfig.incomingDir), 0)
    assert.sameMembers(
      (await readdir(env.dataDir)).filter((name) => !/sqlite/.test(name)),
      [...new Set([...before.filter((name) => !/sqlite/.test(name)), 'incoming', 'objects'])].filter((name) =>
        existsSync(join(env.dataDir, name))
      )
    )
  }).skip(Boolean(skipped), skipped || '')

  test('no name becomes a path, and each comes back as a header that can be read (T18, T21)', async ({ assert }) => {
    const names = JSON.parse(await readFile(join(HOSTILE, 'names.json'), 'utf8')) as { name?: string }[]
    for (const { name } of names) {
      if (!name) continue
      const { status, body } = await program.upload(`words ${name} ${Math.random()}`, name)
      if (status !== 201) {
        assert.include(['type_mismatch', 'upload_malformed', 'file_missing'], body.code, JSON.stringify(name))
        continue
      }
      const response = await program.fetch(`/assets/${body.id}/file?download=1`)
      const header = response.headers.get('content-disposition')!
      assert.match(
        header,
        /^attachment; filename=("[\x20-\x21\x23-\x7e]*"|[\w!#$%&'*+.^`|~-]+)(; filename\*=UTF-8''[\w%!#$&+.^`|~-]+)?$/,
        JSON.stringify(name)
      )
      await response.arrayBuffer()
    }
    assert.isFalse(existsSync('/etc/passwd.jpg'))
  })
    .skip(Boolean(skipped), skipped || '')
    .timeout(120_000)

  test('what lies about itself is never served as something that runs (T12)', async ({ assert }) => {
    for (const folder of ['lying', 'polyglot', 'active']) {
      for (const name of await readdir(join(HOSTILE, folder))) {
        const path = join(HOSTILE, folder, name)
        if (!(await stat(path)).isFile()) continue
        const { status, body } = await program.upload(await readFile(path), name)
        assert.include([201, 400, 422], status, `${folder}/${name}`)
        if (status !== 201) {
          assert.isString(body.detail)
          continue
        }
        const response = await program.fetch(`/assets/${body.id}/file`)
        const type = response.headers.get('content-type')!
        assert.notMatch(type, /html|javascript|^text\/css|xml(?!$)/, `${folder}/${name}`)
        if (type === 'image/svg+xml') assert.match(response.headers.get('content-disposition')!, /^attachment/)
        assert.include(response.headers.get('content-security-policy'), 'sandbox')
        await response.arrayBuffer()
      }
    }
  }).skip(Boolean(skipped), skipped || '')

  test('bombs end in a result or a reason, and the web process answers meanwhile (T30, T25)', async ({ assert }) => {
    const folders = ['bombs', 'playlist']
    const ids: string[] = []
    for (const folder of folders) {
      for (const name of await readdir(join(HOSTILE, folder))) {
        const path = join(HOSTILE, folder, name)
        if (!(await stat(path)).isFile()) continue
        const { status, body } = await program.upload(await readFile(path), name)
        assert.isBelow(status, 500, name)
        if (status === 201) ids.push(body.id)
      }
    }
    let slowest = 0
    const pulse = setInterval(async () => {
      const at = performance.now()
      await fetch(`${BASE_URL}/health/live`)
      slowest = Math.max(slowest, performance.now() - at)
    }, 200)
    await workUntilIdle()
    clearInterval(pulse)
    for (const id of ids) {
      const { body } = await program.json(`/assets/${id}`)
      assert.include(['ready', 'failed'], body.processingStatus, body.fileName)
      if (body.processingStatus === 'failed') assert.isAbove(body.processingError.message.length, 20, body.fileName)
      assert.notInclude(JSON.stringify(body), 'root:x:0')
    }
    assert.isBelow(slowest, 5000)
  })
    .skip(Boolean(skipped), skipped || '')
    .timeout(400_000)
})
