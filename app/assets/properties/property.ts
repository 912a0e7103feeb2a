import type { SchemaTypes } from '@vinejs/vine/types'
import type { Actor } from '#core/activity/index'
import type { Transaction } from '#core/database/index'
import type { EmbeddedMetadata } from '#files'
import type { Visitor } from '#identity'
import type { Asset } from '../models/asset.ts'
import type { Words } from '../search/search_documents.ts'

/**
 * What one person writes and another may write at the same time: `tags`, `fields.colour`. Where the values are ids,
 * `told` has the names that an activity keeps instead.
 */
export type PropertyChange = { name: string; before: unknown; after: unknown; told?: { before: unknown; after: unknown } }

/** `add` and `remove` are for properties of which an asset has several. */
export type Change<Value = unknown> = { mode: 'set' | 'add' | 'remove'; value: Value }

/** Who changes something: `visitor` is null where a file speaks for itself. */
export type Author = { actor: Actor; visitor: Visitor | null }

/** Notes why one of several assets is left as it is. */
export type Refuse = (assetId: string, reason: string) => void

/** What is known of an upload; an import takes what is there, and leaves what is missing to be found. */
export type Upload = { brandId: string; type: string | null; isImport?: boolean }

/** What is known of an asset when its properties are asked for. */
export type Described = { id: string; brandId: string; type: string }

/**
 * Something that an asset is described by and that is kept outside its row. It is written by the same
 * requests as the columns of the card (uploads, edits by API, page and table), found by the same
 * search, and told in the same JSON.
 */
export type Property<Value = unknown, Json = unknown> = {
  /** Its name in JSON and in forms. */
  name: string
  /** Its name in the JSON of assets, if that is another. */
  toldAs?: string
  /** What a request may say of it. */
  rule: () => SchemaTypes
  /** Makes of the text of a form or of the header of an upload what `rule` checks. */
  fromText: (text: unknown) => unknown
  /** Where a form or the header of an upload says something of it, if not under its name alone. */
  textIn?: (given: Record<string, unknown>) => unknown
  /** What this visitor may know of it, for a page of assets at once; `absent` stands for those left out. */
  read: (visitor: Visitor, assets: Described[]) => Promise<Map<string, Json>>
  absent: Json
  /** Whether this visitor may know of it at all; left out, whoever sees the asset does. Activities keep it from those who may not. */
  isSeenBy?: (visitor: Visitor, brandId: string) => boolean
  /** Refuses an upload before anything is kept, or before it is here: then its type is not known. */
  checkUpload?(visitor: Visitor, upload: Upload & { value: Value | undefined }): Promise<void>
  /**
   * Writes it on assets of one brand and answers what changed of each; those where nothing did are left out.
   * A refusal is thrown and undoes all, unless `refuse` takes note of it.
   */
  write(trx: Transaction, author: Author, assets: Asset[], change: Change<Value>, refuse?: Refuse): Promise<Map<string, PropertyChange[]>>
  /** Undoes one change of it; without this, what was added to a list is taken from it and the other way round. */
  takeBack?(
    trx: Transaction,
    author: Author,
    assets: Asset[],
    name: string,
    before: unknown,
    after: unknown
  ): Promise<Map<string, PropertyChange[]>>
  /** What a new asset gets of which nobody said anything. */
  begin?: (trx: Transaction, asset: Asset) => Promise<void>
  /** Fills what is still empty from what the file says about itself. */
  prefill?: (trx: Transaction, asset: Asset, embedded: EmbeddedMetadata) => Promise<void>
  /** By what it is found, for many assets at once. */
  words?: (trx: Transaction, assets: Asset[]) => Promise<Map<string, Partial<Words>>>
}
