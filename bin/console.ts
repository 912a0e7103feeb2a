/*
 * Runs one command of the command line. Entered through ace.js.
 */
import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'
import { HelpCommand } from '@adonisjs/core/ace'
import type { ApplicationService } from '@adonisjs/core/types'

const APP_ROOT = new URL('../', import.meta.url)

new Ignitor(APP_ROOT, { importer: (path) => importFrom(path) })
  .tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
    app.listen('SIGTERM', () => app.terminate())
    app.listenIf(app.managedByPm2, 'SIGINT', () => app.terminate())
  })
  .ace()
  .configure(askNothingForHelp)
  .handle(process.argv.splice(2))
  .catch((error) => {
    process.exitCode = 1
    prettyPrintError(error)
  })

/** The kernel demands required options even of who only asks for `--help`, after having given it. */
async function askNothingForHelp(app: ApplicationService) {
  const kernel = await app.container.make('ace')
  kernel.on('help', async (command, _kernel, parsed) => {
    parsed.args.unshift(command.commandName)
    await new HelpCommand(kernel, parsed, kernel.ui, kernel.prompt).exec()
    for (const option of command.flags) option.required = false
    return kernel.shortcircuit()
  })
}

function importFrom(path: string) {
  if (path.startsWith('./') || path.startsWith('../')) {
    return import(new URL(path, APP_ROOT).href)
  }
  return import(path)
}
