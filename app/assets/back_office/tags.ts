import { Forbidden, NotFound } from '#core/http/index'
import { brandsOf, type OfficeAction, type OfficeResource, type OfficeRow, type Visitor } from '#identity'
import {
  CreateTag,
  createTagValidator,
  DeleteTag,
  findTag,
  ListTags,
  listTagsValidator,
  TAG_KINDS,
  tagKey,
  UpdateTag,
  updateTagValidator,
  type Tag,
  type TagJson,
} from '#taxonomy'
import { MergeTags } from '../tags/merge_tags.ts'

const mayShape: OfficeAction['isAllowed'] = (visitor, row) => !row || visitor.can('tags.manage', String(row.brandId))

/** The vocabulary: words, what else they are called, and what is to be one. */
export const tags: OfficeResource = {
  id: 'tags',
  icon: 'tag',
  isAllowed: (visitor) => visitor.canSomewhere('tags.manage'),
  title: 'name',
  fields: {
    name: { inList: true },
    synonyms: { inList: true },
    parent: { inList: true },
    kind: { inList: true },
    brand: { inList: true },
    assetCount: { inList: true },
    page: { kind: 'page' },
    brandId: { kind: 'code' },
  },
  filters: { text: { kind: 'text' }, kind: { kind: 'choice', choices: TAG_KINDS } },
  list: async (visitor, { filters, limit, cursor }) => {
    const wanted = await listTagsValidator.validate({ ...filters, limit, cursor })
    const { data, meta } = await new ListTags().handle(visitor, wanted)
    return { rows: await toRows(visitor, data), next: meta.next }
  },
  some: async (visitor, ids) => toRows(visitor, await new ListTags().some(visitor, ids)),
  actions: {
    create: {
      on: 'resource',
      icon: 'plus',
      inputs: {
        name: { kind: 'text', isRequired: true },
        synonyms: { kind: 'lines' },
        brandId: { kind: 'choice', isRequired: true, choices: brandsToShape },
      },
      run: async (visitor, _id, input) => {
        const wanted = await createTagValidator.validate({ ...given(input), brandId: input.brandId ?? '' })
        if (!visitor.can('tags.manage', wanted.brandId)) throw new Forbidden('shape the tags of this brand')
        await new CreateTag().handle(visitor, { ...wanted, brandId: wanted.brandId! })
      },
    },
    change: {
      on: 'record',
      icon: 'pencil',
      isAllowed: mayShape,
      inputs: { name: { kind: 'text', isRequired: true }, synonyms: { kind: 'lines' } },
      run: async (visitor, id, input) => new UpdateTag().handle(visitor, id, await updateTagValidator.validate(given(input))),
    },
    merge: {
      on: 'each',
      icon: 'merge',
      isAllowed: mayShape,
      inputs: { into: { kind: 'text', isRequired: true } },
      run: async (visitor, id, input) => {
        const from = await findTag(visitor, id)
        await new MergeTags().handle(visitor, from, await tagCalled(visitor, from, String(input.into ?? '')))
      },
    },
    remove: {
      on: 'each',
      icon: 'trash-2',
      isDangerous: true,
      isAllowed: mayShape,
      run: (visitor, id) => new DeleteTag().handle(visitor, id),
    },
  },
}

/** Synonyms are written one on a line. */
function given({ name, synonyms }: Record<string, unknown>) {
  const lines = typeof synonyms === 'string' ? synonyms.split('\n').map((line) => line.trim()) : []
  return { name, synonyms: lines.filter(Boolean) }
}

/** Another of the same brand and kind, by its whole name. */
async function tagCalled(visitor: Visitor, { brandId, kind }: Tag, name: string): Promise<Tag> {
  const { data } = await new ListTags().handle(visitor, { text: name, brand: brandId, kind, limit: 200 })
  const found = data.find((tag) => tagKey(tag.name) === tagKey(name))
  if (!found) throw new NotFound(`tag as "${name}" in this brand`)
  return findTag(visitor, found.id)
}

async function brandsToShape(visitor: Visitor) {
  const brands = await brandsOf(visitor)
  return brands.filter(({ id }) => visitor.can('tags.manage', id)).map(({ id, name }) => ({ value: id, label: name }))
}

async function toRows(visitor: Visitor, found: TagJson[]): Promise<OfficeRow[]> {
  const brands = new Map((await brandsOf(visitor)).map(({ id, name }) => [id, name]))
  const above = await new ListTags().some(visitor, [...new Set(found.flatMap(({ parentId }) => parentId ?? []))])
  const names = new Map(above.map(({ id, name }) => [id, name]))
  return found.map((tag) => ({
    id: tag.id,
    name: tag.name,
    synonyms: tag.synonyms.join('\n'),
    parent: tag.parentId ? (names.get(tag.parentId) ?? null) : null,
    kind: tag.kind,
    brand: brands.get(tag.brandId) ?? null,
    assetCount: tag.assetCount,
    page: tag.links.page,
    brandId: tag.brandId,
  }))
}
