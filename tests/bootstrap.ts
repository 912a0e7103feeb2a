import { assert } from '@japa/assert'
import { apiClient } from '@japa/api-client'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import type { Config } from '@japa/runner/types'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import { emptyDatabase, migrate } from '#tests/support/database'
import { emptyQueues } from '#tests/support/jobs'

const BASE_URL = `http://127.0.0.1:${env.port}`

export const plugins: Config['plugins'] = [assert(), apiClient({ baseURL: BASE_URL }), pluginAdonisJS(app, { baseURL: BASE_URL })]

export const runnerHooks: Required<Pick<Config, 'setup' | 'teardown'>> = {
  setup: [() => migrate()],
  teardown: [],
}

/** Suites that go through HTTP get a running server, and every file in them an empty database. */
export const configureSuite: Config['configureSuite'] = (suite) => {
  if (!['functional', 'browser'].includes(suite.name)) return
  suite.setup(() => testUtils.httpServer().start())
  suite.onGroup((group) => {
    group.setup(async () => {
      await emptyDatabase()
      await emptyQueues()
    })
  })
}
