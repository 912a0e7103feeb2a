import { test } from '@japa/runner'
import { inChromium, PHONE, until, visit, type Visit } from '#tests/support/chromium'

let nth = 0

async function makeFolder(visitor: Visit, name: string, parentId: string | null = null): Promise<string> {
  const { body, status } = await visitor.program.json('/folders', { method: 'POST', json: { name, parentId } })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id
}

/** Two pictures, of which one is in a folder within another. */
async function placed(visitor: Visit) {
  const [top, below] = [`Press ${++nth}`, `Spring ${nth}`]
  const press = await makeFolder(visitor, top)
  const spring = await makeFolder(visitor, below, press)
  const inIt = await visitor.have('Placed.jpg')
  await visitor.have('Loose.jpg')
  await visitor.program.json(`/assets/${inIt}`, { method: 'PATCH', json: { folderId: spring } })
  await visitor.settled()
  return { top, below, press, spring, inIt }
}

test.group('Folders in the library', (group) => {
  inChromium(group)

  test('are chosen from the drop-down, nested, and filter the list (S0-28)', async ({ assert }) => {
    const visitor = await visit({ role: 'dam-write' })
    const { page } = visitor
    const { top, below } = await placed(visitor)
    await page.goto('/assets')
    assert.include(await page.locator('#folders > summary').innerText(), 'All folders')
    await page.locator('#folders > summary').click()
    await visitor.hasNoViolations(assert, 'the folders')
    const leftOf = async (name: string) => (await page.locator('#folders').getByRole('link', { name }).locator('span').boundingBox())!.x
    assert.isAbove(await leftOf(below), await leftOf(top))
    await page.locator('#folders').getByRole('link', { name: top }).click()
    await until(async () => (await visitor.names()).join() === 'Placed', 'the list')
    assert.include(await page.locator('#folders > summary').innerText(), top)
    await page.locator('#folders > summary').click()
    await page.locator('#folders').getByRole('link', { name: 'In no folder' }).click()
    await until(async () => !(await visitor.names()).includes('Placed') && (await visitor.names()).includes('Loose'), 'the list')
    await page.locator('#folders > summary').press('Enter')
    await page.locator('#folders .folder-list a').first().focus()
    for (let at = 0; at < 30 && !String(await page.evaluate('document.activeElement.textContent')).includes(below); at++)
      await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await until(async () => (await visitor.names()).join() === 'Placed', 'the list')
    await page.getByRole('link', { name: `Take off the filter Folder ${top} > ${below}` }).click()
    await until(async () => (await visitor.names()).length > 1, 'the list')
    assert.deepEqual(visitor.errors, [])
  })

  test('are made by a plus, a name and a check mark, and stand in the list (S0-29, S0-30)', async ({ assert }) => {
    const visitor = await visit({ role: 'dam-write' })
    const { page } = visitor
    const name = `Made ${++nth}`
    await page.goto('/assets')
    await page.locator('#folders > summary').click()
    await page.locator('#new-folder > summary').click()
    await page.locator('#new-folder [name="name"]:focus').waitFor()
    await page.keyboard.type(name)
    await visitor.hasNoViolations(assert, 'the name of a folder')
    await page.getByRole('button', { name: 'Save the folder' }).click()
    await until(async () => (await page.locator('#folders .folder-list').getByText(name).count()) === 1, 'the new folder')
    assert.isTrue(await page.locator('#folders .folder-list').getByText(name).isVisible())
    await page.locator('#new-folder > summary').click()
    await page.locator('#new-folder [name="name"]').fill(name)
    await page.keyboard.press('Enter')
    await until(() => page.locator('#new-folder .error').isVisible(), 'the refusal')
    assert.include(await page.locator('#new-folder .error').innerText(), 'already')
    assert.deepEqual(
      visitor.errors.filter((error) => !error.includes('409')),
      []
    )
  })

  test('are not made by those who may only look', async ({ assert }) => {
    const visitor = await visit({ role: 'dam-read' })
    await visitor.page.goto('/assets')
    await visitor.page.locator('#folders > summary').click()
    assert.equal(await visitor.page.locator('#new-folder').count(), 0)
    assert.equal((await visitor.page.goto('/folders'))!.status(), 200)
    assert.equal(await visitor.page.getByRole('button', { name: 'Make folder' }).count(), 0)
  })

  test('are made, renamed, moved, deleted and brought back by plain pages', async ({ assert }) => {
    const visitor = await visit({ role: 'dam-write' }, { javaScriptEnabled: false })
    const { page } = visitor
    const [first, second] = [`Plain ${++nth}`, `Target ${nth}`]
    await page.goto('/assets')
    await page.locator('#folders > summary').click()
    await page.locator('#new-folder > summary').click()
    await page.locator('#new-folder [name="name"]').fill(first)
    await page.getByRole('button', { name: 'Save the folder' }).click()
    assert.include(page.url(), '/assets?folder=')
    assert.include(await page.locator('#folders > summary').innerText(), first)
    await page.goto('/folders')
    await page.getByLabel('Name').fill(second)
    await page.getByRole('button', { name: 'Make folder' }).click()
    await page.getByLabel('Name').fill(second)
    await page.getByRole('button', { name: 'Make folder' }).click()
    assert.include(await page.getByRole('alert').innerText(), 'already')
    await page.getByRole('link', { name: `Edit ${first}` }).click()
    await page.getByLabel('Name').fill(`${first} anew`)
    await page.getByLabel('Stands in').selectOption({ label: second })
    await page.getByRole('button', { name: 'Save' }).click()
    assert.equal(await page.locator('h1').innerText(), second)
    await page.getByRole('link', { name: `Edit ${first} anew` }).click()
    await page.getByRole('button', { name: 'Delete folder' }).click()
    assert.equal(await page.locator('table').count(), 0)
    await page.getByRole('button', { name: 'Undo' }).click()
    assert.equal(await page.locator('table .node').innerText(), `${first} anew`)
  })

  test('have pages that everybody can use', async ({ assert }) => {
    const visitor = await visit({ role: 'dam-write' })
    const { press } = await placed(visitor)
    for (const path of ['/folders', `/folders?parent=${press}`, `/folders/${press}`]) {
      await visitor.page.goto(path)
      await visitor.hasNoViolations(assert, path)
    }
  })

  test('are chosen on the Info tab, with script and without (S0-31)', async ({ assert }) => {
    const visitor = await visit({ role: 'dam-write' })
    const { page } = visitor
    const { top, below, inIt, press } = await placed(visitor)
    await page.goto(`/assets/${inIt}?tab=info`)
    await page.locator('#info-folderId').selectOption({ label: top })
    await until(async () => (await visitor.program.json(`/assets/${inIt}`)).body.folder?.id === press, 'the folder')
    const plain = await visit({ role: 'dam-write' }, { javaScriptEnabled: false })
    await plain.page.goto(`/assets/${inIt}?tab=info`)
    await plain.page.locator('#info-folderId').selectOption({ label: `${top} > ${below}` })
    await plain.page.getByRole('button', { name: 'Save' }).click()
    assert.equal(
      await plain.page
        .locator('.facts')
        .getByRole('link', { name: `${top} > ${below}` })
        .count(),
      1
    )
  })

  test('are given to many at once, and taken back', async ({ assert }) => {
    const visitor = await visit({ role: 'dam-write' })
    const { page } = visitor
    const { top, press, inIt } = await placed(visitor)
    await page.goto('/assets')
    await page
      .locator('#grid > .card .open')
      .first()
      .click({ modifiers: ['Control'] })
    await page.keyboard.press('Control+a')
    await page.locator('[data-act="bulk-edit"], [data-act="edit-selected"]').first().click()
    await page.locator('#bulk-folderId').selectOption({ label: top })
    await page.getByRole('button', { name: 'Change 1 field' }).click()
    await until(async () => (await visitor.program.json(`/assets/${inIt}`)).body.folder?.id === press, 'the folder')
    assert.deepEqual(visitor.errors, [])
  })

  test('fit a phone', async ({ assert }) => {
    const visitor = await visit({ role: 'dam-write' }, PHONE)
    const { page } = visitor
    await placed(visitor)
    await page.goto('/assets')
    await page.locator('#folders > summary').click()
    await visitor.hasNoViolations(assert, 'the folders on a phone')
    assert.isTrue(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'))
  })
})
