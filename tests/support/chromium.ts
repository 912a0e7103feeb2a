import app from '@adonisjs/core/services/app'
import { AxeBuilder } from '@axe-core/playwright'
import type { Assert } from '@japa/assert'
import type { Group } from '@japa/runner/core'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright'
import { Asset } from '#assets'
import { Jobs, QUEUES } from '#core/jobs/index'
import type { User } from '#identity'
import env from '#start/env'
import { BASE_URL, Program } from '#tests/support/api'
import { emptyDatabase } from '#tests/support/database'
import { loginCookie, makeToken, makeUser } from '#tests/support/identity'
import { picture } from '#tests/support/pictures'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

let browser: Browser | undefined

/** A person in front of a real Chromium. What the page logs as an error fails the test that does not expect it. */
export class Visit {
  readonly errors: string[] = []
  readonly page: Page
  readonly user: User
  readonly program: Program

  constructor(page: Page, user: User, program: Program) {
    this.page = page
    this.user = user
    this.program = program
    page.on('pageerror', (error) => this.errors.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.errors.push(message.text())
    })
  }

  card(name: string) {
    return this.page.locator(`.card[data-name="${name}"]`)
  }

  /** The names in the grid, in its order. */
  names(): Promise<(string | null)[]> {
    return this.page.locator('#grid > .card').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-name')))
  }

  /** Uploads by the API, as if it had been there before. */
  async have(name: string, content?: Buffer, fields: Record<string, string> = {}): Promise<string> {
    const bytes = content ?? (await picture({ width: 240, height: 160 }))
    const { body, status } = await this.program.upload(new Uint8Array(bytes), name, fields)
    if (status !== 201) throw new Error(`${name} was not taken: ${JSON.stringify(body)}`)
    return String(body.id)
  }

  async haveMany(count: number, name = (n: number) => `Picture ${String(n).padStart(3, '0')}`) {
    for (let n = 1; n <= count; n++) await this.have(`${name(n)}.jpg`)
  }

  async makePublic(name: string) {
    await Asset.query().where('name', name).update({ availability: 'public' })
  }

  /** Waits until nothing in the library is processed any more, by asking the API. */
  async settled() {
    await until(async () => {
      const { body } = await this.program.json('/assets?processingStatus=processing&limit=1')
      return body.data.length === 0
    })
  }

  async hasNoViolations(assert: Assert, where: string) {
    // Half-way through fading in, anything is too pale.
    await this.page.evaluate(
      'Promise.allSettled(document.getAnimations().map((one) => one.effect.getTiming().iterations === Infinity || one.finished))'
    )
    const { violations } = await new AxeBuilder({ page: this.page }).analyze()
    const told = violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
    assert.deepEqual(told, [])
  }
}

/** Opens a browser in which somebody is signed in. */
export async function visit(wanted: Parameters<typeof makeUser>[0] = {}, options: BrowserContextOptions = {}): Promise<Visit> {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: ARGUMENTS })
  const user = await makeUser(wanted)
  const context = await browser.newContext({ baseURL: BASE_URL, viewport: { width: 1280, height: 800 }, ...options })
  context.setDefaultTimeout(30_000)
  const { name, value } = await loginCookie(user)
  await context.addCookies([{ name, value, url: `http://127.0.0.1:${env.port}` }])
  return new Visit(await context.newPage(), user, new Program(user, await makeToken(user)))
}

export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** Each test of the group begins with an empty library, a worker at its jobs, and ends with its windows closed. */
export function inChromium(group: Group) {
  group.each.setup(async () => {
    await emptyDatabase()
    const stop = new AbortController()
    const jobs = await app.container.make(Jobs)
    const work = jobs.driver.work({
      queues: [...QUEUES],
      concurrency: 4,
      signal: stop.signal,
      run: (job) => jobs.run(job, stop.signal),
    })
    return async () => {
      for (const context of browser?.contexts() ?? []) await context.close()
      stop.abort()
      await work
    }
  })
  group.teardown(async () => {
    await browser?.close()
    browser = undefined
  })
}

/** Asks again until it is so. */
export async function until(isSo: () => Promise<boolean>, what = 'what was waited for', timeoutMs = 20_000) {
  const end = Date.now() + timeoutMs
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
