import type { Visitor } from '#identity'
import { knownFields, seesField } from '#taxonomy'
import type { MetadataTemplate, TemplateValues } from './metadata_template.ts'

export type TemplateJson = Awaited<ReturnType<typeof toTemplatesJson>>[number]

const MOMENTS = ['expiresAt', 'usageFrom', 'usageUntil']

/** Templates as programs see them, without the fields that this visitor may not see. */
export async function toTemplatesJson(visitor: Visitor, templates: MetadataTemplate[]) {
  const isTold = await fieldSightOf(visitor)
  return templates.map((template) => ({
    id: template.id,
    name: template.name,
    brandId: template.brandId,
    values: toldValues(template.given, (key) => isTold(key, template.brandId)),
    createdAt: new Date(template.createdAt).toISOString(),
    updatedAt: new Date(template.updatedAt).toISOString(),
    links: { self: `/api/v1/metadata-templates/${template.id}`, page: `/metadata-templates/${template.id}` },
  }))
}

/** Which fields of templates this visitor may see. Of one that is gone only those hear who look after templates. */
export async function fieldSightOf(visitor: Visitor): Promise<(key: string, brandId: string | null) => boolean> {
  const fields = new Map((await knownFields()).map((field) => [field.key, field]))
  return (key, brandId) => {
    const field = fields.get(key)
    if (!field) return visitor.can('templates.manage', brandId)
    return brandId === null ? field.seenBy === null || visitor.can(field.seenBy) : seesField(visitor, field, brandId)
  }
}

function toldValues({ fields = {}, ...values }: TemplateValues, isTold: (key: string) => boolean): TemplateValues {
  const moments = Object.entries(values).filter(([name]) => MOMENTS.includes(name))
  return {
    ...values,
    ...Object.fromEntries(moments.map(([name, value]) => [name, new Date(Number(value)).toISOString()])),
    fields: Object.fromEntries(Object.entries(fields).filter(([key]) => isTold(key))),
  }
}
