import { makeBrand } from '#tests/support/identity'
import { Program } from '#tests/support/api'

type Given = Record<string, unknown>

/** A brand of its own with who keeps its fields, so that what it requires bothers no other test. */
export async function brandWithFields(name: string, fields: Given[] = []) {
  const brand = await makeBrand(name)
  const manager = await Program.of({ role: 'manager', brandId: brand.id })
  const creator = await Program.of({ role: 'creator', brandId: brand.id })
  const made: Record<string, any>[] = []
  for (const field of fields) made.push(await makeField(manager, { brandId: brand.id, ...field }))
  const upload = (content: string, given: Given = {}, by = creator) =>
    by.upload(content, `${content.replaceAll(/\W+/g, '-')}.txt`, { brandId: brand.id, fields: JSON.stringify(given) })
  const added = async (content: string, given: Given = {}, by = creator): Promise<string> => {
    const { status, body } = await upload(content, given, by)
    if (status !== 201) throw new Error(JSON.stringify(body))
    return body.id as string
  }
  return { brand, manager, creator, fields: made, upload, added }
}

export async function makeField(program: Program, field: Given): Promise<Record<string, any>> {
  const { status, body } = await program.json('/fields', { method: 'POST', json: field })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body
}
