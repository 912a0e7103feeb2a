import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { safeNext } from '../../../app/identity/next_path.ts'

const HOSTILE = readFileSync(new URL('../../fixtures/identity/open_redirect.txt', import.meta.url), 'utf8').split('\n')

/** As a browser on our site reads the Location header, twice: some addresses change at the second reading. */
function hostReached(path: string): string {
  const first = new URL(path, 'https://damson.test/sign-in')
  return new URL(first.pathname + first.search, 'https://damson.test/').host
}

/** What a careless program makes of it; the address itself where its escapes are no text. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

test.group('Where to go after signing in (T17)', () => {
  for (const [nth, address] of HOSTILE.filter(Boolean).entries())
    test(`stays on this host, hostile address ${nth + 1}`, ({ assert }) => {
      assert.equal(hostReached(safeNext(address)), 'damson.test')
      assert.equal(hostReached(safeNext(decoded(address))), 'damson.test')
    })

  for (const address of [
    '/\t/evil.test',
    '/\n/evil.test',
    '/\\evil.test',
    '\\/evil.test',
    '/.//evil.test',
    '/x/..//evil.test',
    ' //evil.test',
    'evil.test',
    '',
    null,
    ['/a'],
    { a: 1 },
  ])
    test(`goes to the start page instead of ${JSON.stringify(address)}`, ({ assert }) => {
      assert.equal(safeNext(address), '/')
    })

  test('cannot split the header', ({ assert }) => {
    assert.equal(safeNext('/a\r\nSet-Cookie: x=1'), '/')
  })

  test('goes where the visitor was, with query and fragment', ({ assert }) => {
    assert.equal(safeNext('/assets?text=r%C3%B6d&sort=name#3'), '/assets?text=r%C3%B6d&sort=name#3')
  })
})
