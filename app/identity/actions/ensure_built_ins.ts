import { inRepeatableTransaction, newId, type Transaction } from '#core/database/index'
import { BUILT_IN_ROLES, DEFAULT_BRAND } from '../built_in_roles.ts'
import { keyOf } from '../key.ts'

/**
 * Makes the default brand and the built-in roles where they are missing, and gives the roles the
 * rights that this release means them to have. Runs at every start; changes nothing the second time.
 */
export class EnsureBuiltIns {
  handle(outer?: Transaction): Promise<void> {
    return inRepeatableTransaction(async (trx) => {
      await this.#brand(trx)
      for (const role of BUILT_IN_ROLES) await this.#role(trx, role)
    }, outer)
  }

  async #brand(trx: Transaction) {
    const now = Date.now()
    await trx
      .knexQuery()
      .table('brands')
      .insert({ id: newId(), ...DEFAULT_BRAND, name_key: keyOf(DEFAULT_BRAND.name), created_at: now, updated_at: now })
      .onConflict('slug')
      .ignore()
  }

  async #role(trx: Transaction, { slug, name, permissions }: (typeof BUILT_IN_ROLES)[number]) {
    const now = Date.now()
    const row = { id: newId(), slug, name, is_built_in: true, created_at: now, updated_at: now }
    await trx.knexQuery().table('roles').insert(row).onConflict('slug').ignore()
    const { id } = await trx.from('roles').where('slug', slug).select('id').firstOrFail()
    await trx
      .from('role_permissions')
      .where('role_id', id)
      .whereNotIn('permission', [...permissions])
      .delete()
    const rows = permissions.map((permission) => ({ role_id: id, permission }))
    await trx.knexQuery().table('role_permissions').insert(rows).onConflict(['role_id', 'permission']).ignore()
  }
}
