import vine from '@vinejs/vine'
import type { GivenChoice } from '../keys.ts'
import { FIELD_KINDS } from '../field.ts'

const line = (maxLength = 1000) => vine.string().trim().maxLength(maxLength).nullable().optional()
const ticked = () => vine.boolean().nullable().optional()

/** What the form of a field sends: lists as lines, what is left empty as null. */
export const fieldFormValidator = vine.create({
  label: line(),
  kind: vine.enum(FIELD_KINDS).optional(),
  key: line(60),
  brandId: line(36),
  group: line(),
  help: line(5000),
  assetTypes: vine.array(vine.string().maxLength(20)).optional(),
  isRequired: ticked(),
  isSearchable: ticked(),
  isFilterable: ticked(),
  choices: line(60_000),
  default: line(20_000),
  min: line(),
  max: line(),
  pattern: line(),
  conditionField: line(),
  conditionValues: line(),
  seenBy: line(),
  editedBy: line(),
  mappedFrom: line(),
})

type Form = Awaited<ReturnType<typeof fieldFormValidator.validate>>

/** The same as the API is told it. Whether it can be is found out there. */
export function settingsOfForm(form: Form) {
  const { conditionField, conditionValues, choices, mappedFrom, ...rest } = form
  return {
    label: rest.label ?? '',
    group: rest.group ?? null,
    help: rest.help ?? null,
    assetTypes: rest.assetTypes ?? [],
    isRequired: rest.isRequired ?? false,
    isSearchable: rest.isSearchable ?? false,
    isFilterable: rest.isFilterable ?? false,
    default: rest.default ?? null,
    min: rest.min ?? null,
    max: rest.max ?? null,
    pattern: rest.pattern ?? null,
    seenBy: rest.seenBy ?? null,
    editedBy: rest.editedBy ?? null,
    choices: choicesIn(choices ?? ''),
    mappedFrom: (mappedFrom ?? '').split(/[\s,;]+/).filter(Boolean),
    condition: conditionField ? { field: conditionField, values: (conditionValues ?? '').split(/[\s,;]+/).filter(Boolean) } : null,
  }
}

/** One choice a line: `value = label`, or the label alone; a dash before it archives it. */
export function choicesIn(text: string): GivenChoice[] {
  const lines = text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '' && one !== '-')
  return lines.map((one) => {
    const isArchived = one.startsWith('- ')
    const [, value, label] = /^([a-z0-9][a-z0-9_-]*)\s*=\s*(.+)$/.exec(isArchived ? one.slice(2).trim() : one) ?? []
    return { ...(value ? { value } : {}), label: label ?? (isArchived ? one.slice(2).trim() : one), isArchived }
  })
}
