import { test } from '@japa/runner'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '#tests/fixtures/media'
import { inChromium, PHONE, until, visit, type Visit } from '#tests/support/chromium'
import { makeField } from '#tests/support/fields'
import { picture } from '#tests/support/pictures'

const SEASONS = ['Spring', 'Summer', 'Autumn'].map((label) => ({ label }))

test.group('Custom fields in the browser', (group) => {
  inChromium(group)

  test('are made, ordered, changed, deleted and brought back by plain forms, with what is wrong beside its input (S0-32)', async ({
    assert,
  }) => {
    const visitor = await visit({ role: 'system-admin' }, { javaScriptEnabled: false })
    const { page, program } = visitor
    await page.goto('/brands')
    await page.getByRole('link', { name: 'Fields', exact: true }).click()
    await page.getByText('There is none yet.').waitFor()
    await page.getByRole('link', { name: 'New field' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Season')
    await page.getByLabel('Kind').selectOption('Choice')
    await page.getByRole('button', { name: 'Make the field' }).click()
    await page.getByText('Name at least one choice.').waitFor()
    assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Season')
    await page.getByLabel('Choices', { exact: true }).fill('spring = Spring\nLate summer')
    await page.getByLabel('Required: asked for').check()
    await page.getByRole('button', { name: 'Make the field' }).click()
    await page.getByText('The field is there.').waitFor()
    assert.equal(await page.getByLabel('Choices', { exact: true }).inputValue(), 'spring = Spring\nlate-summer = Late summer')
    await makeField(program, { label: 'Weight', kind: 'number' })
    await page.goto('/fields')
    const names = () => page.locator('tbody tr td:first-child a').allInnerTexts()
    assert.deepEqual(await names(), ['Season', 'Weight'])
    await page.getByRole('button', { name: 'Move Weight up' }).click()
    assert.deepEqual(await names(), ['Weight', 'Season'])
    await page.getByRole('link', { name: 'Weight' }).click()
    await page.getByLabel('Smallest value').fill('9')
    await page.getByLabel('Greatest value').fill('1')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The greatest value is smaller than the smallest.').waitFor()
    await page.getByRole('button', { name: 'Delete this field' }).click()
    await page.getByText('It can be brought back for 30 days.').waitFor()
    assert.deepEqual(await names(), ['Season'])
    await page.getByRole('button', { name: 'Restore Weight' }).click()
    assert.deepEqual(await names(), ['Weight', 'Season'])
  })

  test('show how they will look while they are made, with what their kind needs only (S0-32)', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' })
    const { page } = visitor
    await page.goto('/fields/new')
    const preview = page.locator('#field-preview')
    await page.getByLabel('Name', { exact: true }).fill('Season')
    await preview.getByLabel('Season').waitFor()
    assert.isFalse(await page.getByLabel('Choices', { exact: true }).isVisible())
    await page.getByLabel('Kind').selectOption('Several choices')
    await page.getByLabel('Choices', { exact: true }).fill('Spring\nSummer')
    await preview.getByLabel('Summer').waitFor()
    assert.isFalse(await page.getByLabel('Smallest value').isVisible())
    await page.getByText('Where and for whom').click()
    await visitor.hasNoViolations(assert, 'the form of a field')
    await page.getByRole('button', { name: 'Make the field' }).click()
    await page.getByText('The field is there.').waitFor()
    await page.goto('/fields')
    await visitor.hasNoViolations(assert, 'the list of fields')
    assert.deepEqual(visitor.errors, [])
  })

  test('are filled in the Info tab as one goes, each in its kind, and taken back (S0-32, S0-34)', async ({ assert }) => {
    const { visitor, id } = await withEveryKind()
    const { page, program } = visitor
    const fields = async () => (await program.json(`/assets/${id}`)).body.fields
    const has = (key: string, value: unknown) =>
      until(async () => JSON.stringify((await fields())[key]) === JSON.stringify(value), `${key} ${JSON.stringify(value)}`)
    await page.goto(`/assets/${id}?tab=info`)
    const panel = page.locator('#panel')
    await panel.getByText('1 required field is empty').waitFor()
    await page.locator('.card .badge', { hasText: 'Incomplete' }).waitFor()
    assert.isFalse(await panel.getByLabel('Reason').isVisible())
    await panel.getByLabel('Season', { exact: true }).selectOption('Autumn')
    await has('season', 'autumn')
    await until(() => panel.getByText('required field is empty').isHidden(), 'a complete asset')
    await until(async () => (await page.locator('.card .badge', { hasText: 'Incomplete' }).count()) === 0, 'a card without the mark')
    await panel.getByText('Shipping').click()
    await panel.getByLabel('Reason').fill('Leaves')
    await panel.getByLabel('Weight').fill('12.5')
    await has('reason', 'Leaves')
    await panel.getByLabel('Shot on').fill('2026-05-31')
    await has('weight', 12.5)
    await panel.getByLabel('Cleared').selectOption('No')
    await has('shotOn', '2026-05-31')
    await panel.getByLabel('Summer').check()
    await panel.getByLabel('Spring').check()
    await has('seasons', ['spring', 'summer'])
    await has('cleared', false)
    await panel.getByLabel('Tint', { exact: true }).fill('#AB12CD')
    await panel.getByLabel('Tint', { exact: true }).press('Tab')
    await has('tint', '#ab12cd')
    await panel.getByLabel('Contact').selectOption(visitor.user.id)
    await has('contact', visitor.user.id)
    await panel.getByRole('button', { name: 'Undo' }).click()
    await has('contact', undefined)
    await panel.getByLabel('Weight').fill('500')
    await panel.getByLabel('Weight').press('Tab')
    await panel.getByText('Weight is a number from 0 to 100.').waitFor()
    await panel.getByLabel('Weight').fill('12.5')
    await panel.getByLabel('Weight').press('Tab')
    await panel.getByText('Weight is a number').waitFor({ state: 'hidden' })
    await panel.getByLabel('Season', { exact: true }).selectOption('')
    await panel.getByText('Season is required and cannot be emptied.').waitFor()
    await visitor.hasNoViolations(assert, 'the Info tab with custom fields')
    await page.goto(`/assets/${id}`)
    const said = (await panel.innerText()).replace(/\s+/g, ' ')
    for (const fact of ['Season Autumn', 'Reason Leaves', 'Weight 12.5', 'Shot on 31 May 2026', 'Cleared No', 'Seasons Spring, Summer'])
      assert.include(said, fact)
    assert.deepEqual(visitor.errors, [])
  })

  test('are filled where no script runs, too (S0-32)', async ({ assert }) => {
    const { visitor, id } = await withEveryKind({ javaScriptEnabled: false })
    const { page, program } = visitor
    await page.goto(`/assets/${id}?tab=info`)
    const panel = page.locator('#panel')
    await panel.getByText('Shipping').click()
    await panel.getByLabel('Weight').fill('500')
    await panel.getByLabel('Season', { exact: true }).selectOption('Summer')
    await panel.getByLabel('Spring').check()
    await page.getByRole('button', { name: 'Save' }).click()
    await panel.getByText('Weight is a number from 0 to 100.').waitFor()
    assert.isTrue(await panel.getByLabel('Spring').isChecked())
    await panel.getByLabel('Weight').fill('5')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Season').first().waitFor()
    assert.deepEqual((await program.json(`/assets/${id}`)).body.fields, { season: 'summer', weight: 5, seasons: ['spring'] })
  })

  test('that are required are asked for before anything is sent (S0-33, S0-34)', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' })
    const { page, program } = visitor
    await makeField(program, { label: 'Season', kind: 'choice', choices: SEASONS, isRequired: true })
    await makeField(program, { label: 'Note', kind: 'text' })
    await page.goto('/assets')
    const path = join(temporaryFolder().path, 'Orchard.jpg')
    writeFileSync(path, await picture())
    const sheet = page.getByRole('dialog', { name: 'About these files' })
    await page.locator('#file-input').setInputFiles(path)
    await sheet.getByRole('button', { name: 'Upload' }).click()
    assert.isTrue(await sheet.isVisible())
    await visitor.hasNoViolations(assert, 'the sheet before an upload')
    await sheet.getByRole('button', { name: 'Cancel' }).click()
    await sheet.waitFor({ state: 'hidden' })
    assert.equal((await program.json('/assets')).body.meta.total, 0)
    await page.locator('#file-input').setInputFiles(path)
    await sheet.getByLabel('Season').selectOption('Spring')
    await sheet.getByText('More fields').click()
    await sheet.getByLabel('Note').fill('By the gate')
    await sheet.getByRole('button', { name: 'Upload' }).click()
    await visitor.card('Orchard').waitFor()
    const { body } = await program.json('/assets')
    assert.deepEqual(body.data[0].fields, { season: 'spring', note: 'By the gate' })
    assert.deepEqual(visitor.errors, [])
  })

  test('are asked for by the plain upload form, which keeps what was typed (S0-33)', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' }, { javaScriptEnabled: false })
    const { page, program } = visitor
    await makeField(program, { label: 'Weight', kind: 'number', max: 10, isRequired: true })
    await makeField(program, { label: 'Seasons', kind: 'choices', choices: SEASONS, isRequired: true })
    await page.goto('/uploads')
    const path = join(temporaryFolder().path, 'Plain.jpg')
    writeFileSync(path, await picture())
    const send = async () => {
      await page.locator('input[type="file"]').setInputFiles(path)
      await page.getByRole('button', { name: 'Upload' }).click()
    }
    await page.getByLabel('Weight').fill('7')
    await send()
    await page.getByText('Seasons is required.').waitFor()
    assert.equal(await page.getByLabel('Weight').inputValue(), '7')
    await page.getByLabel('Spring').check()
    await page.getByLabel('Autumn').check()
    await visitor.page.getByLabel('Weight').fill('8')
    await send()
    await page.getByText('1 file is in the library').or(page.getByRole('status')).first().waitFor()
    assert.deepEqual((await program.json('/assets')).body.data[0].fields, { weight: 8, seasons: ['spring', 'autumn'] })
  })

  test('narrow the library, with numbers beside values and chips to take them off (S1-33)', async ({ assert }) => {
    const { visitor } = await withEveryKind()
    const { page } = visitor
    await visitor.have('Plum.jpg', undefined, { fields: JSON.stringify({ season: 'spring', weight: 5, reason: 'Blossom time' }) })
    await visitor.have('Pear.jpg', undefined, { fields: JSON.stringify({ season: 'summer', weight: 50 }) })
    await page.goto('/assets')
    await page.locator('#filters > summary').click()
    const form = page.locator('#filter-form')
    await form.getByRole('group', { name: 'Season', exact: true }).getByText('1', { exact: true }).first().waitFor()
    await visitor.hasNoViolations(assert, 'filters of custom fields')
    await form.getByRole('group', { name: 'Season', exact: true }).getByLabel('Spring').check()
    await until(async () => (await visitor.names()).join() === 'Plum', 'the one of spring')
    await form.getByRole('group', { name: 'Weight' }).getByLabel('From').fill('6')
    await until(async () => (await visitor.names()).length === 0, 'none so heavy')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: /Season.*Spring/ }).click()
    await until(async () => (await visitor.names()).join() === 'Pear', 'the heavy one')
    await page.goto('/assets?field.reason.contains=blossom')
    assert.deepEqual(await visitor.names(), ['Plum'])
    await page.getByRole('link', { name: /Reason contains/ }).waitFor()
    await page.goto('/assets?incomplete=yes')
    assert.deepEqual(await visitor.names(), ['Meadow'])
    await page.goto('/assets?field.longGone=1')
    assert.deepEqual(await visitor.names(), [])
    assert.deepEqual(visitor.errors, [])
  })

  test('of many are changed together (S1-83, S3-13)', async ({ assert }) => {
    const { visitor, id } = await withEveryKind()
    const { page, program } = visitor
    const other = await visitor.have('Plum.jpg', undefined, { fields: JSON.stringify({ season: 'spring', seasons: ['spring'] }) })
    await page.goto('/assets')
    for (const name of ['Meadow', 'Plum']) {
      await visitor.card(name).hover()
      await visitor.card(name).locator('.tick').click()
    }
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Edit 2 assets' })
    await dialog.getByText('Shipping').click()
    await dialog.getByLabel('Weight', { exact: true }).fill('3')
    await dialog.getByLabel('What to do with Seasons').selectOption('Add')
    await dialog.locator('[data-field="fields.seasons"]').getByLabel('Autumn').check()
    await visitor.hasNoViolations(assert, 'custom fields of many')
    await dialog.getByRole('button', { name: 'Change 2 fields' }).click()
    await page.getByText('2 assets were changed.').waitFor()
    assert.deepEqual((await program.json(`/assets/${id}`)).body.fields, { weight: 3, seasons: ['autumn'] })
    assert.deepEqual((await program.json(`/assets/${other}`)).body.fields, { season: 'spring', weight: 3, seasons: ['spring', 'autumn'] })
    assert.deepEqual(visitor.errors, [])
  })

  test('fit on a phone', async ({ assert }) => {
    const { visitor, id } = await withEveryKind(PHONE)
    const { page } = visitor
    for (const path of ['/fields', '/fields/new', '/uploads']) {
      await page.goto(path)
      assert.isAtMost(Number(await page.evaluate('document.documentElement.scrollWidth')), 390, path)
      await visitor.hasNoViolations(assert, `${path} on a phone`)
    }
    await page.goto(`/assets/${id}?tab=info`)
    await page.locator('#panel').getByLabel('Season', { exact: true }).selectOption('Summer')
    await until(async () => (await visitor.program.json(`/assets/${id}`)).body.missingFields === 0, 'what was chosen')
    await visitor.hasNoViolations(assert, 'the Info tab on a phone')
    assert.deepEqual(visitor.errors, [])
  })
})

