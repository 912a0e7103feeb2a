import { inRepeatableTransaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { assertMayGovern, queueRightsChanges, type Grantor, type RoleGrant } from '../grants.ts'
import User from '../models/user.ts'
import { ChangeRoles } from './change_roles.ts'
import { DisableUser } from './disable_user.ts'
import { EnableUser } from './enable_user.ts'
import { RenameUser } from './rename_user.ts'

export type UserChanges = { name?: string; isDisabled?: boolean; roles?: RoleGrant[] }

/** Changes a person as an administrator does: all of what is given, or nothing. */
export class UpdateUser {
  async handle(userId: string, { name, isDisabled, roles }: UserChanges, by: Grantor): Promise<void> {
    await inRepeatableTransaction(async (trx) => {
      await queueRightsChanges(trx)
      if (!(await User.find(userId, { client: trx }))) throw new NotFound('person')
      await assertMayGovern(by, userId, trx)
      if (name !== undefined) await new RenameUser().handle(userId, name, by.actor, trx)
      if (roles) await new ChangeRoles().handle(userId, roles, by, trx)
      if (isDisabled === true) await new DisableUser().handle(userId, by, trx)
      if (isDisabled === false) await new EnableUser().handle(userId, by, trx)
    })
  }
}
