import { test } from '@japa/runner'
import { inChromium, PHONE, until, visit, type Visit } from '#tests/support/chromium'

const SHOP = ['Men,M', 'Men > Shoes,MS', 'Men > Shoes > Boots,MSB', 'Men > Jackets,MJ', 'Women,W', 'Women > Shoes,WS', 'Sale,']

/** A catalogue "Shop" and two pictures, of which one stands in it; a campaign too. */
async function shop(visitor: Visit, rows = SHOP) {
  const { program } = visitor
  const { body: catalog } = await program.json('/catalogs', { method: 'POST', json: { name: 'Shop', description: 'As on the web' } })
  await program.json(`/catalogs/${catalog.id}/imports`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: ['path,code', ...rows].join('\n'),
  })
  const idOf = async (text: string) => (await program.json(`/categories?catalog=${catalog.id}&text=${text}`)).body.data[0].id as string
  await program.json('/campaigns', { method: 'POST', json: { name: 'Winter', startsOn: '2026-12-01', endsOn: '2027-02-28' } })
  const boots = await visitor.have('Boots.jpg', undefined, { categories: await idOf('boots'), campaigns: 'Winter' })
  const plain = await visitor.have('Plain.jpg')
  await visitor.settled()
  return { catalog: catalog.id as string, idOf, boots, plain }
}

const pathsOf = async (visitor: Visit, id: string) =>
  ((await visitor.program.json(`/assets/${id}`)).body.categories as { path: string }[]).map(({ path }) => path)

