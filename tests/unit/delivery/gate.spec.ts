import { test } from '@japa/runner'
import { Admission, DeliveryGate } from '#delivery'
import { Visitor, type Permission } from '#identity'

const visitor = (permissions: Permission[], brandId: string | null) =>
  new Visitor(
    { id: 'u', name: 'U', email: 'u@example.com' },
    'web',
    null,
    's',
    permissions.map((permission) => ({ permission, brandId }))
  )

const STATES = [
  { state: 'in the library', asset: { id: '1', brandId: 'A', isTrashed: false, circleId: null } },
  { state: 'in the trash', asset: { id: '2', brandId: 'A', isTrashed: true, circleId: null } },
]

const PEOPLE = [
  { who: 'a member of its brand', member: visitor(['assets.view'], 'A'), gets: true },
  { who: 'a member of every brand', member: visitor(['assets.view'], null), gets: true },
  { who: 'a member of another brand', member: visitor(['assets.view', 'assets.purge'], 'B'), gets: false },
  { who: 'somebody who may change but not see', member: visitor(['assets.edit', 'assets.delete'], 'A'), gets: false },
  { who: 'somebody without rights', member: visitor([], null), gets: false },
]

test.group('The delivery gate', () => {
  for (const { state, asset } of STATES) {
    for (const { who, member, gets } of PEOPLE) {
      test(`${gets ? 'gives' : 'refuses'} what is ${state} to ${who}`, ({ assert }) => {
        const verdict = new DeliveryGate().decide(asset, { kind: 'member', visitor: member })
        assert.equal(verdict.allowed, gets)
        if (verdict.allowed) assert.isTrue(verdict instanceof Admission)
        else assert.isAbove(verdict.reasons[0]!.length, 10)
      })
    }
  }

  test('is the only one who admits', ({ assert }) => {
    assert.throws(() => Admission.grant(Symbol('delivery gate'), '1'), 'Only the delivery gate admits.')
  })
})
