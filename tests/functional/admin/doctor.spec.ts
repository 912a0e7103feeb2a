import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import env from '#start/env'
import { ace, aceJson, withFolder } from './command_line.ts'

type Finding = { subject: string; state: string; detail: string; advice: string | null }
type Examination = { findings: Finding[]; problems: number }

const examine = (settings: Record<string, string> = {}) => aceJson<Examination>(['doctor'], settings)
const of = ({ findings }: Examination, subject: string) => findings.find((one) => one.subject === subject)

test.group('Doctor', () => {
  test('says that the database is out of reach, and still looks at the rest', async ({ assert }) => {
    const settings = { DB_CONNECTION: 'mysql', DB_HOST: '127.0.0.1', DB_PORT: '1', DB_PASSWORD: 'plum-secret-9' }
    const { code, report, stdout, stderr } = await examine(settings)
    assert.equal(code, 1)
    assert.equal(of(report, 'database')?.state, 'problem')
    assert.include(of(report, 'database')?.advice, 'DB_HOST')
    assert.equal(of(report, 'plugin local')?.state, 'ok')
    assert.isUndefined(of(report, 'schema'))
    assert.notInclude(stdout + stderr, 'plum-secret-9')
  })

  test('says what cannot be reached: mail and Redis', async ({ assert }) => {
    const { code, report } = await examine({
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: '1',
      QUEUE_DRIVER: 'bull',
      REDIS_HOST: '127.0.0.1',
      REDIS_PORT: '1',
    })
    assert.equal(code, 1)
    assert.equal(of(report, 'mail')?.state, 'problem')
    assert.equal(of(report, 'Redis')?.state, 'problem')
  })

  test('says which programs are missing, and what is off because of it', async ({ assert }) => {
    const { report } = await examine({ FFMPEG_PATH: '/nowhere/ffmpeg' })
    assert.containSubset(of(report, 'ffmpeg'), { state: 'off' })
    assert.include(of(report, 'ffmpeg')?.detail, 'videos and sound get no preview')
    assert.equal(of(report, 'plugin video')?.state, 'off')
  })

  test('says when strangers can read the key or the data', async ({ assert }) => {
    await withFolder(async (folder) => {
      const data = join(folder, 'data')
      await mkdir(data)
      const settings = { DATA_DIR: data, APP_KEY: '', DB_CONNECTION: 'sqlite' }
      await examine(settings)
      await chmod(join(data, 'app.key'), 0o644)
      await chmod(data, 0o755)
      const { code, report } = await examine(settings)
      assert.equal(code, 1)
      assert.containSubset(of(report, 'app key'), { state: 'problem', advice: `chmod 600 ${join(data, 'app.key')}` })
      assert.containSubset(of(report, 'data folder'), { state: 'problem', advice: `chmod 700 ${data}` })
      assert.equal(of(report, 'schema')?.state, 'problem')
    })
  })

  test('says when an address is not encrypted, or its proxy not trusted', async ({ assert }) => {
    assert.equal(of((await examine({ APP_URL: 'http://dam.example.com' })).report, 'address')?.state, 'problem')
    assert.include(of((await examine({ APP_URL: 'https://dam.example.com' })).report, 'address')?.advice, 'TRUST_PROXY')
    const { report } = await examine({ APP_URL: 'https://dam.example.com', TRUST_PROXY: 'true' })
    assert.equal(of(report, 'address')?.state, 'ok')
  })

  test('finds nothing wrong with what is well, in one line each', async ({ assert }) => {
    const { report } = await examine()
    for (const subject of ['Node.js', 'data folder', 'database', 'schema', 'plugin local', 'perl', 'exiftool', 'failed jobs']) {
      assert.equal(of(report, subject)?.state, 'ok', subject)
    }
    const { stdout } = await ace(['doctor'])
    assert.match(stdout, /^ok {6}Node\.js: v24/m)
    assert.include(stdout, env.dataDir)
  })
})
