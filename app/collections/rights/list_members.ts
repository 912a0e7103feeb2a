import db from '@adonisjs/lucid/services/db'
import { levelOf, type Level } from './levels.ts'

export type MemberJson = {
  id: string
  kind: 'user' | 'group'
  /** The id of the person or the group. */
  subjectId: string
  name: string
  level: Level
  mayShare: boolean
  createdAt: string
}

type Row = {
  id: string
  userId: string | null
  groupId: string | null
  userName: string | null
  groupName: string | null
  level: number
  mayShare: boolean | number
  createdAt: number
}

/** More than these belong into a group. */
export const MOST_MEMBERS = 200

/** The people and groups that a collection names, by name. */
export async function listMembers(collectionId: string): Promise<MemberJson[]> {
  const rows = (await db
    .from('collection_members as named')
    .leftJoin('users', 'users.id', 'named.user_id')
    .leftJoin('user_groups', 'user_groups.id', 'named.group_id')
    .where('named.collection_id', collectionId)
    .limit(MOST_MEMBERS)
    .select({
      id: 'named.id',
      userId: 'named.user_id',
      groupId: 'named.group_id',
      userName: 'users.name',
      groupName: 'user_groups.name',
      level: 'named.level',
      mayShare: 'named.may_share',
      createdAt: 'named.created_at',
    })) as unknown as Row[]
  return rows.map(toJson).sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

const toJson = ({ id, userId, groupId, userName, groupName, level, mayShare, createdAt }: Row): MemberJson => ({
  id,
  kind: userId ? 'user' : 'group',
  subjectId: (userId ?? groupId)!,
  name: userName ?? groupName ?? '',
  level: levelOf(Number(level)),
  mayShare: Boolean(mayShare),
  createdAt: new Date(Number(createdAt)).toISOString(),
})
