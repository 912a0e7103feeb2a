import type { EmbeddedMetadata, WrittenMetadata } from '#files'
import { namesOf, type Visitor } from '#identity'
import { appliesTo, knownFields, seesField, type Field, type FieldValue } from '#taxonomy'
import type { AssetJson } from '../transformers/asset_transformer.ts'
import { FindAsset } from './find_asset.ts'

type Groups = EmbeddedMetadata['groups']

/** What this visitor knows of an asset, as it is written into a copy of its file, and what the file itself has by groups. */
export async function metadataForFiles(visitor: Visitor, id: string): Promise<{ metadata: WrittenMetadata; groups: Groups }> {
  const asset = await new FindAsset().handle(visitor, id)
  const { title, description, altText, copyright, creditLine, usageTerms, sourceUrl, rating } = asset
  const tags = asset.tags.filter(({ kind }) => kind === 'tag').map(({ name }) => name)
  const metadata = {
    ...{ title, description, altText, copyright, creditLine, usageTerms, sourceUrl, rating },
    keywords: [...new Set([...asset.keywords, ...tags])],
    creator: asset.metadata.creator ?? null,
    more: await mappedFields(visitor, asset),
  }
  return { metadata, groups: asset.metadata.groups ?? {} }
}

/** A field that is filled from tags of files is written back to all of them. */
async function mappedFields(visitor: Visitor, asset: AssetJson): Promise<WrittenMetadata['more']> {
  const fields = (await knownFields()).filter(
    (field) =>
      field.mappedFrom.length > 0 &&
      asset.fields[field.key] !== undefined &&
      appliesTo(field, asset) &&
      seesField(visitor, field, asset.brandId)
  )
  const people = fields.flatMap(({ kind, key }) => (kind === 'user' ? String(asset.fields[key]) : []))
  const names = people.length > 0 ? await namesOf(people) : new Map<string, string>()
  return fields.flatMap((field) => {
    const value = inWords(field, asset.fields[field.key]!, names)
    return field.mappedFrom.map((tag) => ({ tag, value }))
  })
}

function inWords({ kind, choices }: Field, value: FieldValue, names: Map<string, string>): string | string[] {
  if (kind === 'boolean') return value ? 'True' : 'False'
  const said = (one: string) => choices.find((choice) => choice.value === one)?.label ?? names.get(one) ?? one
  return Array.isArray(value) ? value.map(said) : said(String(value))
}
