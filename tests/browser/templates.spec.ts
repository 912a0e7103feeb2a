import { test } from '@japa/runner'
import { defaultBrand } from '#identity'
import { inChromium, PHONE, visit, type Visit } from '#tests/support/chromium'
import { Program } from '#tests/support/api'
import { makeField } from '#tests/support/fields'
import { picture } from '#tests/support/pictures'

const REQUIRED = { label: 'Season', key: 'season', kind: 'choice', choices: [{ label: 'Spring' }, { label: 'Autumn' }], isRequired: true }

test.group('Metadata templates', (group) => {
  inChromium(group)

  test('are made and filled on pages of their own, and deleted there (S3-09)', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' })
    const { page, program } = visitor
    const brandId = (await defaultBrand())!.id
    await makeField(program, { ...REQUIRED, brandId })
    await page.goto('/metadata-templates')
    await visitor.hasNoViolations(assert, 'the templates')
    await page.getByLabel('Name').fill('Press')
    await page.getByLabel('Brand').last().selectOption(brandId)
    await page.getByRole('button', { name: 'Make template' }).click()
    await page.getByRole('heading', { name: 'Press' }).waitFor()
    await page.getByLabel('Title', { exact: true }).fill('Orchard in bloom')
    await page.getByLabel('Tags').fill('bloom, press')
    await page.getByLabel('Season').selectOption('spring')
    await visitor.hasNoViolations(assert, 'a template')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('link', { name: 'Press' }).waitFor()
    const { body } = await program.json('/metadata-templates')
    assert.deepEqual(body.data[0].values, { title: 'Orchard in bloom', tags: ['bloom', 'press'], fields: { season: 'spring' } })
    await page.getByRole('link', { name: 'Press' }).click()
    assert.equal(await page.getByLabel('Tags').inputValue(), 'bloom, press')
    assert.equal(await page.getByLabel('Season').inputValue(), 'spring')
    await page.getByRole('button', { name: 'Delete template' }).click()
    await page.getByText('There is no template yet').waitFor()
    assert.deepEqual(visitor.errors, [])
  })

  test('what is wrong is said, and what was typed stays', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' })
    const { page, program } = visitor
    const { body } = await program.json('/metadata-templates', { method: 'POST', json: { name: 'Press' } })
    await page.goto(`/metadata-templates/${body.id}`)
    await page.getByText('Source and keywords').click()
    await page.getByLabel('Source address').fill('nowhere')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('alert').waitFor()
    assert.equal(await page.getByLabel('Source address').inputValue(), 'nowhere')
    await page.goto('/metadata-templates')
    await page.getByLabel('Name').fill('press')
    await page.getByRole('button', { name: 'Make template' }).click()
    await page.getByText('Already used.').waitFor()
    assert.equal(await page.getByLabel('Name').inputValue(), 'press')
  })

  test('are chosen before files are sent, give what is required, and are remembered (S2-33)', async ({ assert }) => {
    const { visitor, id } = await withTemplate()
    const { page } = visitor
    await page.goto('/assets')
    await send(visitor, 'First.jpg')
    const dialog = page.locator('#upload-fields')
    await dialog.getByLabel('Template').waitFor()
    // Without a template the brand insists.
    await dialog.getByRole('button', { name: 'Upload' }).click()
    assert.isTrue(await dialog.isVisible())
    await dialog.getByLabel('Template').selectOption({ label: 'Press' })
    await visitor.hasNoViolations(assert, 'the choice of a template')
    await dialog.getByRole('button', { name: 'Upload' }).click()
    await visitor.card('First').waitFor()
    await send(visitor, 'Second.jpg')
    await dialog.getByLabel('Template').waitFor()
    assert.equal(await dialog.getByLabel('Template').inputValue(), id)
    await dialog.getByRole('button', { name: 'Upload' }).click()
    await visitor.card('Second').waitFor()
    const { body } = await visitor.program.json('/assets?sort=name')
    for (const asset of body.data) assert.containsSubset(asset, { title: 'Orchard', fields: { season: 'spring' } })
    assert.deepEqual(visitor.errors, [])
  })

  test('what a template could not say is told after the upload', async () => {
    const { visitor } = await withTemplate({ tags: ['nowhere'] })
    const { page } = visitor
    await page.goto('/assets')
    await send(visitor, 'First.jpg')
    await page.locator('#upload-fields').getByLabel('Template').selectOption({ label: 'Press' })
    await page.locator('#upload-fields').getByRole('button', { name: 'Upload' }).click()
    await page.getByText('There is no tag "nowhere" in this brand.').waitFor()
  })

  test('are chosen in the plain form where no script runs', async ({ assert }) => {
    const { visitor, id } = await withTemplate({ tags: ['nowhere'] }, { javaScriptEnabled: false, ...PHONE })
    const { page } = visitor
    await page.goto('/uploads')
    await page.getByLabel('Template').selectOption({ label: 'Press' })
    await page.locator('#files').setInputFiles({ name: 'Plain.jpg', mimeType: 'image/jpeg', buffer: await picture() })
    await page.getByRole('button', { name: 'Upload' }).click()
    await page.getByText('There is no tag "nowhere" in this brand.').waitFor()
    assert.equal(await page.getByLabel('Template').inputValue(), id)
    const { body } = await visitor.program.json('/assets')
    assert.containsSubset(body.data[0], { title: 'Orchard', fields: { season: 'spring' } })
  })
})

async function withTemplate(values: object = {}, options: Parameters<typeof visit>[1] = {}) {
  const visitor = await visit({}, options)
  const admin = await Program.of({ role: 'system-admin' })
  const brandId = (await defaultBrand())!.id
  await makeField(admin, { ...REQUIRED, brandId })
  const json = { name: 'Press', brandId, values: { title: 'Orchard', fields: { season: 'spring' }, ...values } }
  const { body, status } = await admin.json('/metadata-templates', { method: 'POST', json })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return { visitor, id: String(body.id) }
}

const send = async ({ page }: Visit, name: string) =>
  page.locator('#file-input').setInputFiles({ name, mimeType: 'image/jpeg', buffer: await picture({ width: 240, height: 160 }) })
