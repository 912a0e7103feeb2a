import type { HttpContext } from '@adonisjs/core/http'
import i18nManager from '@adonisjs/i18n/services/main'
import { PERMISSIONS } from '../../permissions.ts'
import RolePolicy from '../../policies/role_policy.ts'
import { whole } from '../../transformers/rights.ts'

/** What roles are made of, in words. */
export default class PermissionsController {
  async index({ bouncer }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('view')
    const words = i18nManager.locale(i18nManager.defaultLocale)
    return whole(PERMISSIONS.map((permission) => ({ permission, label: words.t(`identity.permissions.${permission}`) })))
  }
}
