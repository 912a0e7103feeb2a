import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, newId } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { nameKey } from '#core/support/name_key'
import type { Visitor } from '#identity'
import { TemplateNameTaken } from '../errors.ts'
import { MetadataTemplate, type TemplateValues } from '../metadata_template.ts'
import { isSaid } from '../usable_values.ts'

const EVERY_BRAND = '*'

type Told = { name: string; given: TemplateValues }

const subjectOf = (template: MetadataTemplate) => ({
  subjectType: 'metadataTemplate',
  subjectId: template.id,
  brandId: template.brandId,
})
/** Fields by themselves, so that the log can keep each from who may not see it. */
const told = ({ name, given: { fields = {}, ...rest } }: Told) => ({
  name,
  ...rest,
  ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [`fields.${key}`, value])),
})

/** What is empty says nothing, so it is not kept. */
const kept = (values: TemplateValues): TemplateValues => Object.fromEntries(Object.entries(values).filter(([, value]) => isSaid(value)))

/** What somebody cannot see they do not mean to take away. */
function withUnseen({ fields, ...values }: TemplateValues, before: TemplateValues, isSeen: (key: string) => boolean): TemplateValues {
  const unseen = Object.entries(before.fields ?? {}).filter(([key]) => !isSeen(key))
  return { ...values, fields: { ...fields, ...Object.fromEntries(unseen) } }
}

/** Makes, changes and deletes templates. Assets that were described by one keep what it said. */
export class WriteTemplate {
  async create(visitor: Visitor, wanted: { name: string; brandId: string | null; values?: TemplateValues }): Promise<MetadataTemplate> {
    const { name, brandId } = wanted
    const now = Date.now()
    const template = new MetadataTemplate().fill({
      id: newId(),
      brandId,
      brandKey: brandId ?? EVERY_BRAND,
      name,
      nameKey: nameKey(name),
      given: kept(wanted.values ?? {}),
      createdBy: visitor.user.id,
      createdAt: now,
      updatedAt: now,
    })
    return this.#refusing(name, () =>
      inRepeatableTransaction(async (trx) => {
        await template.useTransaction(trx).save()
        const said = { action: 'metadataTemplate.created', ...subjectOf(template), after: told(template) }
        await recordActivity(trx, visitor.actor, said)
        return template
      })
    )
  }

  async update(
    visitor: Visitor,
    id: string,
    changes: { name?: string; values?: TemplateValues },
    isSeen: (key: string) => boolean
  ): Promise<MetadataTemplate> {
    return this.#refusing(changes.name ?? '', () =>
      inRepeatableTransaction(async (trx) => {
        // Whoever writes first holds the row.
        await trx
          .from('metadata_templates')
          .where('id', id)
          .update({ updated_at: trx.raw('updated_at') })
        const template = await MetadataTemplate.find(id, { client: trx })
        if (!template) throw new NotFound('template')
        const before = told(template)
        const name = changes.name ?? template.name
        template.merge({
          name,
          nameKey: nameKey(name),
          given: changes.values ? kept(withUnseen(changes.values, template.given, isSeen)) : template.given,
        })
        if (JSON.stringify(before) === JSON.stringify(told(template))) return template
        template.updatedAt = Date.now()
        await template.useTransaction(trx).save()
        const said = { action: 'metadataTemplate.updated', ...subjectOf(template), before, after: told(template) }
        await recordActivity(trx, visitor.actor, said)
        return template
      })
    )
  }

  async remove(visitor: Visitor, template: MetadataTemplate) {
    await inRepeatableTransaction(async (trx) => {
      const gone = await trx.from('metadata_templates').where('id', template.id).delete()
      if (Number(gone) === 0) throw new NotFound('template')
      const said = { action: 'metadataTemplate.deleted', ...subjectOf(template), before: told(template) }
      await recordActivity(trx, visitor.actor, said)
    })
  }

  async #refusing<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw isDuplicate(error) ? new TemplateNameTaken(name) : error
    }
  }
}
