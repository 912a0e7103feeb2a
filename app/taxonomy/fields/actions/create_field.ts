import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, newId, type Transaction } from '#core/database/index'
import type { Visitor } from '#identity'
import { FieldKeyTaken } from '../../errors.ts'
import { coherent } from '../definition.ts'
import { toRow, type Field } from '../field.ts'
import { toFieldJson } from '../field_transformer.ts'
import { freeKey, isKeyTaken, withValues } from '../keys.ts'
import { knownFields } from '../queries/known_fields.ts'
import { tellOfField } from '../slots.ts'
import { settingsFrom, type GivenSettings } from '../settings.ts'

export type NewField = GivenSettings & Pick<Field, 'label' | 'kind' | 'brandId'> & { key?: string }

/** Adds a field by which assets are described. It stands last until it is moved. */
export class CreateField {
  async handle(visitor: Visitor, wanted: NewField): Promise<Field> {
    try {
      return await inRepeatableTransaction((trx) => this.#create(trx, visitor, wanted))
    } catch (error) {
      throw isDuplicate(error) ? new FieldKeyTaken(wanted.key ?? wanted.label) : error
    }
  }

  async #create(trx: Transaction, visitor: Visitor, { key: wantedKey, brandId, kind, ...given }: NewField): Promise<Field> {
    if (wantedKey !== undefined && (await isKeyTaken(trx, wantedKey))) throw new FieldKeyTaken(wantedKey)
    const others = await knownFields(trx)
    const now = Date.now()
    const blank: Field = {
      id: newId(),
      brandId,
      key: wantedKey ?? (await freeKey(trx, given.label)),
      label: given.label,
      help: null,
      kind,
      assetTypes: [],
      isRequired: false,
      default: null,
      pattern: null,
      min: null,
      max: null,
      group: null,
      condition: null,
      seenBy: null,
      editedBy: null,
      isSearchable: false,
      isFilterable: false,
      choices: [],
      mappedFrom: [],
      place: Math.max(0, ...others.map(({ place }) => place)) + 1,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    }
    const choices = given.choices && withValues(given.choices)
    const field = coherent({ ...blank, ...settingsFrom(kind, given), ...(choices ? { choices } : {}) }, others)
    await trx.table('metadata_fields').insert({ ...toRow(field), created_by: visitor.user.id })
    await recordActivity(trx, visitor.actor, {
      action: 'field.created',
      subjectType: 'field',
      subjectId: field.id,
      brandId,
      after: toFieldJson(field),
    })
    await tellOfField(trx, { field, isRequirement: field.isRequired, isWords: false })
    return field
  }
}
