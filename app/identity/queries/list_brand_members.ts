import db from '@adonisjs/lucid/services/db'

/** A role held in a brand, by a person or by a group. Its id is that of the assignment. */
export type BrandMember = {
  id: string
  type: 'person' | 'group'
  holderId: string
  name: string
  /** Of a person; null for a group. */
  email: string | null
  roleId: string
  roleName: string
}

/** Who holds a role in this brand. Whoever holds one everywhere has it here too, and is not in this list. */
export class ListBrandMembers {
  async handle(brandId: string): Promise<BrandMember[]> {
    const people = db
      .from('role_assignments as a')
      .join('users as h', 'h.id', 'a.user_id')
      .select('a.id', 'h.id as holderId', 'h.name', 'h.email')
    const groups = db.from('group_roles as a').join('user_groups as h', 'h.id', 'a.group_id').select('a.id', 'h.id as holderId', 'h.name')
    const [ofGroups, ofPeople] = await Promise.all(
      [groups, people].map((query) =>
        query
          .join('roles as r', 'r.id', 'a.role_id')
          .where('a.brand_id', brandId)
          .select('r.id as roleId', 'r.name as roleName')
          .orderBy('h.name')
          .orderBy('a.id')
      )
    )
    return [
      ...ofGroups!.map((row): BrandMember => ({ ...row, type: 'group', email: null })),
      ...ofPeople!.map((row): BrandMember => ({ ...row, type: 'person' })),
    ]
  }
}
