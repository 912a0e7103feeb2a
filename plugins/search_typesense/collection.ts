import type { Client } from 'typesense'
import type { CollectionCreateSchema } from 'typesense/lib/Typesense/Collections.js'
import { PluginError, type SearchDocument } from '@damson/sdk'

/** The fields that are searched, with how much a word in each is worth. */
export const SEARCHED = { name: 10, file_name: 8, title: 6, description: 3, keywords: 6, body: 1 } as const

/** Left alone, Typesense would take `harbour-wall.jpg` for one word. */
const SEPARATORS = [...'-_./\\,;:+&\'"()[]{}<>|@#!?=*~^%$§’“”„–—·']

export const schemaOf = (name: string): CollectionCreateSchema => ({
  name,
  fields: [
    { name: 'brand_id', type: 'string' },
    { name: 'created_at', type: 'int64' },
    ...Object.keys(SEARCHED).map((field) => ({ name: field, type: 'string' as const })),
    { name: 'digest', type: 'string', index: false, optional: true },
  ],
  default_sorting_field: 'created_at',
  token_separators: SEPARATORS,
})

/** Documents may carry the text of whole books; so much is sent at once, in characters. */
const CHUNK = 4_000_000

export async function importInto(client: Client, collection: string, documents: SearchDocument[]) {
  let some: Record<string, unknown>[] = []
  let length = 0
  const send = async () => {
    if (some.length === 0) return
    // `throwOnFail` would leave us with a number; the first reason says more.
    const results = await client.collections(collection).documents().import(some, { action: 'upsert', throwOnFail: false })
    const failed = results.find(({ success }) => !success)
    if (failed) throw new PluginError(`Typesense refuses a document: ${failed.error}`, { code: 'document_refused', retryable: true })
    some = []
    length = 0
  }
  for (const { brandId, createdAt, fileName, ...rest } of documents) {
    some.push({ ...rest, brand_id: brandId, created_at: createdAt, file_name: fileName })
    length += rest.body.length + 1000
    if (length > CHUNK) await send()
  }
  await send()
}
