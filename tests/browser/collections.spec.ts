import { test } from '@japa/runner'
import { inChromium, PHONE, until, visit, type Visit } from '#tests/support/chromium'

test.group('Collections in the library', (group) => {
  inChromium(group)

  test('are made, renamed, moved, deleted and brought back by links and forms alone (S1-20 to S1-24)', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' }, { javaScriptEnabled: false })
    const { page } = visitor
    await page.goto('/assets')
    await create(visitor, 'Summer')
    await page.getByRole('heading', { name: 'Nothing is in this collection yet' }).waitFor()
    await page.goto('/assets')
    await create(visitor, 'Autumn')
    await create(visitor, 'Autumn')
    assert.include(await page.locator('#collections .notice').innerText(), 'already')
    await page.getByRole('link', { name: 'Rename, move, share or delete Autumn' }).click()
    await page.getByLabel('Name').fill('Harvest')
    await page.getByLabel('Stands in').selectOption({ label: 'Summer' })
    await page.getByRole('button', { name: 'Save' }).click()
    assert.include(await page.locator('.collection-head').innerText(), 'Summer')
    await page.getByRole('link', { name: 'Rename, move, share or delete Summer' }).click()
    await page.getByRole('button', { name: 'Delete collection' }).click()
    assert.equal(await page.locator('#collections [data-collection]').count(), 0)
    await page.getByRole('button', { name: 'Undo' }).click()
    assert.equal(await page.locator('#collections [data-name="Harvest"]').count(), 1)
  })

  test('take what is selected, by a name that is typed, and can be undone (S1-25, S1-68, S3-46, S3-48)', async ({ assert }) => {
    const visitor = await some(3)
    const { page } = visitor
    await page.keyboard.press('Control+a')
    await page.locator('#selection-bar').getByRole('button', { name: 'Add to collection' }).click()
    await page.locator('#collection-wanted').fill('Shoot')
    await page.getByRole('option', { name: 'Create “Shoot” in the library' }).waitFor()
    await visitor.hasNoViolations(assert, 'the chooser')
    await page.keyboard.press('Enter')
    await page.getByText('3 assets are in the collection.').waitFor()
    assert.equal(await branch(visitor, 'Shoot').locator('.count').innerText(), '3')
    assert.equal(await page.locator('[data-bucket="unfiled"] .count').innerText(), '0')
    await page.getByRole('button', { name: 'Undo' }).click()
    await until(async () => (await branch(visitor, 'Shoot').locator('.count').innerText()) === '0', 'the number')
    assert.equal(await page.locator('[data-bucket="unfiled"] .has-work').innerText(), '3')
    assert.deepEqual(visitor.errors, [])
  })

  test('take one asset by the briefcase on its card (S3-45)', async ({ assert }) => {
    const visitor = await some(2)
    const { page } = visitor
    await visitor.card('Picture 001').hover()
    await page.getByRole('button', { name: 'Add Picture 001 to a collection' }).click()
    await page.locator('#collection-wanted').fill('Mine')
    await page.getByRole('option', { name: 'Create “Mine” for yourself' }).click()
    await page.getByText('“Picture 001” is in the collection.').waitFor()
    assert.equal(await branch(visitor, 'Mine').locator('.count').innerText(), '1')
    assert.deepEqual(visitor.errors, [])
  })

  test('take what is dragged onto them, one card or all that are selected (S1-26, S1-17)', async ({ assert }) => {
    const visitor = await some(3)
    const { page } = visitor
    await create(visitor, 'Basket of pears')
    await page.goto('/assets')
    await visitor.card('Picture 001').dragTo(branch(visitor, 'Basket of pears'))
    await until(async () => (await branch(visitor, 'Basket of pears').locator('.count').innerText()) === '1', 'one')
    await branch(visitor, 'Basket of pears').locator('a').first().click()
    await until(async () => (await visitor.names()).length === 1, 'the collection')
    assert.deepEqual(await visitor.names(), ['Picture 001'])
    await visitor.hasNoViolations(assert, 'a collection')
    await visitor.card('Picture 001').click()
    await page.locator('#panel .chips').getByRole('button', { name: 'Take out of Basket of pears' }).click()
    await page.getByRole('heading', { name: 'Nothing is in this collection yet' }).waitFor()
    await visitor.hasNoViolations(assert, 'an empty collection')
    assert.deepEqual(visitor.errors, [])
  })

  test('roll up what is nested, and are dragged into one another (S1-18, S1-22)', async ({ assert }) => {
    const visitor = await some(2)
    const { page, program } = visitor
    const [top, below] = [await make(visitor, 'Top'), await make(visitor, 'Below')]
    const { body } = await program.json('/assets')
    await program.json(`/collections/${below}/assets`, { method: 'POST', json: { ids: [body.data[0].id] } })
    await page.goto('/assets')
    await branch(visitor, 'Below').dragTo(branch(visitor, 'Top'))
    await page.getByText('“Below” was moved.').waitFor()
    await page.goto(`/assets?collection=${top}`)
    assert.lengthOf(await visitor.names(), 0)
    await page.getByRole('button', { name: 'Include nested' }).click()
    await until(async () => (await visitor.names()).length === 1, 'what is nested')
    await branch(visitor, 'Top').locator('a').first().focus()
    await page.keyboard.press('ArrowDown')
    assert.include(await page.evaluate<string>(`document.activeElement.textContent`), 'Below')
    await branch(visitor, 'Below').getByRole('link', { name: 'Rename, move, share or delete Below' }).click()
    await page.getByLabel('Name').waitFor()
    await visitor.hasNoViolations(assert, 'looking after a collection')
    assert.deepEqual(visitor.errors, [])
  })

  test('open and close by arrows beside them, stay open on the next page, and are renamed where they stand (S1-16, S1-21)', async ({
    assert,
  }) => {
    const visitor = await some(1)
    const { page, program } = visitor
    const make3 = async (name: string, parentId?: string) =>
      (await program.json('/collections', { method: 'POST', json: { name, kind: 'library', ...(parentId ? { parentId } : {}) } })).body
        .id as string
    const top = await make3('Top')
    const middle = await make3('Middle', top)
    await make3('Bottom', middle)
    await page.goto('/assets')
    const focused = () => page.evaluate<string>(`document.activeElement.textContent.trim().split(/\\s/)[0]`)
    await branch(visitor, 'Top').locator('a').first().focus()
    await page.keyboard.press('ArrowRight')
    await branch(visitor, 'Middle').waitFor()
    await page.keyboard.press('ArrowRight')
    assert.equal(await focused(), 'Middle')
    await branch(visitor, 'Middle').getByRole('button', { name: 'What is in Middle' }).click()
    await branch(visitor, 'Bottom').waitFor()
    await visitor.hasNoViolations(assert, 'the open tree')
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/tree.png` })
    await page.goto('/assets?type=image')
    await branch(visitor, 'Bottom').waitFor()
    await branch(visitor, 'Bottom').locator('a').first().focus()
    await page.keyboard.press('ArrowLeft')
    assert.equal(await focused(), 'Middle')
    await page.keyboard.press('ArrowLeft')
    await until(async () => (await branch(visitor, 'Bottom').count()) === 0, 'the closed branch')
    await page.keyboard.press('F2')
    await page.locator('#collections .rename-input:focus').waitFor()
    await page.keyboard.type('Centre')
    await page.keyboard.press('Enter')
    await page.getByText('Renamed to “Centre”.').waitFor()
    await branch(visitor, 'Centre').waitFor()
    assert.equal((await program.json(`/collections/${middle}`)).body.name, 'Centre')
    await branch(visitor, 'Centre').locator('a').first().press('F2')
    await page.locator('#collections .rename-input:focus').waitFor()
    await page.keyboard.type('Nothing')
    await page.keyboard.press('Escape')
    await branch(visitor, 'Centre').waitFor()
    await page.goto('/assets')
    await branch(visitor, 'Centre').waitFor()
    assert.equal(await branch(visitor, 'Bottom').count(), 0)
    assert.deepEqual(visitor.errors, [])
  })

  test('of one’s own are all that a reader is offered (S3-41, S3-45)', async ({ assert }) => {
    const owner = await some(1)
    await make(owner, 'Shared')
    const reader = await visit({ role: 'dam-read' })
    await reader.page.goto('/assets')
    await reader.card('Picture 001').click({ button: 'right' })
    await reader.page.getByRole('menuitem', { name: 'Add to collection' }).click()
    await reader.page.locator('#collection-wanted').fill('Shared')
    await reader.page.getByRole('option', { name: 'for yourself' }).waitFor()
    assert.deepEqual(await reader.page.locator('#collection-choices').getByRole('option').allInnerTexts(), ['Create “Shared” for yourself'])
    await reader.page.locator('#collection-choices').getByRole('option').first().click()
    await reader.page.getByText('“Picture 001” is in the collection.').waitFor()
    assert.equal(await branch(reader, 'Shared').count(), 2)
    assert.equal(await reader.page.locator('[data-bucket="unfiled"] .count').innerText(), '1')
    assert.deepEqual(reader.errors, [])
  })

  test('are closed and opened to people by forms alone, and are not there for others (S1-15, S3-41)', async ({ assert }) => {
    const owner = await visit({ role: 'system-admin' }, { javaScriptEnabled: false })
    const reader = await visit({ role: 'dam-read', name: 'Rhea Reader' }, { javaScriptEnabled: false })
    const { page } = owner
    const id = await make(owner, 'Vault')
    await page.goto(`/collections/${id}`)
    await page.getByLabel('Everybody else in the brand').selectOption('none')
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await reader.page.goto('/assets')
    assert.equal(await branch(reader, 'Vault').count(), 0)
    assert.equal((await reader.page.goto(`/collections/${id}`))!.status(), 404)
    await page.goto(`/collections/${id}`)
    await page.getByLabel('Person or group').fill('nobody at all')
    await page.getByRole('button', { name: 'Give access' }).click()
    assert.include(await page.getByRole('alert').innerText(), 'nobody at all')
    await page.getByLabel('Person or group').fill('rhea reader')
    await page.getByLabel('They may').selectOption('fill')
    await page.getByRole('button', { name: 'Give access' }).click()
    assert.equal(await page.getByLabel('What Rhea Reader may do').inputValue(), 'fill')
    const looking = await visit({ role: 'system-admin' })
    await looking.page.goto(`/collections/${id}`)
    await looking.hasNoViolations(assert, 'who has access')
    await reader.page.goto('/assets')
    assert.include(await branch(reader, 'Vault').innerText(), 'Closed')
    assert.equal(await branch(reader, 'Vault').locator('.dots').count(), 0)
    await page.getByRole('button', { name: 'Remove Rhea Reader' }).click()
    await page.getByText('Nobody is named yet.').waitFor()
    await reader.page.goto('/assets')
    assert.equal(await branch(reader, 'Vault').count(), 0)
  })

  test('of one’s own are shared, and stand among those shared with the other (S3-41, S3-45)', async ({ assert }) => {
    const owner = await some(1)
    const friend = await visit({ role: 'dam-read' })
    const id = (await owner.program.json('/collections', { method: 'POST', json: { name: 'Moodboard', kind: 'personal' } })).body.id
    const json = { who: friend.program.user.email, level: 'fill' }
    await owner.program.json(`/collections/${id}/members`, { method: 'POST', json })
    await friend.page.goto('/assets')
    await friend.page.getByRole('heading', { name: 'Shared with me' }).waitFor()
    await friend.card('Picture 001').dragTo(branch(friend, 'Moodboard'))
    await until(async () => (await branch(friend, 'Moodboard').locator('.count').innerText()) === '1', 'one')
    await branch(friend, 'Moodboard').locator('a').first().click()
    await friend.page.getByText('shared by').waitFor()
    await friend.hasNoViolations(assert, 'a collection shared with me')
    assert.deepEqual(friend.errors, [])
  })

  test('are put into an order by hand: with the keys, the menu and the mouse, and back again (S1-15)', async ({ assert }) => {
    const visitor = await some(4)
    const { page, program } = visitor
    const id = await make(visitor, 'Sequence')
    await program.json(`/collections/${id}/assets`, { method: 'POST', json: { query: {} } })
    await page.goto(`/assets?collection=${id}`)
    await page.locator('summary', { hasText: 'Latest' }).click()
    await page.getByRole('link', { name: 'By hand' }).click()
    await page.waitForURL(/sort=hand/)
    const order = async (wanted: string, what: string) => {
      await until(async () => (await visitor.names()).map((name) => name!.at(-1)).join('') === wanted, what)
      assert.equal((await visitor.names()).map((name) => name!.at(-1)).join(''), wanted)
    }
    const begin = (await visitor.names()).map((name) => name!.at(-1)).join('')
    const [a, b, c, d] = begin.split('') as [string, string, string, string]
    const card = (name: string) => visitor.card(`Picture 00${name}`)
    await card(a).locator('.open').focus()
    await page.keyboard.press('Alt+ArrowRight')
    await order(`${b}${a}${c}${d}`, 'a step later')
    const focused = () => page.evaluate<string>(`document.activeElement.closest('.card')?.dataset.name ?? ''`)
    await until(async () => (await focused()) === `Picture 00${a}`, 'the focus')
    await page.getByText('The asset was moved.').waitFor()
    await page.keyboard.press('Alt+End')
    await order(`${b}${c}${d}${a}`, 'the end')
    await page.getByRole('button', { name: 'Undo' }).click()
    await order(`${b}${a}${c}${d}`, 'undone')
    await card(d).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Move to the beginning' }).click()
    await order(`${d}${b}${a}${c}`, 'the beginning')
    await card(c).dragTo(card(d), { targetPosition: { x: 4, y: 20 } })
    await order(`${c}${d}${b}${a}`, 'dragged')
    await visitor.hasNoViolations(assert, 'a collection in its order by hand')
    await page.reload()
    await order(`${c}${d}${b}${a}`, 'kept')
    assert.deepEqual(visitor.errors, [])
    await page.goto(`/assets?collection=${id}`)
    await card(a).click({ button: 'right' })
    assert.isFalse(await page.getByRole('menuitem', { name: 'Move later' }).isVisible())
  })

  test('are put into an order by forms alone (S1-15)', async ({ assert }) => {
    const visitor = await some(3)
    const id = await make(visitor, 'Plain')
    await visitor.program.json(`/collections/${id}/assets`, { method: 'POST', json: { query: {} } })
    const plain = await visit({ role: 'system-admin' }, { javaScriptEnabled: false })
    const first = async () => (await visitor.program.json(`/assets?collection=${id}&sort=hand`)).body.data[0]
    const asset = await first()
    await plain.page.goto(`/assets/${asset.id}?collection=${id}&sort=hand`)
    await plain.page.getByRole('button', { name: 'Move later' }).click()
    assert.notEqual((await first()).id, asset.id)
    await plain.page.getByRole('button', { name: 'Move to the beginning' }).click()
    assert.equal((await first()).id, asset.id)
  })

  test('stand in the sheet of the rail on a phone', async ({ assert }) => {
    const visitor = await some(1, PHONE)
    const { page } = visitor
    await make(visitor, 'Pocket')
    await page.goto('/assets')
    await page.getByRole('button', { name: 'Open the rail' }).or(page.locator('.rail-opener')).first().click()
    await branch(visitor, 'Pocket').locator('a').first().click()
    await page.getByRole('heading', { name: 'Nothing is in this collection yet' }).waitFor()
    assert.isFalse(await page.locator('#rail').isVisible())
    assert.deepEqual(visitor.errors, [])
  })
})

const branch = ({ page }: Visit, name: string) => page.locator(`#collections [data-name="${name}"]`)

async function create({ page }: Visit, name: string) {
  await page.locator('#collections summary').click()
  await page.locator('#new-collection').fill(name)
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await page.waitForLoadState()
}

async function make({ program }: Visit, name: string): Promise<string> {
  return (await program.json('/collections', { method: 'POST', json: { name } })).body.id
}

async function some(count: number, options = {}): Promise<Visit> {
  const visitor = await visit({ role: 'system-admin' }, options)
  await visitor.haveMany(count)
  await visitor.settled()
  await visitor.page.goto('/assets')
  return visitor
}
