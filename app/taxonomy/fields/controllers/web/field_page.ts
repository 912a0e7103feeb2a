import type { HttpContext } from '@adonisjs/core/http'
import { brandsOf, type FormState } from '#identity'
import { FIELD_KINDS, type Field } from '../../field.ts'
import { toFieldJson } from '../../field_transformer.ts'
import { ListFields } from '../../queries/list_fields.ts'
import { ASSET_TYPES } from '../../validators/field_validators.ts'

/** What one must be allowed so that a field is not for everybody. */
const KEPT_FOR = ['assets.edit', 'assets.review', 'brands.edit', 'fields.manage'] as const

/** The page of a field, or of one to be made. */
export async function showField({ view, visitor }: HttpContext, field: Field | null, form: FormState) {
  const others = (await new ListFields().handle(visitor)).filter(({ id }) => id !== field?.id)
  const brands = (await brandsOf(visitor)).filter(({ id }) => visitor.can('fields.manage', id))
  return view.render('taxonomy/field', {
    field,
    form,
    values: form.isFresh ? valuesOf(field) : form.values,
    kinds: FIELD_KINDS,
    assetTypes: ASSET_TYPES,
    keptFor: KEPT_FOR,
    brands,
    mayServeAll: visitor.can('fields.manage'),
    groups: [...new Set(others.flatMap(({ group }) => group ?? []))],
    deciding: others.filter(({ kind }) => ['choice', 'choices', 'boolean'].includes(kind)),
  })
}

/** A field as its form holds it. */
function valuesOf(field: Field | null): Record<string, unknown> {
  if (!field) return { kind: 'text', isFilterable: true }
  const { choices, condition, mappedFrom, default: given, ...told } = toFieldJson(field)
  return {
    ...told,
    default: [given ?? []].flat().join(', '),
    choices: choices.map(({ value, label, isArchived }) => `${isArchived ? '- ' : ''}${value} = ${label}`).join('\n'),
    mappedFrom: mappedFrom.join('\n'),
    conditionField: condition?.field,
    conditionValues: condition?.values.join(', '),
  }
}
