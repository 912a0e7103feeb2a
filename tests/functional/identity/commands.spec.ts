import { execFile } from 'node:child_process'
import { test } from '@japa/runner'
import { User } from '#identity'
import { makeUser } from '#tests/support/identity'

type Ran = { code: number; stdout: string; stderr: string }

/** As an operator runs it: a process of its own, on the same database. */
function ace(...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['ace.js', ...args], { env: { ...process.env, NODE_ENV: 'test' } }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
    })
  })
}

test.group('Commands of operators', (group) => {
  group.each.timeout(60_000)

  for (const [what, args] of Object.entries({
    'a weak password': ['--email=op@example.com', '--password=password2026!', '--role=dam-read'],
    'a role that does not exist': ['--email=op@example.com', '--password=rain on the old tin roof', '--role=king'],
    'no e-mail address': ['--email=nonsense', '--password=rain on the old tin roof', '--role=dam-read'],
  }))
    test(`user:create refuses ${what}: a reason on stderr, nothing on stdout, code 1`, async ({ assert }) => {
      const ran = await ace('user:create', ...args)
      assert.equal(ran.code, 1)
      assert.equal(ran.stdout, '')
      assert.isAbove(ran.stderr.trim().length, 10)
      assert.notInclude(ran.stderr, '    at ')
      assert.isNull(await User.findBy('emailKey', 'op@example.com'))
    })

  for (const command of ['user:create', 'token:create', 'backup'])
    test(`${command} --help explains it and demands nothing`, async ({ assert }) => {
      const ran = await ace(command, '--help')
      assert.equal(ran.code, 0)
      assert.include(ran.stdout, '--json')
      assert.notInclude(ran.stdout + ran.stderr, 'Missing')
    })

  test('token:create refuses an unknown scope', async ({ assert }) => {
    const { email } = await makeUser()
    const ran = await ace('token:create', `--user=${email}`, '--name=x', '--scopes=assets.view,everything')
    assert.equal(ran.code, 1)
    assert.equal(ran.stdout, '')
    assert.include(ran.stderr, 'everything')
  })

  test('user:create makes an account, token:create a token for it, printed alone', async ({ client, assert }) => {
    const made = await ace(
      'user:create',
      '--email=Root@example.com',
      '--password=rain on the old tin roof',
      '--role=System admin',
      '--json'
    )
    assert.equal(made.code, 0, made.stderr)
    assert.equal(JSON.parse(made.stdout).roles[0].slug, 'system-admin')
    const token = await ace('token:create', '--user=root@example.com', '--name=bench', '--scopes=assets.view')
    assert.match(token.stdout, /^dam_[\w-]{43}\n$/)
    const response = await client.get('/api/v1/me').header('authorization', `Bearer ${token.stdout.trim()}`)
    response.assertStatus(200)
    assert.deepEqual(response.body().permissions, [{ permission: 'assets.view', brands: 'all' }])
  })
})
