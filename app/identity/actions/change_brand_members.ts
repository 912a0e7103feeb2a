import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, newId, type Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { FieldProblem } from '../errors.ts'
import { assertMayGrant, queueRightsChanges, type Grantor } from '../grants.ts'
import { keyOf } from '../key.ts'

/** Who is to hold a role in a brand: a person by id or address, or a group. */
export type NewMember = { userId?: string; email?: string; groupId?: string; roleId: string }

type Place = { table: 'role_assignments'; column: 'user_id' } | { table: 'group_roles'; column: 'group_id' }
type Found = Place & { row: { id: string; role_id: string } & Record<string, string> }

const PEOPLE: Place = { table: 'role_assignments', column: 'user_id' }
const GROUPS: Place = { table: 'group_roles', column: 'group_id' }

/** Who holds which role in a brand (S1-95). Nobody gives, changes or takes a role beyond their own rights there. */
export class ChangeBrandMembers {
  add(brandId: string, given: NewMember, by: Grantor): Promise<string> {
    return this.#change(async (trx) => {
      await assertMayGrant(by, [{ roleId: given.roleId, brandId }], trx)
      const { table, column, holderId } = await this.#holder(given, by, trx)
      const id = newId()
      const row = { id, [column]: holderId, role_id: given.roleId, brand_id: brandId, brand_key: brandId, created_at: Date.now() }
      await trx.table(table).insert(row)
      await this.#record('brand.member_added', brandId, { after: { [keyFor(column)]: holderId, roleId: given.roleId } }, by, trx)
      return id
    })
  }

  change(brandId: string, memberId: string, roleId: string, by: Grantor): Promise<void> {
    return this.#change(async (trx) => {
      const { table, column, row } = await this.#find(brandId, memberId, trx)
      const holder = { [keyFor(column)]: row[column] }
      await assertMayGrant(
        by,
        [
          { roleId: row.role_id, brandId },
          { roleId, brandId },
        ],
        trx
      )
      await trx.from(table).where('id', memberId).update({ role_id: roleId })
      const values = { before: { ...holder, roleId: row.role_id }, after: { ...holder, roleId } }
      await this.#record('brand.member_changed', brandId, values, by, trx)
    })
  }

  remove(brandId: string, memberId: string, by: Grantor): Promise<void> {
    return this.#change(async (trx) => {
      const { table, column, row } = await this.#find(brandId, memberId, trx)
      await assertMayGrant(by, [{ roleId: row.role_id, brandId }], trx)
      await trx.from(table).where('id', memberId).delete()
      const before = { [keyFor(column)]: row[column], roleId: row.role_id }
      await this.#record('brand.member_removed', brandId, { before }, by, trx)
    })
  }

  async #change<T>(work: (trx: Transaction) => Promise<T>): Promise<T> {
    try {
      return await inRepeatableTransaction(async (trx) => {
        await queueRightsChanges(trx)
        return work(trx)
      })
    } catch (error) {
      if (!isDuplicate(error)) throw error
      throw new FieldProblem('already_member', 'roleId', 'They hold this role in this brand already. Choose another role.')
    }
  }

  /** Groups stand outside brands: only who looks after people may know of them. */
  async #holder({ userId, email, groupId }: NewMember, by: Grantor, trx: Transaction) {
    if (groupId) {
      const group = by.can('users.manage') && (await trx.from('user_groups').where('id', groupId).select('id').first())
      if (!group) throw new FieldProblem('no_such_group', 'groupId', 'There is no such group, or you may not see it.')
      return { ...GROUPS, holderId: groupId }
    }
    const people = trx.from('users').whereNot('status', 'disabled')
    const person = await (userId ? people.where('id', userId) : people.where('email_key', keyOf(email ?? ''))).select('id').first()
    if (!person) {
      const field = userId ? 'userId' : 'email'
      throw new FieldProblem('no_such_person', field, 'Nobody here has this address. Ask an administrator to invite them first.')
    }
    return { ...PEOPLE, holderId: person.id as string }
  }

  async #find(brandId: string, memberId: string, trx: Transaction): Promise<Found> {
    for (const place of [PEOPLE, GROUPS]) {
      const row = await trx.from(place.table).where('id', memberId).where('brand_id', brandId).first()
      if (row) return { ...place, row }
    }
    throw new NotFound('member')
  }

  #record(action: string, brandId: string, values: { before?: object; after?: object }, by: Grantor, trx: Transaction) {
    return recordActivity(trx, by.actor, { action, subjectType: 'brand', subjectId: brandId, brandId, ...values })
  }
}

function keyFor(column: Place['column']) {
  return column === 'user_id' ? 'userId' : 'groupId'
}
