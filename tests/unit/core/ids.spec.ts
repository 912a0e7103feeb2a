import { test } from '@japa/runner'
import { firstIdOf, newId } from '#core/database/index'

test.group('Ids', () => {
  test('what is made later sorts behind the first id of a moment, what was made earlier before it', ({ assert }) => {
    const before = newId()
    assert.isTrue(firstIdOf(Date.now() - 60_000) < before)
    assert.isTrue(before < firstIdOf(Date.now() + 60_000))
    assert.isTrue(firstIdOf(Date.parse('2026-11-22')) < firstIdOf(Date.parse('2026-11-22') + 1))
  })
})
