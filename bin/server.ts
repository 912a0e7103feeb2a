/*
 * Starts the web process: the HTTP server and, unless told otherwise, the job worker as its child.
 */
import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'

const APP_ROOT = new URL('../', import.meta.url)

new Ignitor(APP_ROOT, { importer: (path) => importFrom(path) })
  .tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
    app.listen('SIGTERM', () => app.terminate())
    app.listen('SIGINT', () => app.terminate())
  })
  .httpServer()
  .start()
  .catch((error) => {
    process.exitCode = 1
    prettyPrintError(error)
  })

function importFrom(path: string) {
  if (path.startsWith('./') || path.startsWith('../')) {
    return import(new URL(path, APP_ROOT).href)
  }
  return import(path)
}
