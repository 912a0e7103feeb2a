import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import adonis from '@adonisjs/core/services/server'
import env from '#start/env'
import { BASE_URL, Program } from '#tests/support/api'

const HALF_A_HEAD = 'GET /api/v1/assets HTTP/1.1\r\nHost: localhost\r\nX-Slow: '

test.group('Slow clients (T32)', () => {
  test('five hundred of them hold up nobody else', async ({ assert, cleanup }) => {
    const program = await Program.of()
    const halfABody = [
      'POST /api/v1/assets HTTP/1.1\r\nHost: localhost\r\n',
      `Authorization: Bearer ${program.token}\r\n`,
      'Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nso far',
    ].join('')
    const slow: Socket[] = []
    cleanup(() => slow.forEach((socket) => socket.destroy()))
    for (let nth = 0; nth < 500; nth += 1) {
      const socket = connect(env.port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(nth % 2 ? HALF_A_HEAD : halfABody)
      slow.push(socket)
    }
    await sleep(500)
    const taken: number[] = []
    for (let nth = 0; nth < 40; nth += 1) {
      for (const socket of slow.slice(nth * 10, nth * 10 + 10)) socket.write('.')
      const started = Date.now()
      assert.equal((await program.fetch('/assets')).status, 200)
      assert.equal((await fetch(`${BASE_URL}/sign-in`)).status, 200)
      taken.push((Date.now() - started) / 2)
    }
    assert.isBelow(taken.sort((a, b) => a - b)[37]!, 1000)
  }).timeout(30_000)

  test('a large upload may take hours as long as it moves, a head may not', ({ assert }) => {
    const server = adonis.getNodeServer()!
    assert.isAtLeast(server.requestTimeout, 12 * 3600_000)
    assert.equal(server.timeout, 5 * 60_000)
    assert.isAtMost(server.headersTimeout, 60_000)
  })

  test('a length said twice, or in two ways, is refused: {$self}')
    .with([
      'Content-Length: 5\r\nTransfer-Encoding: chunked',
      'Content-Length: 5\r\nContent-Length: 6',
      'Transfer-Encoding: chunked, identity',
    ])
    .run(async ({ assert }, headers) => {
      const answer = await new Promise<string>((resolve) => {
        const socket = connect(env.port, '127.0.0.1')
        let text = ''
        socket.on('data', (chunk) => (text += chunk))
        socket.on('close', () => resolve(text))
        socket.on('error', () => resolve(text))
        socket.write(
          `POST /api/v1/operations HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n`
        )
      })
      assert.match(answer, /^HTTP\/1\.1 400/)
      assert.lengthOf(answer.match(/HTTP\/1\.1/g)!, 1)
    })
})
