import type { Visitor } from '#identity'
import type { Field } from '../field.ts'
import { deletedFields, knownFields } from './known_fields.ts'
import { knowsField, managesField } from './sight.ts'

/** The fields that a visitor may know of, in their order: all of them, or those of assets of one brand. */
export class ListFields {
  async handle(visitor: Visitor, { brand }: { brand?: string } = {}): Promise<Field[]> {
    const fields = await knownFields()
    return fields.filter((field) => knowsField(visitor, field) && (!brand || field.brandId === null || field.brandId === brand))
  }

  async managed(visitor: Visitor): Promise<Field[]> {
    return (await knownFields()).filter((field) => managesField(visitor, field))
  }

  /** Those that can be brought back, by whoever may. */
  async deleted(visitor: Visitor): Promise<Field[]> {
    return (await deletedFields()).filter((field) => managesField(visitor, field))
  }
}
