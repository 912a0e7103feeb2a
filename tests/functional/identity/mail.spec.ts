import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import { SMTPServer } from 'smtp-server'
import { Installation } from '#tests/support/installation'

/** A mail server that keeps what it is given. */
async function mailServer() {
  const mails: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let mail = ''
      stream.on('data', (chunk: Buffer) => (mail += chunk.toString()))
      stream.on('end', () => {
        mails.push(mail)
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    mails,
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

test.group('Mail through an SMTP server', () => {
  test('an invitation arrives with a link to the configured address, whatever host was asked (T48)', async ({ assert, cleanup }) => {
    const smtp = await mailServer()
    const damson = new Installation({ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(smtp.port), WORKER: 'embedded' })
    cleanup(async () => {
      await damson.remove()
      await smtp.close()
    })
    await damson.start()
    const { data: roles } = await damson.json('/api/v1/roles')
    const role = roles.find(({ slug }: { slug: string }) => slug === 'dam-read')
    const response = await damson.fetch('/api/v1/users', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-host': 'evil.test' },
      body: JSON.stringify({ email: 'lena@example.com', name: 'Lena', roles: [{ roleId: role.id, brandId: null }] }),
    })
    assert.equal(response.status, 201, await response.clone().text())
    const deadline = Date.now() + 20_000
    while (smtp.mails.length === 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 100))
    assert.lengthOf(smtp.mails, 1)
    const mail = smtp.mails[0]!.replace(/=\r?\n/g, '').replaceAll('=3D', '=')
    assert.include(mail, 'lena@example.com')
    assert.include(mail, `${damson.url}/invitation?token=`)
    assert.notInclude(mail, 'evil.test')
  }).timeout(60_000)
})
