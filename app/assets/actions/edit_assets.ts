import { recordActivities } from '#core/activity/index'
import { Problem } from '#core/http/index'
import { nameKey } from '#core/support/name_key'
import { updateRow, type Binding, type Transaction } from '#core/database/index'
import { Asset } from '../models/asset.ts'
import type { Author, PropertyChange } from '../properties/property.ts'
import { propertyNamed } from '../properties/properties.ts'
import { indexAssets } from '../search/search_documents.ts'
import type { Editable } from './update_asset.ts'

/** What is done to each of many: columns and properties set (null clears), properties of several values added to and taken from. */
export type BulkChanges = { set?: Record<string, unknown>; add?: Record<string, unknown>; remove?: Record<string, unknown> }

/** What a change did to one asset, by the names of its fields. */
export type Done = Record<string, { before: unknown; after: unknown }>

export type Edited = { done: Map<string, Done>; refusals: Map<string, string> }

type Field = keyof Editable

/** The columns that many assets can be given at once, a name being one's own. */
export const BULK_COLUMNS: readonly Field[] = [
  'title',
  'description',
  'altText',
  'copyright',
  'sourceUrl',
  'rating',
  'expiresAt',
  'licence',
  'usageTerms',
  'territory',
  'channels',
  'usageFrom',
  'usageUntil',
  'creditLine',
]

/** All that stand in the row of an asset: a table gives each its own name, too. */
const COLUMNS: readonly Field[] = [...BULK_COLUMNS, 'name', 'keywords']

/** Those that the search finds an asset by. */
const WORDS = new Set<string>(['name', 'keywords', 'title', 'description', 'altText', 'tags', 'fields'])

/** Changes the chosen fields of many assets and leaves the others as they are (S3-13, S3-14, S1-83). */
export class EditAssets {
  async handle(trx: Transaction, author: Author, assets: Asset[], changes: BulkChanges, cause: string): Promise<Edited> {
    const edit = new Edit(trx, author, cause)
    for (const [name, value] of Object.entries(changes.set ?? {})) {
      if (isColumn(name)) edit.setColumn(assets, name, value)
      else await edit.write(assets, name, 'set', value)
    }
    for (const mode of ['add', 'remove'] as const) {
      for (const [name, value] of Object.entries(changes[mode] ?? {})) await edit.write(assets, name, mode, value)
    }
    return edit.save(assets)
  }

  /**
   * Takes back what was done to each of these. A field that was changed since stays, and so does what somebody else
   * added to a list.
   */
  async takeBack(trx: Transaction, author: Author, assets: Asset[], done: Map<string, Done>, cause: string): Promise<Edited> {
    const edit = new Edit(trx, author, cause)
    for (const alike of grouped(assets, (asset) => JSON.stringify(done.get(asset.id) ?? {}))) {
      for (const [name, { before, after }] of Object.entries(done.get(alike[0]!.id) ?? {})) {
        if (isColumn(name)) {
          edit.setColumn(
            alike.filter((asset) => same(asset[name], after)),
            name,
            before
          )
          continue
        }
        if (await edit.takeBack(alike, name, before, after)) continue
        const [was, is] = [before as string[], after as string[]]
        await edit.write(
          alike,
          name,
          'remove',
          is.filter((value) => !was.includes(value))
        )
        await edit.write(
          alike,
          name,
          'add',
          was.filter((value) => !is.includes(value))
        )
      }
    }
    return edit.save(assets, 'It was changed since, and stays as it is.')
  }
}

/** One change to many on its way: what is to be written of each, gathered first. */
class Edit {
  #columns = new Map<string, Record<string, unknown>>()
  #changes = new Map<string, PropertyChange[]>()
  #refusals = new Map<string, string>()

  constructor(
    private trx: Transaction,
    private author: Author,
    private cause: string
  ) {}

  setColumn(assets: Asset[], name: Field, value: unknown) {
    for (const asset of assets) {
      if (same(asset[name], value)) continue
      this.#columns.set(asset.id, { ...this.#columns.get(asset.id), [name]: value })
      this.#note(asset.id, [{ name, before: asset[name], after: value }])
    }
  }

