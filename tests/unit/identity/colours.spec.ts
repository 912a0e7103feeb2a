import { test } from '@japa/runner'
import { textOn } from '../../../app/identity/colours.ts'

test.group('Text on a colour of a brand (S1-94)', () => {
  test('is black or white, whichever reads better', ({ assert }) => {
    assert.deepEqual(textOn('#ffffff'), { textColour: '#000000', contrast: 21 })
    assert.deepEqual(textOn('#000000'), { textColour: '#ffffff', contrast: 21 })
    assert.equal(textOn('#f2d98b').textColour, '#000000')
  })

  test('passes AA on every grey, the worst of which lies in the middle', ({ assert }) => {
    for (let level = 0; level < 256; level++) {
      const hex = `#${level.toString(16).padStart(2, '0').repeat(3)}`
      assert.isAtLeast(textOn(hex).contrast, 4.5, hex)
    }
  })
})
