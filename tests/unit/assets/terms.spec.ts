import { test } from '@japa/runner'
import { booleanMatch, ftsMatch, Terms } from '../../../app/assets/search/text_match.ts'

const read = (text: string) => {
  const { wanted, unwanted } = new Terms(text)
  return { wanted, unwanted }
}

test.group('Words that are searched for (S1-34)', () => {
  test('signs that are no words find nothing', ({ assert }) => {
    for (const text of ['', '  ', '-', '""', '- -', '*** "!?"']) assert.isTrue(new Terms(text).isEmpty, text)
  })

  test('words are taken apart as the index does it', ({ assert }) => {
    assert.deepEqual(read('red-rose, naïve 2024'), { wanted: ['red', 'rose', 'naïve', '2024'], unwanted: [] })
  })

  test('quotes hold words together, also while the second one is not typed yet', ({ assert }) => {
    assert.deepEqual(read('"red rose" garden'), { wanted: ['red rose', 'garden'], unwanted: [] })
    assert.deepEqual(read('"red ro'), { wanted: ['red ro'], unwanted: [] })
  })

  test('a minus before a word or a phrase takes its matches away, within a word it does not', ({ assert }) => {
    assert.deepEqual(read('rose -red -"wild garden" well-kept'), { wanted: ['rose', 'well', 'kept'], unwanted: ['red', 'wild garden'] })
    assert.isFalse(new Terms('-red').canRank)
  })

  test('no text becomes a command to an index', ({ assert }) => {
    const { wanted } = new Terms('a" OR b* NEAR(c) +d ~e (f) AND')
    for (const match of [ftsMatch(wanted), booleanMatch(wanted)]) assert.notMatch(match, /NEAR\(|[~()]/)
    assert.equal(ftsMatch(['red rose', 'gar']), '"red rose" AND "gar"*')
    assert.equal(booleanMatch(['red rose', 'gar', 'of']), '+"red rose" +gar*')
  })
})