/** A library with a field of each kind, and an asset from before they were made. */
async function withEveryKind(options: Parameters<typeof visit>[1] = {}): Promise<{ visitor: Visit; id: string }> {
  const visitor = await visit({ role: 'system-admin' }, options)
  const id = await visitor.have('Meadow.jpg')
  for (const field of [
    { label: 'Season', kind: 'choice', choices: SEASONS, isRequired: true, help: 'When it may be shown' },
    { label: 'Reason', kind: 'text', condition: { field: 'season', values: ['autumn'] } },
    { label: 'Weight', kind: 'number', min: 0, max: 100, group: 'Shipping' },
    { label: 'Shot on', kind: 'date', group: 'Shipping' },
    { label: 'Cleared', kind: 'boolean' },
    { label: 'Seasons', kind: 'choices', choices: SEASONS },
    { label: 'Tint', kind: 'colour' },
    { label: 'Contact', kind: 'user' },
    { label: 'Web', kind: 'url' },
    { label: 'Story', kind: 'longText' },
  ]) {
    await makeField(visitor.program, { isFilterable: true, ...field })
  }
  await until(async () => (await visitor.program.json(`/assets/${id}`)).body.missingFields === 1, 'the count of what is missing')
  await visitor.settled()
  return { visitor, id }
}
