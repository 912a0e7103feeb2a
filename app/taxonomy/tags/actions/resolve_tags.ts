import { inSavepoint, isDuplicate, type Transaction } from '#core/database/index'
import { Brand } from '#identity'
import { UnknownTags } from '../../errors.ts'
import type { TagKind } from '../models/tag.ts'
import { tagKey, tidy, whoHas } from '../names.ts'
import { CreateTag, type Maker } from './create_tag.ts'

type Wanted = {
  brandId: string
  names: string[]
  kind?: TagKind
  /** Whether they may add to a closed vocabulary. */
  mayAdd?: boolean
  /** Words that mean no tag and may not become one: refused together, or passed over. */
  unknown: 'refuse' | 'pass'
}

/**
 * The tags that are meant by these words. One that means none becomes a tag where the brand's vocabulary is open,
 * or whoever writes it may add to a closed one (C3).
 */
export async function resolveTags(trx: Transaction, maker: Maker, wanted: Wanted): Promise<string[]> {
  const { brandId, kind = 'tag' } = wanted
  const words = new Map([...wanted.names].reverse().map((name) => [tagKey(name), tidy(name)] as const))
  words.delete('')
  if (words.size === 0) return []
  const known = await whoHas(trx, brandId, kind, [...words.keys()])
  const missing = [...words].filter(([key]) => !known.has(key))
  if (missing.length > 0) {
    const brand = await Brand.query({ client: trx }).where('id', brandId).firstOrFail()
    if (brand.tagPolicy === 'open' || wanted.mayAdd) {
      for (const [key, name] of missing) known.set(key, await make(trx, maker, { brandId, kind, name, key }))
    } else if (wanted.unknown === 'refuse') throw new UnknownTags(missing.map(([, name]) => name))
  }
  return [...new Set([...words.keys()].flatMap((key) => known.get(key) ?? []))]
}

/** Somebody else may make the same tag at this moment: then theirs is it. */
async function make(trx: Transaction, maker: Maker, tag: { brandId: string; kind: TagKind; name: string; key: string }): Promise<string> {
  try {
    return (await inSavepoint(trx, (inner) => new CreateTag().within(inner, maker, tag))).id
  } catch (error) {
    if (!isDuplicate(error)) throw error
    return (await whoHas(trx, tag.brandId, tag.kind, [tag.key], { asCommitted: true })).get(tag.key)!
  }
}