  async write(assets: Asset[], name: string, mode: 'set' | 'add' | 'remove', value: unknown) {
    if (mode !== 'set' && Array.isArray(value) && value.length === 0) return
    const refuse = (id: string, reason: string) => void this.#refusals.set(id, reason)
    for (const alike of grouped(assets, ({ brandId, type }) => `${brandId} ${type}`)) {
      try {
        const changes = await propertyNamed(name)!.write(this.trx, this.author, alike, { mode, value }, refuse)
        for (const [id, changed] of changes) this.#note(id, changed)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        for (const { id } of alike) refuse(id, error.detail)
      }
    }
  }

  /** False where the property has no way back of its own. */
  async takeBack(assets: Asset[], name: string, before: unknown, after: unknown): Promise<boolean> {
    const property = propertyNamed(name)
    if (!property?.takeBack) return false
    for (const [id, changed] of await property.takeBack(this.trx, this.author, assets, name, before, after)) this.#note(id, changed)
    return true
  }

  async save(assets: Asset[], unchanged = 'It is like that already.'): Promise<Edited> {
    const changed = assets.filter((asset) => this.#changes.has(asset.id))
    const now = Date.now()
    for (const asset of changed) {
      const columns = withKey(this.#columns.get(asset.id) ?? {})
      const revision = asset.revision + 1
      const names = this.#changes.get(asset.id)!.map(({ name }) => [name, revision])
      const fieldRevisions = { ...asset.fieldRevisions, ...Object.fromEntries(names) }
      asset.merge({ ...columns, revision, fieldRevisions, updatedAt: now })
      const written = { ...named(columns), revision, field_revisions: JSON.stringify(fieldRevisions), updated_at: now }
      await updateRow(this.trx, 'assets', asset.id, written)
    }
    const found = changed.filter((asset) => this.#changes.get(asset.id)!.some(({ name }) => WORDS.has(name.split('.')[0]!)))
    if (found.length > 0) await indexAssets(this.trx, found)
    await this.#record(changed)
    const refusals = new Map(assets.filter(({ id }) => !this.#changes.has(id)).map(({ id }) => [id, this.#refusals.get(id) ?? unchanged]))
    return { done: new Map(changed.map(({ id }) => [id, this.#doneTo(id)])), refusals }
  }

  #note(id: string, changes: PropertyChange[]) {
    this.#changes.set(id, [...(this.#changes.get(id) ?? []), ...changes])
  }

  /** Two changes of one field are one: from what it was first to what it is last. */
  #doneTo(id: string, { isTold = false } = {}): Done {
    const done: Done = {}
    for (const change of this.#changes.get(id)!) {
      const { before, after } = isTold ? (change.told ?? change) : change
      done[change.name] = { before: done[change.name] ? done[change.name]!.before : before, after }
    }
    return done
  }

  async #record(changed: Asset[]) {
    await recordActivities(
      this.trx,
      this.author.actor,
      changed.map((asset) => {
        const done = Object.entries(this.#doneTo(asset.id, { isTold: true }))
        return {
          action: 'asset.updated',
          subjectType: 'asset',
          subjectId: asset.id,
          brandId: asset.brandId,
          cause: this.cause,
          before: Object.fromEntries(done.map(([name, { before }]) => [name, before])),
          after: Object.fromEntries(done.map(([name, { after }]) => [name, after])),
        }
      })
    )
  }
}

const isColumn = (name: string): name is Field => (COLUMNS as readonly string[]).includes(name)

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

const named = (columns: Record<string, unknown>): Record<string, Binding> =>
  Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      Asset.$keys.attributesToColumns.get(name),
      Array.isArray(value) ? JSON.stringify(value) : (value as Binding),
    ])
  )

const withKey = (columns: Record<string, unknown>) =>
  typeof columns.name === 'string' ? { ...columns, nameKey: nameKey(columns.name) } : columns

function grouped(assets: Asset[], keyOf: (asset: Asset) => string): Asset[][] {
  return Object.values(Object.groupBy(assets, keyOf)) as Asset[][]
}
