import { test } from '@japa/runner'
import { assertGoodPassword, normalisePassword } from '../../../app/identity/passwords/password_rules.ts'

const OWNER = { email: 'ada.plum@orchard.test', name: 'Ada Plum' }

const BAD: [string, string][] = [
  ['password_too_short', 'short words'],
  ['password_too_short', '🍇🍇🍇🍇🍇🍇'],
  ['password_too_long', 'long '.repeat(41)],
  ['password_too_common', '123qweasdzxc'],
  ['password_too_common', 'PASSWORD2026!'],
  ['password_too_common', 'dragondragon'],
  ['password_too_common', 'aaaaaaaaaaaaaaaa'],
  ['password_too_common', 'abcdabcdabcdabcd'],
  ['password_too_common', 'abcdefghijklmn'],
  ['password_too_common', '987654321098765'],
  ['password_is_name', 'ada.plum@orchard.test'],
  ['password_is_name', 'AdaPlumOrchard1'],
]

test.group('Password rules', () => {
  for (const [code, password] of BAD)
    test(`refuses "${password.slice(0, 24)}" as ${code}`, ({ assert }) => {
      try {
        assertGoodPassword(password, OWNER)
      } catch (error) {
        return assert.equal((error as { code: string }).code, code)
      }
      assert.fail('it was accepted')
    })

  for (const password of [
    'rain on the old tin roof',
    'plumbing is harder than it looks',
    'ÆØÅ ligger på bordet',
    ' spaces count too ',
    '夜空に星がたくさん見える夜',
  ])
    test(`takes "${password}"`, () => {
      assertGoodPassword(password, OWNER)
    })

  test('takes 200 characters and any kind of them', () => {
    assertGoodPassword('a kiln of words '.repeat(12).slice(0, 200), OWNER)
  })

  test('is the same password whichever way the keyboard writes an umlaut', ({ assert }) => {
    assert.equal(normalisePassword('Gru\u0308n'), normalisePassword('Gr\u00fcn'))
  })
})
