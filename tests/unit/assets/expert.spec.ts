import { test } from '@japa/runner'
import { OWN_WORDS } from '../../../app/assets/expert/own_words.ts'
import { readSearch } from '../../../app/assets/expert/read_search.ts'
import { together } from '../../../app/assets/expert/understand_search.ts'

const asked = (text: string) => {
  const [piece] = readSearch(text)
  if (!piece || piece.word === null) return 'text'
  const word = OWN_WORDS.find(({ word: name, aliases = [] }) => name === piece.word || aliases.includes(piece.word!))
  return word?.ask(null as never, piece)
}

test.group('The search of experts (S1-34)', () => {
  test('is taken apart into words with values, and text', ({ assert }) => {
    assert.deepEqual(
      readSearch('tag:"summer sale" -status:draft width>=2000 "a: b" rose -red').map(({ raw: _, ...piece }) => piece),
      [
        { word: 'tag', operator: ':', value: 'summer sale', isNot: false },
        { word: 'status', operator: ':', value: 'draft', isNot: true },
        { word: 'width', operator: '>=', value: '2000', isNot: false },
        { word: null },
        { word: null },
        { word: null },
      ]
    )
  })

  test('no value that means nothing is taken for something: {$self}')
    .with([
      'status:wonderful',
      'rating:6',
      'width>wide',
      'width>1e9x',
      'created:soon',
      'created:2024-13',
      'type:folder',
      '-type:image',
      '-width>1',
      'has:fun',
    ])
    .run(({ assert }, text) => {
      assert.isNull(asked(text), text)
    })

  test('"{text}" asks {json}')
    .with(
      Object.entries({
        'status:draft': { reviewStatus: ['draft'] },
        'status:in-review': { reviewStatus: ['inReview'] },
        '-status:draft': { withoutReviewStatus: ['draft'] },
        'status:failed': { processingStatus: 'failed' },
        'type:images': { type: 'image' },
        'rating>=4': { rating: ['4', '5'] },
        '-rating:1': { withoutRating: ['1'] },
        'format:jpg': { format: ['image/jpeg'] },
        'color:red': { colour: ['red'] },
        'width>2000': { widthMin: 2001 },
        'size<5MB': { sizeMax: 4_999_999 },
        'duration:2m': { durationMin: 120, durationMax: 120 },
        'created:2024-02': { createdAfter: '2024-02-01', createdBefore: '2024-02-29' },
        'created>2024': { createdAfter: '2025-01-01' },
        'created<2024-01-01': { createdBefore: '2023-12-31' },
        '-has:title': { lacks: ['title'] },
        'is:private': { private: ['yes'] },
      }).map(([text, value]) => ({ text, json: JSON.stringify(value) }))
    )
    .run(({ assert }, { text, json }) => {
      assert.equal(JSON.stringify(asked(text)), json)
    })

  test('words of one field are added up, and several tags are all meant', ({ assert }) => {
    assert.deepEqual(together([{ tags: ['a'] }, { tags: ['b'] }, { rating: ['5'] }, { widthMin: 5 }]), {
      tags: ['a', 'b'],
      tagMatch: ['all'],
      rating: ['5'],
      widthMin: 5,
    })
  })
})
