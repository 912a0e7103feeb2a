import { test } from '@japa/runner'
import { Program } from '#tests/support/api'
import { picture } from '#tests/support/pictures'

type Found = { name: string; match?: { field: string; text: string; marks: [number, number][] }[] }

test.group('Why an asset matches (S1-35)', (group) => {
  let program: Program

  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
    const far = 'word '.repeat(100)
    const flowers: Record<string, Record<string, string>> = {
      'Éclair rose': { title: 'Seen in May' },
      'Lily': { description: `${far}a rose among lilies, by the harbour ${far}` },
      'Poppy': { tags: 'rosewood, sea' },
    }
    for (const [nth, [name, fields]] of Object.entries(flowers).entries()) {
      await program.upload(await picture({ width: 60 + nth, height: 60 }), `${name}.jpg`, { name, ...fields })
    }
  })

  const search = async (text: string) => {
    const { body } = await program.json(`/assets?sort=name&text=${encodeURIComponent(text)}`)
    return body.data as Found[]
  }
  const marked = ({ match = [] }: Found) =>
    match.map(({ field, text, marks }) => [field, ...marks.map(([from, to]) => text.slice(from, to))])

  test('is told with the words as they stand there, in the fewest texts', async ({ assert }) => {
    const found = await search('rose')
    assert.deepEqual(found.map(marked), [[['name', 'rose']], [['description', 'rose']], [['tags', 'rose']]])
  })

  test('is told of words written without their accents, of beginnings and of phrases', async ({ assert }) => {
    assert.deepEqual((await search('eclai ma')).map(marked), [
      [
        ['name', 'Éclair'.slice(0, 5)],
        ['title', 'Ma'],
      ],
    ])
    assert.deepEqual((await search('"by the harbour"')).map(marked), [[['description', 'by the harbour']]])
  })

  test('a long text is told around the word', async ({ assert }) => {
    const [lily] = await search('harbour')
    assert.isBelow(lily!.match![0]!.text.length, 165)
    assert.match(lily!.match![0]!.text, /^….*among lilies, by the harbour.*…$/)
  })

  test('is not told where nothing was searched for', async ({ assert }) => {
    const { body } = await program.json('/assets')
    assert.notProperty(body.data[0], 'match')
  })
})
