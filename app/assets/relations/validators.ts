import vine from '@vinejs/vine'
import { RELATION_KINDS } from './kinds.ts'

export const relateValidator = vine.compile(vine.object({ kind: vine.enum(RELATION_KINDS), assetId: vine.string().maxLength(36) }))
