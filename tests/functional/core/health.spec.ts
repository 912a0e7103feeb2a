import { test } from '@japa/runner'

test.group('Health', () => {
  test('the web process says that it lives', async ({ client }) => {
    const response = await client.get('/health/live')
    response.assertStatus(200)
    response.assertBodyContains({ status: 'live' })
  })

  test('it says whether it can serve, and what of that', async ({ client }) => {
    const response = await client.get('/health/ready')
    response.assertStatus(200)
    response.assertBody({ status: 'ready', checks: { database: 'ok', jobs: 'ok', storage: 'ok' } })
  })

  test('metrics are for nobody without their token', async ({ client }) => {
    const response = await client.get('/metrics')
    response.assertStatus(404)
  })

  test('an unknown address is a problem document for programs', async ({ client, assert }) => {
    const response = await client.get('/api/v1/nothing')
    response.assertStatus(404)
    assert.include(response.header('content-type'), 'application/problem+json')
    assert.equal(response.body().code, 'not_found')
  })

  test('an error carries the security headers too', async ({ client, assert }) => {
    const response = await client.get('/api/v1/nothing')
    assert.include(response.header('content-security-policy'), "object-src 'none'")
    assert.equal(response.header('x-content-type-options'), 'nosniff')
  })
})
