import { test } from '@japa/runner'
import { isOneSlipApart } from '../../../app/assets/search/slips.ts'

test.group('One slip of the pen (S2-37)', () => {
  test('{word} and {other}: {apart}')
    .with([
      { word: 'meadow', other: 'medow', apart: true },
      { word: 'medow', other: 'meadow', apart: true },
      { word: 'meadow', other: 'meadaw', apart: true },
      { word: 'meadow', other: 'maedow', apart: true },
      { word: 'meadow', other: 'meadow', apart: false },
      { word: 'meadow', other: 'mdeaow', apart: false },
      { word: 'meadow', other: 'meadowsy', apart: false },
      { word: 'aab', other: 'ab', apart: true },
      { word: 'ab', other: 'ba', apart: true },
      { word: 'abcd', other: 'badc', apart: false },
      { word: '東京', other: '東亰', apart: true },
    ])
    .run(({ assert }, { word, other, apart }) => {
      assert.equal(isOneSlipApart(word, other), apart)
    })
})
