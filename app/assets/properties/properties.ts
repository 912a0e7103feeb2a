import type { SchemaTypes } from '@vinejs/vine/types'
import type { Transaction } from '#core/database/index'
import type { EmbeddedMetadata } from '#files'
import type { Visitor } from '#identity'
import type { Asset } from '../models/asset.ts'
import type { Words } from '../search/search_documents.ts'
import { campaignsProperty } from '../campaigns/campaigns_property.ts'
import { categoriesProperty } from '../categories/categories_property.ts'
import { folderProperty } from '../folders/folder_property.ts'
import { tagsProperty } from '../tags/tags_property.ts'
import { fieldsProperty } from '../fields/fields_property.ts'
import type { Described, Property, PropertyChange, Upload } from './property.ts'

/** What assets are described by beside their columns. A new property is a new entry. */
const PROPERTIES: readonly Property[] = [tagsProperty, categoriesProperty, campaignsProperty, folderProperty, fieldsProperty]

export type Given = Record<string, unknown>

export const propertyNames = () => PROPERTIES.map((property) => property.name)

export function propertyRules(): Record<string, SchemaTypes> {
  return Object.fromEntries(PROPERTIES.map((property) => [property.name, property.rule()]))
}

/** Reads the properties that a form or an upload gives as text; what it does not name is left alone. */
export function propertiesFromText(given: Given): Given {
  return Object.fromEntries(
    PROPERTIES.flatMap(({ name, fromText, textIn }) => {
      const text = textIn ? textIn(given) : given[name]
      return text === undefined ? [] : [[name, fromText(text)]]
    })
  )
}

/** The part of what was given that is kept outside the row of the asset, and the part that is not. */
export function splitProperties<T extends Given>(given: T): { columns: T; properties: Given } {
  const names = new Set(propertyNames())
  const entries = Object.entries(given)
  return {
    columns: Object.fromEntries(entries.filter(([name]) => !names.has(name))) as T,
    properties: Object.fromEntries(entries.filter(([name]) => names.has(name))),
  }
}

export async function checkUploadProperties(visitor: Visitor, upload: Upload, given: Given) {
  for (const { name, checkUpload } of PROPERTIES) await checkUpload?.(visitor, { ...upload, value: given[name] })
}

/** Sets what was given of one asset. */
export async function writeProperties(trx: Transaction, visitor: Visitor, asset: Asset, given: Given): Promise<PropertyChange[]> {
  const author = { actor: visitor.actor, visitor }
  const changes: PropertyChange[] = []
  for (const { name, write } of PROPERTIES) {
    if (given[name] === undefined) continue
    changes.push(...((await write(trx, author, [asset], { mode: 'set', value: given[name] })).get(asset.id) ?? []))
  }
  return changes
}

/** The property of which this is a part: `fields.season` is of `fields`. */
export const propertyNamed = (name: string) => PROPERTIES.find((property) => property.name === name.split('.')[0])

/** Gives a new asset what nobody said anything of. */
export async function beginProperties(trx: Transaction, asset: Asset) {
  for (const { begin } of PROPERTIES) await begin?.(trx, asset)
}

export async function prefillProperties(trx: Transaction, asset: Asset, embedded: EmbeddedMetadata | null) {
  if (embedded) for (const { prefill } of PROPERTIES) await prefill?.(trx, asset, embedded)
}

/** What this visitor may know of the properties of these assets, by asset and name. */
export async function readProperties(visitor: Visitor, assets: Described[]): Promise<Map<string, Given>> {
  const read = await Promise.all(PROPERTIES.map((property) => property.read(visitor, assets)))
  return new Map(
    assets.map(({ id }) => [
      id,
      Object.fromEntries(PROPERTIES.map(({ name, toldAs = name, absent }, at) => [toldAs, read[at]!.get(id) ?? absent])),
    ])
  )
}

/** The names of properties of which this visitor may not know. */
export const hiddenFrom = (visitor: Visitor, brandId: string): string[] =>
  PROPERTIES.flatMap(({ name, isSeenBy }) => (isSeenBy && !isSeenBy(visitor, brandId) ? [name] : []))

/** The words of all properties of these assets, by where they stand in the index. */
export async function wordsOfProperties(trx: Transaction, assets: Asset[]): Promise<Map<string, Partial<Words>[]>> {
  const found = new Map<string, Partial<Words>[]>()
  for (const { words } of PROPERTIES) {
    for (const [id, said] of (await words?.(trx, assets)) ?? []) found.set(id, [...(found.get(id) ?? []), said])
  }
  return found
}
