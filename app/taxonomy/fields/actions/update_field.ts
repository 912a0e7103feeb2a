import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, type Transaction } from '#core/database/index'
import type { Visitor } from '#identity'
import { FieldInUse } from '../../errors.ts'
import { coherent } from '../definition.ts'
import { toRow, type Choice, type Field, type FieldKind } from '../field.ts'
import { toFieldJson } from '../field_transformer.ts'
import { withValues, type GivenChoice } from '../keys.ts'
import { fieldToChange } from '../queries/find_field.ts'
import { knownFields } from '../queries/known_fields.ts'
import { settingsFrom, type GivenSettings } from '../settings.ts'
import { choicesInUse, isFieldUsed, tellOfField } from '../slots.ts'

export type FieldChanges = GivenSettings & { kind?: FieldKind }

/** Changes what a field is. Assets keep what they have in it: its key stays, its kind too once it is used, and choices in use are archived. */
export class UpdateField {
  async handle(visitor: Visitor, fieldId: string, changes: FieldChanges): Promise<Field> {
    return inRepeatableTransaction((trx) => this.#change(trx, visitor, fieldId, changes))
  }

  async #change(trx: Transaction, visitor: Visitor, fieldId: string, { kind: wantedKind, ...given }: FieldChanges): Promise<Field> {
    const before = await fieldToChange(trx, fieldId)
    const kind = wantedKind ?? before.kind
    if (kind !== before.kind && (await isFieldUsed(trx, fieldId))) throw new FieldInUse(before.label)
    const others = (await knownFields(trx)).filter(({ id }) => id !== fieldId)
    const choices = given.choices ? await this.#choices(trx, before, given.choices) : before.choices
    const after = coherent({ ...before, kind, ...settingsFrom(kind, given), choices }, others)
    const [was, is] = [toFieldJson(before), toFieldJson(after)]
    if (JSON.stringify(was) === JSON.stringify(is)) return before
    after.updatedAt = Date.now()
    await trx.from('metadata_fields').where('id', fieldId).update(toRow(after))
    await recordActivity(trx, visitor.actor, {
      action: 'field.updated',
      subjectType: 'field',
      subjectId: fieldId,
      brandId: before.brandId,
      before: was,
      after: is,
    })
    const differs = (...parts: (keyof Field)[]) => parts.some((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]))
    await tellOfField(trx, {
      field: after,
      isRequirement: (before.isRequired || after.isRequired) && differs('isRequired', 'assetTypes', 'condition'),
      isWords: (before.isSearchable || after.isSearchable) && differs('isSearchable', 'choices', 'kind'),
    })
    return after
  }

  /** What is left out is taken away, unless some asset has it. */
  async #choices(trx: Transaction, { id, choices: before }: Field, given: GivenChoice[]): Promise<Choice[]> {
    const named = given.map((choice) => ({ ...choice, value: choice.value ?? before.find(({ label }) => label === choice.label)?.value }))
    const after = withValues(named)
    const left = before.filter(({ value }) => after.every((choice) => choice.value !== value))
    const used = await choicesInUse(
      trx,
      id,
      left.map(({ value }) => value)
    )
    return [...after, ...left.flatMap((choice) => (used.has(choice.value) ? { ...choice, isArchived: true } : []))]
  }
}
