import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'

const KERNEL = ['core', 'sdk']

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(app.makePath(folder), { recursive: true })
  return entries.filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts')).map((name) => join(folder, name))
}

test.group('The shape of the tree', () => {
  test('every module has a door', async ({ assert }) => {
    const modules = (await readdir(app.makePath('app'), { withFileTypes: true })).filter((entry) => entry.isDirectory())
    for (const { name } of modules.filter((module) => !KERNEL.includes(module.name))) {
      assert.isTrue(existsSync(app.makePath('app', name, 'index.ts')), `app/${name}/index.ts`)
    }
  })

  test('every module with routes is in the list of modules, and no other', async ({ assert }) => {
    const list = await readFile(app.makePath('start/modules.ts'), 'utf8')
    const modules = await readdir(app.makePath('app'))
    for (const name of modules) {
      for (const file of ['routes.ts', 'web_routes.ts']) {
        if (name === 'core' || !existsSync(app.makePath('app', name, file))) continue
        assert.include(list, `../app/${name}/${file}`)
      }
    }
  })

  test('controllers hold no model and no transaction', async ({ assert }) => {
    for (const path of (await sources('app')).filter((name) => /\/controllers\//.test(name))) {
      const text = await readFile(app.makePath(path), 'utf8')
      assert.notMatch(text, /inTransaction|\.useTransaction|trx\b|from '@adonisjs\/lucid/, path)
    }
  })

  test('bytes of the storage are read in the gate’s own room, and where files are decoded or kept', async ({ assert }) => {
    const allowed =
      /^app\/(delivery\/send_bytes|files\/local_copy|files\/commands\/|files\/actions\/|admin\/(backup|commands|actions)\/|plugin_host\/|sdk\/)/
    for (const path of (await sources('app')).filter((name) => !allowed.test(name))) {
      const text = await readFile(app.makePath(path), 'utf8')
      assert.notMatch(text, /storage\(\)\s*\.?\s*\n?\s*\.read\(/, path)
    }
  })

  test('process.env is read in start/env.ts alone', async ({ assert }) => {
    for (const folder of ['app', 'config', 'providers', 'start', 'plugins']) {
      for (const path of (await sources(folder)).filter((name) => name !== 'start/env.ts')) {
        assert.notMatch(await readFile(app.makePath(path), 'utf8'), /process\.env\b/, path)
      }
    }
  })

  test('nothing is called by a name that says nothing', async ({ assert }) => {
    for (const path of await sources('app')) {
      assert.notMatch(path, /\/(utils|helpers|common|misc)(\/|\.ts)|_manager\.ts/, path)
    }
  })

  test('a controller stands among controllers', async ({ assert }) => {
    for (const path of (await sources('app')).filter((name) => /_controller\.ts$/.test(name) && !name.startsWith('app/core/'))) {
      assert.match(path, /\/controllers\//, path)
    }
  })
})
