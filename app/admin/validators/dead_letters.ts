import vine from '@vinejs/vine'
import { pageFields } from '#core/http/page'

export const listDeadLettersValidator = vine.create({ ...pageFields })
