import { recordActivities } from '#core/activity/index'
import { inRepeatableTransaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { knownFields } from '../queries/known_fields.ts'
import { managesField } from '../queries/sight.ts'

/** Puts fields into this order. Those that are not named stay where they stand. */
export class ReorderFields {
  async handle(visitor: Visitor, ids: string[]) {
    await inRepeatableTransaction(async (trx) => {
      const fields = await knownFields(trx)
      const managed = new Map(fields.filter((field) => managesField(visitor, field)).map((field) => [field.id, field]))
      const named = [...new Set(ids)].map((id) => managed.get(id))
      if (named.some((field) => !field)) throw new NotFound('field')
      // Two may have come to share a place: counted from the order they are shown in.
      const places = fields.flatMap(({ id }, at) => (ids.includes(id) ? at + 1 : []))
      const wanted = new Map(named.map((field, at) => [field!.id, places[at]!]))
      const moved = fields.flatMap((field, at) => {
        const place = wanted.get(field.id) ?? at + 1
        return place === field.place ? [] : [{ field, place }]
      })
      for (const { field, place } of moved) await trx.from('metadata_fields').where('id', field.id).update({ sort_place: place })
      await recordActivities(
        trx,
        visitor.actor,
        moved
          .filter(({ field }) => wanted.has(field.id))
          .map(({ field, place }) => ({
            action: 'field.moved',
            subjectType: 'field',
            subjectId: field.id,
            brandId: field.brandId,
            before: { place: field.place },
            after: { place },
          }))
      )
    })
  }
}
