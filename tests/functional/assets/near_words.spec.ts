import { test } from '@japa/runner'
import { isSqlite } from '#core/database/index'
import { Program } from '#tests/support/api'
import { loginCookie, makeBrand } from '#tests/support/identity'
import { workUntilIdle } from '#tests/support/jobs'
import { pdfWith, picture } from '#tests/support/pictures'

type Found = { name: string; match: { field: string; text: string; marks: [number, number][] }[] }

test.group('Words that stand for what was asked (S2-37)', (group) => {
  let program: Program

  group.each.skip(() => !isSqlite(), 'MySQL finds words by how they begin and keeps no list of them')
  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
    const names = ['Cornfield at noon', 'Fielding', 'Überlingen', 'Harbour wall', 'Harboursunset', 'Sunset', '東京タワーの夜景']
    for (const [nth, name] of names.entries()) {
      await program.upload(await picture({ width: 70 + nth, height: 61 }), `${nth}.jpg`, { name })
    }
    await program.upload(await pdfWith('the lighthouse keeper wrote about meteorology'), 'letter.pdf', { name: 'Letter' })
    await workUntilIdle()
  })

  const search = async (text: string, more = '') => {
    const { body } = await program.json(`/assets?text=${encodeURIComponent(text)}${more}`)
    return { names: (body.data as Found[]).map(({ name }) => name), found: body.data as Found[], total: body.meta.total as number }
  }
  const marks = ({ match }: Found) => match.flatMap(({ text, marks: all }) => all.map(([from, to]) => text.slice(from, to)))

  test('a part of a word finds it, behind what begins with it', async ({ assert }) => {
    const { names, found, total } = await search('field')
    assert.deepEqual(names, ['Fielding', 'Cornfield at noon'])
    assert.equal(total, 2)
    assert.deepEqual(found.map(marks), [['Field'], ['field']])
    assert.deepEqual((await search('sunset')).names, ['Sunset', 'Harboursunset'])
    assert.deepEqual((await search('タワー')).names, ['東京タワーの夜景'])
  })

  test('one letter wrong, missing, too many, or two in the wrong order', async ({ assert }) => {
    for (const slip of ['harvour', 'harbur', 'harbbour', 'habrour', 'xarbour']) {
      const { names, found } = await search(slip)
      assert.sameMembers(names, ['Harbour wall'], slip)
      assert.deepEqual(marks(found[0]!), ['Harbour'])
    }
    assert.deepEqual((await search('uberlinegn')).names, ['Überlingen'])
    assert.deepEqual((await program.json('/assets?text=harbur')).body.meta.takenFor, { harbur: ['harbour'] })
    assert.notProperty((await program.json('/assets?text=harbour')).body.meta, 'takenFor')
    assert.isEmpty((await search('hxrbxur')).names)
  })

  test('a page says what a word was taken for', async ({ assert, client }) => {
    const { name, value } = await loginCookie(program.user)
    const page = await client.get('/assets?text=harbur').header('cookie', `${name}=${value}`)
    assert.include(page.text(), 'Nothing says “harbur”. This is what says “harbour”.')
  })

  test('a word that is known is not taken for a slip', async ({ assert }) => {
    assert.deepEqual((await search('noon')).names, ['Cornfield at noon'])
    assert.isEmpty((await search('noo sunset')).names)
  })

  test('the words of documents too, and why they match', async ({ assert }) => {
    assert.deepEqual((await search('lighthouse')).names, ['Letter'])
    const { names, found } = await search('meteorolgy')
    assert.deepEqual(names, ['Letter'])
    assert.deepEqual(marks(found[0]!), ['meteorology'])
    assert.deepEqual((await search('eorolog')).names, ['Letter'])
  })

  test('counts, facets, other orders and operations on all that match mean the same', async ({ assert }) => {
    assert.deepEqual((await search('field', '&sort=name')).names, ['Cornfield at noon', 'Fielding'])
    const { body } = await program.json('/assets/facets?facets=type&text=field')
    assert.equal(body.meta.total, 2)
    const started = await program.json('/operations', { method: 'POST', json: { kind: 'trash', query: { text: 'harvour' } } })
    assert.equal(started.status, 202)
  })

  test('who may not see an asset learns nothing of its words', async ({ assert }) => {
    const stranger = await Program.of({ role: null })
    const { body } = await stranger.json('/assets?text=cornfeld')
    assert.isEmpty(body.data ?? [])
    const elsewhere = await makeBrand('Elsewhere')
    const guest = await Program.of({ role: 'dam-read', brandId: elsewhere.id })
    const answer = await guest.json('/assets?text=cornfeld')
    assert.equal(answer.status, 200)
    assert.isEmpty(answer.body.data)
    assert.notInclude(JSON.stringify(answer.body), 'cornfield')
  })
})
