import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, type Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { circleRevision, circlesNamed, fillCircle, requireMembers, type CircleJson, type CircleMembers, type Visitor } from '#identity'
import { AccessChangedMeanwhile, FolderNameTaken } from '../errors.ts'
import type { Folder } from '../models/folder.ts'
import { close, open } from '../restrictions.ts'
import { idsWithin, livingFolder, waitForTree } from '../tree.ts'

/** What becomes of those who were in: all are named anew, or some are added or taken away. */
type Change = (before: CircleMembers) => CircleMembers

const NOBODY: CircleJson = { users: [], groups: [] }

/** Restricts a folder, with all that is within it, to people and groups, and says who they are. */
export class RestrictFolder {
  /** To these and no others. `ifRevision` is what the visitor saw last; 0 where it was not restricted. */
  async handle(visitor: Visitor, folder: Folder, wanted: CircleMembers, ifRevision: number | null = null): Promise<void> {
    await this.#change(visitor, folder, () => wanted, ifRevision)
  }

  async add(visitor: Visitor, folder: Folder, { users, groups }: CircleMembers): Promise<void> {
    await this.#change(visitor, folder, (before) => ({
      users: [...new Set([...before.users, ...users])],
      groups: [...new Set([...before.groups, ...groups])],
    }))
  }

  async remove(visitor: Visitor, folder: Folder, { users, groups }: CircleMembers): Promise<void> {
    await this.#change(visitor, folder, (before) => ({
      users: before.users.filter((id) => !users.includes(id)),
      groups: before.groups.filter((id) => !groups.includes(id)),
    }))
  }

  /** Ends it. A restriction of a folder around it goes on. */
  async lift(visitor: Visitor, { id, brandId, name }: Folder): Promise<void> {
    try {
      await inRepeatableTransaction(async (trx) => {
        const folder = await held(trx, id, brandId)
        if (!folder.ownCircle) return
        const before = (await circlesNamed([folder.ownCircle], trx)).get(folder.ownCircle)!
        await open(trx, folder)
        await folder.useTransaction(trx).save()
        await note(trx, visitor, folder, 'folder.opened', { before: told(before) })
      })
    } catch (error) {
      throw isDuplicate(error) ? new FolderNameTaken(name) : error
    }
  }

  async #change(visitor: Visitor, { id, brandId }: Folder, change: Change, ifRevision: number | null = null) {
    await inRepeatableTransaction(async (trx) => {
      const folder = await held(trx, id, brandId)
      const revision = folder.ownCircle ? await circleRevision(trx, folder.ownCircle) : 0
      if (ifRevision !== null && ifRevision !== revision) throw new AccessChangedMeanwhile(folder.name)
      const isNew = !folder.ownCircle
      const before = isNew ? NOBODY : (await circlesNamed([folder.ownCircle], trx)).get(folder.ownCircle)!
      const kept = { users: idsOf(before.users), groups: idsOf(before.groups) }
      const wanted = change(kept)
      await requireMembers(trx, brandId, wanted, kept)
      if (!isNew && same(kept, wanted)) return
      const circle = isNew ? await close(trx, folder, await idsWithin(trx, id)) : folder.ownCircle
      await folder.useTransaction(trx).save()
      await fillCircle(trx, circle, wanted)
      const after = (await circlesNamed([circle], trx)).get(circle)!
      await note(trx, visitor, folder, 'folder.restricted', { ...(isNew ? {} : { before: told(before) }), after: told(after) })
    })
  }
}

async function held(trx: Transaction, id: string, brandId: string): Promise<Folder> {
  await waitForTree(trx, brandId)
  const folder = await livingFolder(trx, id)
  if (!folder) throw new NotFound('folder')
  return folder
}

const idsOf = (some: { id: string }[]) => some.map(({ id }) => id)
const namesOf = (some: { name: string }[]) => some.map(({ name }) => name)

/** An activity keeps names: they may be gone when it is read. */
const told = ({ users, groups }: CircleJson) => ({ people: namesOf(users), groups: namesOf(groups) })

const same = (a: CircleMembers, b: CircleMembers) =>
  [...a.users].sort().join() === [...b.users].sort().join() && [...a.groups].sort().join() === [...b.groups].sort().join()

function note(trx: Transaction, visitor: Visitor, folder: Folder, action: string, values: { before?: object; after?: object }) {
  const { id, brandId, name } = folder
  return recordActivity(trx, visitor.actor, {
    action,
    subjectType: 'folder',
    subjectId: id,
    brandId,
    ...Object.fromEntries(Object.entries(values).map(([when, said]) => [when, { name, ...said }])),
  })
}