test.group('Catalogues, categories and campaigns in the browser', (group) => {
  inChromium(group)

  for (const [device, options] of [
    ['a desktop', { viewport: { width: 1440, height: 900 } }],
    ['a phone', PHONE],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const)
      test(`every page is accessible on ${device} in ${colorScheme}`, async ({ assert }) => {
        const visitor = await visit({ role: 'system-admin', name: 'Mara Kessler' }, { ...options, colorScheme })
        const { catalog, idOf, boots } = await shop(visitor)
        const campaign = (await visitor.program.json('/campaigns')).body.data[0].id
        const pages = {
          catalogs: '/catalogs',
          catalog: `/catalogs/${catalog}`,
          level: `/catalogs/${catalog}?parent=${await idOf('men')}`,
          found: `/catalogs/${catalog}?text=shoes`,
          category: `/categories/${await idOf('boots')}`,
          campaigns: '/campaigns',
          campaign: `/campaigns/${campaign}`,
          place: `/assets/${boots}/categories`,
          placeFound: `/assets/${boots}/categories?text=shoes`,
          tab: `/assets/${boots}?tab=categories`,
          info: `/assets/${boots}?tab=info`,
        }
        for (const [name, path] of Object.entries(pages)) {
          await visitor.page.goto(path)
          await visitor.hasNoViolations(assert, path)
          const overflow = await visitor.page.evaluate<number>(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth'
          )
          assert.isAtMost(overflow, 0, `${name} is wider than its window`)
          if (process.env.SHOTS) {
            const file = `${process.env.SHOTS}/${name}-${device.slice(2)}-${colorScheme}.png`
            await visitor.page.screenshot({ path: file, fullPage: !path.startsWith('/assets') })
          }
        }
        assert.deepEqual(visitor.errors, [])
      })

  test('a catalogue is made, shaped and deleted by links and forms alone (S4-30)', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' }, { javaScriptEnabled: false })
    const { page } = visitor
    await page.goto('/assets')
    await page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name: 'Catalogues' }).click()
    await page.getByLabel('Name').fill('Shop')
    await page.getByRole('button', { name: 'Make catalogue' }).click()
    const add = async (name: string, code = '') => {
      await page.getByLabel('Name', { exact: true }).first().fill(name)
      await page.getByLabel('Code').fill(code)
      await page.getByRole('button', { name: 'Add category' }).click()
    }
    const names = () => page.locator('table .node').allInnerTexts()
    for (const name of ['Women', 'Men', 'Sale']) await add(name)
    await add('men')
    assert.include(await page.getByRole('alert').innerText(), 'There is a category called "men" at this place already')
    await page.getByRole('button', { name: 'Move Men up' }).click()
    await page.getByRole('button', { name: 'Move Women down' }).click()
    assert.deepEqual(await names(), ['Men', 'Sale', 'Women'])
    await page.getByRole('link', { name: 'Men', exact: true }).click()
    await add('Shoes', 'MS')
    await page.getByRole('link', { name: 'Edit Shoes' }).click()
    await page.getByLabel('Stands in').fill('Nowhere > at all')
    await page.getByRole('button', { name: 'Save' }).click()
    assert.include(await page.getByRole('alert').innerText(), 'There is no category "Nowhere > at all"')
    await page.getByLabel('Stands in').fill('women')
    await page.getByLabel('Name').fill('Footwear')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Women', exact: true }).waitFor()
    assert.deepEqual(await names(), ['Footwear'])
    await page.getByRole('link', { name: 'Edit Women' }).click()
    await page.getByRole('button', { name: 'Delete category' }).click()
    assert.deepEqual(await names(), ['Men', 'Sale'])
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Bring in a file').click()
    await page.getByLabel('Its content').fill('name,code,parent\nBoots,B,nowhere')
    await page.getByRole('button', { name: 'Bring in' }).click()
    assert.include(await page.getByRole('alert').innerText(), 'Row 2')
    await page.getByText('Bring in a file').click()
    await page.getByLabel('Its content').fill('path,code\nMen > Boots,B')
    await page.getByRole('button', { name: 'Bring in' }).click()
    assert.include(await page.locator('.notice.ok').innerText(), '1 category was added')
    await page.getByRole('button', { name: 'Delete catalogue' }).click()
    assert.equal(await page.locator('main table').count(), 0)
    await page.getByRole('button', { name: 'Undo' }).click()
    assert.sameMembers(await names(), ['Men', 'Sale', 'Women'])
  })

  test('an asset is put into categories by a form alone, whatever is looked for meanwhile (S4-28, S4-29)', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' }, { javaScriptEnabled: false })
    const { page } = visitor
    const { boots } = await shop(visitor)
    await page.goto(`/assets/${boots}`)
    await page.locator('#panel').getByRole('link', { name: 'Categories' }).click()
    assert.deepEqual(await page.locator('#panel .shelf li > a').allInnerTexts(), ['Men > Shoes > Boots'])
    await page.getByRole('link', { name: 'Edit categories' }).click()
    await page.getByRole('heading', { name: 'Add asset to categories' }).waitFor()
    await page.getByLabel('Sale').check()
    await page.getByLabel('Find a category').fill('shoes')
    await page.getByRole('button', { name: 'Find', exact: true }).click()
    assert.equal(await page.getByRole('group', { name: 'Chosen' }).getByRole('checkbox', { checked: true }).count(), 2)
    await page.getByLabel('Shop › Women > Shoes').check()
    await page.getByLabel('Shop › Men > Shoes > Boots').uncheck()
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.waitForURL(/tab=categories/)
    assert.deepEqual(await pathsOf(visitor, boots), ['Sale', 'Women > Shoes'])
    await page.getByRole('button', { name: 'Take out of Sale' }).click()
    await page.waitForURL(/tab=categories/)
    assert.deepEqual(await pathsOf(visitor, boots), ['Women > Shoes'])
    assert.notInclude(page.url(), '_csrf')
  })

  test('a large catalogue opens level by level, and is searched as one types', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' })
    const { page } = visitor
    const many = Array.from({ length: 400 }, (_, n) => `Parts > Group ${n % 20} > Part ${n},P${n}`)
    const { plain } = await shop(visitor, [...SHOP, ...many])
    await page.goto(`/assets/${plain}/categories`)
    assert.equal(await page.getByRole('checkbox').count(), 4)
    await page.getByLabel('Sale').check()
    await page.getByRole('button', { name: 'Show what stands in Parts' }).focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('Group 7', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Show what stands in Group 7' }).click()
    await page.getByLabel('Part 27').check()
    await page.getByLabel('Find a category').fill('part 399')
    await page.getByLabel('Shop › Parts > Group 19 > Part 399').check()
    await visitor.hasNoViolations(assert, 'the choice')
    await page.getByLabel('Find a category').fill('')
    await page.getByLabel('Women W', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.waitForURL(/tab=categories/)
    assert.deepEqual(await pathsOf(visitor, plain), ['Parts > Group 19 > Part 399', 'Parts > Group 7 > Part 27', 'Sale'])
    await page.getByRole('button', { name: 'Take out of Sale' }).click()
    await page.getByText('Taken out of “Sale”.').waitFor()
    await until(async () => (await pathsOf(visitor, plain)).length === 2, 'the categories')
    await page.getByRole('button', { name: 'Undo' }).click()
    await until(async () => (await pathsOf(visitor, plain)).length === 3, 'the categories')
    assert.deepEqual(visitor.errors, [])
  })

  test('categories and campaigns narrow the library, with what stands in them, and leave by their chips (S1-36)', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' })
    const { page } = visitor
    const { idOf } = await shop(visitor)
    await page.goto('/assets')
    await page.locator('#filters > summary').click()
    const category = page.locator('#filter-form').getByRole('group', { name: 'Category' })
    await category.getByLabel('Men', { exact: false }).first().check()
    await until(async () => (await visitor.names()).join() === 'Boots', 'the list')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Take off the filter Category Men' }).click()
    await until(async () => (await visitor.names()).length === 2, 'the list')
    await page.locator('#filters > summary').click()
    await page.locator('#filter-form').getByRole('group', { name: 'Campaign' }).getByLabel('Winter').check()
    await until(async () => (await visitor.names()).join() === 'Boots', 'the list')
    await visitor.hasNoViolations(assert, 'the filters')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Take off the filter Campaign Winter' }).click()
    await until(async () => (await visitor.names()).length === 2, 'the list')
    await page.locator('#filters > summary').click()
    await page.locator('#filter-uncategorised').check()
    await until(async () => (await visitor.names()).join() === 'Plain', 'the list')
    await page.goto(`/assets?category=${await idOf('jackets')}`)
    await page.locator('#filters > summary').click()
    await page.locator('#filter-form').getByRole('group', { name: 'Category' }).getByLabel('Men > Jackets').waitFor()
    assert.isTrue(await page.locator('#filter-form').getByLabel('Men > Jackets').isChecked())
    assert.deepEqual(visitor.errors, [])
  })

  test('many assets are put into a category that is found by its name, and taken out again', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' })
    const { page } = visitor
    const { boots, plain } = await shop(visitor)
    await page.goto('/assets')
    await page.keyboard.press('Control+a')
    await page.locator('#selection-bar').getByRole('button', { name: 'Edit' }).click()
    const box = page.locator('#bulk-edit [data-field="categories"]')
    await box.locator('[data-mode]').selectOption('add')
    await box.getByRole('combobox', { name: 'Categories', exact: true }).fill('jack')
    await page.getByRole('option', { name: /Shop › Men > Jackets/ }).waitFor()
    await page.keyboard.press('Enter')
    await box.getByRole('button', { name: 'Remove Shop › Men > Jackets' }).waitFor()
    await visitor.hasNoViolations(assert, 'the form')
    await page.getByRole('button', { name: 'Change 1 field' }).click()
    await page.getByText('2 assets were changed.').waitFor()
    assert.deepEqual(await pathsOf(visitor, boots), ['Men > Jackets', 'Men > Shoes > Boots'])
    assert.deepEqual(await pathsOf(visitor, plain), ['Men > Jackets'])
    await page.getByRole('button', { name: 'Undo' }).click()
    await until(async () => (await pathsOf(visitor, plain)).length === 0, 'the categories')
    assert.deepEqual(await pathsOf(visitor, boots), ['Men > Shoes > Boots'])
    assert.deepEqual(visitor.errors, [])
  })

  test('campaigns are given on the Info tab and to many at once, by those who know of them (S1-69, S1-70, S1-85)', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' })
    const { page } = visitor
    const { plain } = await shop(visitor)
    await visitor.program.json('/campaigns', { method: 'POST', json: { name: 'Spring' } })
    await page.goto(`/assets/${plain}?tab=info`)
    await page.locator('#panel').getByLabel('Campaigns').fill('win')
    await page.getByRole('option', { name: /Winter/ }).waitFor()
    await page.keyboard.press('Enter')
    const given = async () => (await visitor.program.json(`/assets/${plain}`)).body.campaigns.map(({ name }: { name: string }) => name)
    await until(async () => (await given()).join() === 'Winter', 'the campaign')
    await page.goto('/assets')
    await page.keyboard.press('Control+a')
    await page.locator('#selection-bar').getByRole('button', { name: 'Edit' }).click()
    const box = page.locator('#bulk-edit [data-field="campaigns"]')
    await box.locator('[data-mode]').selectOption('add')
    await box.getByRole('combobox', { name: 'Campaigns', exact: true }).fill('spr')
    await page.getByRole('option', { name: /Spring/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Change 1 field' }).click()
    await page.getByText('2 assets were changed.').waitFor()
    assert.deepEqual(await given(), ['Spring', 'Winter'])
    assert.deepEqual(visitor.errors, [])

    const writer = await visit({ role: 'dam-write' })
    await writer.page.goto(`/assets/${plain}?tab=info`)
    await writer.page.locator('#panel').getByLabel('Tags').waitFor()
    assert.notInclude(await writer.page.content(), 'Winter')
    assert.equal(await writer.page.locator('#panel [data-field="campaigns"]').count(), 0)
    await writer.page.goto('/catalogs')
    assert.equal(await writer.page.getByRole('link', { name: 'Campaigns' }).count(), 0)
    assert.equal(await writer.page.getByRole('button', { name: 'Make catalogue' }).count(), 0)
  })

  test('a campaign is made, archived, deleted and brought back by forms alone', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' }, { javaScriptEnabled: false })
    const { page } = visitor
    await page.goto('/campaigns')
    const make = async (name: string, startsOn: string, endsOn: string) => {
      await page.getByLabel('Name').fill(name)
      await page.getByLabel('Starts on').fill(startsOn)
      await page.getByLabel('Ends on').fill(endsOn)
      await page.getByRole('button', { name: 'Make campaign' }).click()
    }
    await make('Winter', '2026-12-24', '2026-12-01')
    assert.include(await page.getByRole('alert').innerText(), 'ends on the day on which it starts or later')
    await make('Winter', '2026-12-01', '2026-12-24')
    await page.getByRole('link', { name: 'Winter', exact: true }).click()
    await page.getByLabel('Archived').check()
    await page.getByRole('button', { name: 'Save' }).click()
    assert.equal(await page.locator('main table').count(), 0)
    await page.getByLabel('Archived').check()
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('link', { name: 'Winter', exact: true }).click()
    await page.getByRole('button', { name: 'Delete campaign' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.goto('/campaigns?archived=1')
    await page.getByRole('link', { name: 'Winter', exact: true }).waitFor()
  })
})
