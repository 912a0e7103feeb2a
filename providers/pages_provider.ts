import { existsSync } from 'node:fs'
import ViteProvider from '@adonisjs/vite/vite_provider'
import type { ApplicationService } from '@adonisjs/core/types'

/**
 * Styles and scripts of the pages. Only `npm run dev` serves them from their source; everything else,
 * tests included, gives out what was built, because that is what people get.
 */
export default class PagesProvider extends ViteProvider {
  readonly #app: ApplicationService

  constructor(app: ApplicationService) {
    super(app)
    this.#app = app
  }

  async start() {
    if (this.#app.getEnvironment() !== 'test') return super.start()
    if (existsSync(this.#app.makePath('public/build/.vite/manifest.json'))) return
    const { build } = await import('vite')
    await build({ logLevel: 'error' })
  }

  async shutdown() {
    if (this.#app.getEnvironment() !== 'test') await super.shutdown()
  }
}
