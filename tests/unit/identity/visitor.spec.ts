import { test } from '@japa/runner'
import { Visitor, type Grant } from '#identity'

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com' }
const choosing = (activeBrandId: string | null, grants: Grant[]) => new Visitor({ ...ada, activeBrandId }, 'web', null, null, grants)
const visitor = (grants: Grant[], scopes?: string[]) => new Visitor(ada, 'web', null, null, grants, scopes)

test.group('What a visitor may do', () => {
  test('nothing without a role', ({ assert }) => {
    const nobody = visitor([])
    assert.isFalse(nobody.can('assets.view'))
    assert.isFalse(nobody.canSomewhere('assets.view'))
    assert.deepEqual(nobody.brandsWith('assets.view'), [])
  })

  test('a right in one brand is none in another, and none everywhere', ({ assert }) => {
    const inA = visitor([{ permission: 'assets.edit', brandId: 'a' }])
    assert.isFalse(inA.can('assets.edit', 'b'))
    assert.isFalse(inA.can('assets.edit'))
    assert.isFalse(inA.can('assets.edit', null))
    assert.isFalse(inA.can('assets.edit', ''))
    assert.isFalse(inA.can('assets.edit', '*'.repeat(2)))
    assert.isTrue(inA.can('assets.edit', 'a'))
    assert.deepEqual(inA.brandsWith('assets.edit'), ['a'])
  })

  test('a right held everywhere holds in every brand', ({ assert }) => {
    const all = visitor([
      { permission: 'assets.edit', brandId: 'a' },
      { permission: 'assets.edit', brandId: null },
    ])
    assert.isTrue(all.can('assets.edit', 'b'))
    assert.equal(all.brandsWith('assets.edit'), 'all')
  })

  test('scopes take away what they do not name, and add nothing (T3)', ({ assert }) => {
    const grants: Grant[] = [
      { permission: 'assets.view', brandId: null },
      { permission: 'assets.edit', brandId: null },
    ]
    const scoped = visitor(grants, ['assets.view', 'users.manage'])
    assert.isTrue(scoped.can('assets.view'))
    assert.isFalse(scoped.can('assets.edit'))
    assert.isFalse(scoped.can('users.manage'))
  })

  test('an empty list of scopes allows nothing', ({ assert }) => {
    assert.isFalse(visitor([{ permission: 'assets.view', brandId: null }], []).can('assets.view'))
  })

  test('the active brand is the chosen one while it may be seen, or else the only one there is (S1-45)', ({ assert }) => {
    const inBoth: Grant[] = ['a', 'b'].map((brandId) => ({ permission: 'assets.view', brandId }))
    assert.equal(choosing('b', inBoth).activeBrand, 'b')
    assert.isNull(choosing(null, inBoth).activeBrand)
    assert.isNull(choosing('c', inBoth).activeBrand)
    assert.equal(choosing('c', inBoth.slice(0, 1)).activeBrand, 'a')
    assert.equal(choosing('c', [{ permission: 'assets.view', brandId: null }]).activeBrand, 'c')
    assert.isNull(choosing('a', [{ permission: 'brands.edit', brandId: 'a' }]).activeBrand)
  })
})
