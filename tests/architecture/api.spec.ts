import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import { describedRoutes } from '#core/http/index'
import { openapiDocument } from '#core/http/openapi'
import { MATRIX } from '#tests/support/authorisation_matrix'

type Route = { methods: string[]; pattern: string }

/** Every route there is, as `GET /api/v1/assets/:id`. HEAD comes with GET. */
export function allRoutes(): string[] {
  router.commit()
  const routes = Object.values(router.toJSON()).flat() as unknown as Route[]
  return routes.flatMap(({ methods, pattern }) =>
    methods
      .filter((method) => method !== 'HEAD' || methods.length === 1 || !methods.includes('GET'))
      .map((method) => `${method} ${pattern}`)
  )
}

test.group('Routes', () => {
  test('every route of the API is in the OpenAPI document', ({ assert }) => {
    const described = new Set(
      describedRoutes().map(({ method, path }) => `${method.toUpperCase()} /api/v1${path.replace(/\{(\w+)\}/g, ':$1')}`)
    )
    const missing = allRoutes().filter((route) => route.includes(' /api/v1/') && !described.has(route))
    assert.deepEqual(missing, [])
  })

  test('the OpenAPI document describes no route that is not there', ({ assert }) => {
    const there = new Set(allRoutes())
    const stale = describedRoutes()
      .map(({ method, path }) => `${method.toUpperCase()} /api/v1${path.replace(/\{(\w+)\}/g, ':$1')}`)
      .filter((route) => !there.has(route) && !route.startsWith('HEAD '))
    assert.deepEqual(stale, [])
  })

  test('every operation of the document has an id of its own, and every schema it names is there', ({ assert }) => {
    const document = openapiDocument('http://localhost')
    const ids = describedRoutes().map((route) => route.operationId)
    assert.lengthOf(new Set(ids), ids.length)
    const named = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map((match) => match[1]!)
    for (const name of named) assert.property(document.components.schemas, name)
  })

  test('every route is in the authorisation matrix', ({ assert }) => {
    const missing = allRoutes().filter((route) => !(route in MATRIX))
    assert.deepEqual(missing, [])
  })

  test('the authorisation matrix names no route that is gone', ({ assert }) => {
    const there = new Set(allRoutes())
    assert.deepEqual(
      Object.keys(MATRIX).filter((route) => !there.has(route)),
      []
    )
  })
})
