import type { Visitor } from '#identity'
import { knownFields, seesField } from '#taxonomy'

type Told = Record<string, unknown> | null

/** Takes out of what an activity tells the fields that this visitor may not see. */
export async function fieldSight(visitor: Visitor): Promise<(told: Told, brandId: string | null) => Told> {
  const byKey = new Map((await knownFields()).map((field) => [field.key, field]))
  const isTold = (name: string, brandId: string | null) => {
    if (!name.startsWith('fields.')) return true
    const field = byKey.get(name.slice('fields.'.length))
    // Of one that is gone nobody can say any more who might see it.
    return field && brandId ? seesField(visitor, field, brandId) : visitor.can('fields.manage', brandId)
  }
  return (told, brandId) => told && Object.fromEntries(Object.entries(told).filter(([name]) => isTold(name, brandId)))
}
