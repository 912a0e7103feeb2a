/*
 * Runs the suites named on the command line against a data folder of its own, which is removed
 * afterwards. `npm test` runs every suite in every configuration: bin/suites.js.
 */
import 'reflect-metadata'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

process.env.NODE_ENV = 'test'
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'damson-test-'))
process.env.LOG_LEVEL ??= 'silent'
process.env.HOST = '127.0.0.1'
// Below the ports that the system gives to clients, and apart from those of installations that tests start.
process.env.PORT ??= String(10_000 + (process.pid % 9000))
process.env.WORKER ??= 'none'
process.env.TZ = 'UTC'
process.on('exit', () => rmSync(process.env.DATA_DIR!, { recursive: true, force: true }))

const { Ignitor, prettyPrintError } = await import('@adonisjs/core')
const { configure, processCLIArgs, run } = await import('@japa/runner')

const APP_ROOT = new URL('../', import.meta.url)

new Ignitor(APP_ROOT, {
  importer: (path) => (path.startsWith('./') || path.startsWith('../') ? import(new URL(path, APP_ROOT).href) : import(path)),
})
  .tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
    app.listen('SIGTERM', () => app.terminate())
  })
  .testRunner()
  .configure(async (app) => {
    const { configureSuite, plugins, runnerHooks } = await import('#tests/bootstrap')
    processCLIArgs(process.argv.splice(2))
    configure({
      ...app.rcFile.tests,
      plugins,
      ...runnerHooks,
      configureSuite,
      teardown: [...runnerHooks.teardown, () => app.terminate()],
    })
  })
  .run(() => run())
  .catch((error) => {
    process.exitCode = 1
    prettyPrintError(error)
  })
