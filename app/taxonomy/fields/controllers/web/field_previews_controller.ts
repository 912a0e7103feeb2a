import type { HttpContext } from '@adonisjs/core/http'
import i18nManager from '@adonisjs/i18n/services/main'
import { FIELD_KINDS, type Field } from '../../field.ts'
import { inputOf } from '../../field_input.ts'
import { withValues } from '../../keys.ts'
import FieldPolicy from '../../policies/field_policy.ts'
import { choicesIn } from '../../validators/field_form.ts'

/** How a field will look, while it is written. What cannot be yet is left out. */
export default class FieldPreviewsController {
  async index({ request, bouncer, view }: HttpContext) {
    await bouncer.with(FieldPolicy).authorize('manageSome')
    const asked = (name: string) => String(request.input(name) ?? '').slice(0, 60_000)
    const kind = FIELD_KINDS.find((one) => one === asked('kind')) ?? 'text'
    const choices = kind === 'choice' || kind === 'choices' ? withValues(choicesIn(asked('choices')).slice(0, 500)) : []
    const words = i18nManager.locale(i18nManager.defaultLocale)
    const field = { kind, choices, min: null, max: null, pattern: null } as unknown as Field
    return view.render('taxonomy/field_preview', {
      label: asked('label').slice(0, 120) || words.t('fields.unnamed'),
      help: asked('help').slice(0, 1000),
      value: kind === 'choices' ? asked('default').replaceAll(/\s*,\s*/g, ',') : asked('default'),
      isRequired: asked('isRequired') !== '',
      input: inputOf(field, { yes: words.t('fields.yes'), no: words.t('fields.no') }),
    })
  }
}
