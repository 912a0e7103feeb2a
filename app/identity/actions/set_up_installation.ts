import { inTransaction } from '#core/database/index'
import { DEFAULT_BRAND, SYSTEM_ADMIN } from '../built_in_roles.ts'
import { keyOf } from '../key.ts'
import Role from '../models/role.ts'
import { hashPassword } from '../passwords/hashing.ts'
import { assertGoodPassword } from '../passwords/password_rules.ts'
import { SetupSpent, type SetupKey } from '../setup_key.ts'
import { BeginSignIn, type Browser } from './begin_sign_in.ts'
import { CreateUser } from './create_user.ts'
import { EnsureBuiltIns } from './ensure_built_ins.ts'

export type Setup = { brandName: string; name: string; email: string; password: string }

/** Makes the first System admin and names the brand. Possible once, while there is nobody. */
export class SetUpInstallation {
  constructor(protected key: SetupKey) {}

  async handle({ brandName, name, email, password }: Setup, token: string, browser: Browser): Promise<string> {
    assertGoodPassword(password, { email, name })
    const passwordHash = await hashPassword(password)
    return this.key.use(token, () =>
      inTransaction(async (trx) => {
        await new EnsureBuiltIns().handle(trx)
        if (await trx.from('users').select('id').first()) throw new SetupSpent()
        const named = { name: brandName, name_key: keyOf(brandName), updated_at: Date.now() }
        await trx.from('brands').where('slug', DEFAULT_BRAND.slug).update(named)
        const role = await Role.findByOrFail('slug', SYSTEM_ADMIN, { client: trx })
        const person = { email, name, passwordHash, roles: [{ roleId: role.id, brandId: null }] }
        const user = await new CreateUser().handle(person, { id: null, via: 'web' }, trx)
        return new BeginSignIn().handle(user.id, browser, trx)
      })
    )
  }
}
