import type { Transaction } from '#core/database/index'
import { drawCircle, endCircle, fillCircle, isAround, moveCircles, outerOf } from '#identity'
import { Folder } from './models/folder.ts'

/*
 * A folder knows the circle of the nearest restricted folder, from itself upwards, and a circle the one around it. So what may be seen
 * of assets is asked of their folder, with no more than folders to change when a restriction does: nothing is ever open that should
 * be closed, however many assets there are. Whoever calls these holds the tree.
 */

/** The circle that it would have without a restriction of its own. */
export async function surroundings(trx: Transaction, { ownCircle, circleId }: Folder): Promise<string | null> {
  return ownCircle ? outerOf(trx, ownCircle) : circleId
}

/** Whether a circle is the other one or within it. */
export async function isUnder(trx: Transaction, circle: string | null, other: string | null): Promise<boolean> {
  if (other === null) return true
  for (let at = circle; at !== null; at = await outerOf(trx, at)) if (at === other) return true
  return false
}

/** Restricts a folder, with all that is within it, to nobody yet; answers the circle. */
export async function close(trx: Transaction, folder: Folder, within: string[]): Promise<string> {
  const outerId = folder.circleId
  const circle = await drawCircle(trx, { brandId: folder.brandId, outerId })
  await follow(trx, within, outerId, circle)
  folder.merge({ circleId: circle, ownCircle: circle })
  return circle
}

/** Restricts a folder that is in the database, with all that is within it, to nobody, whoever it was open to. */
export async function closeAnew(trx: Transaction, folder: Folder, within: string[]) {
  if (folder.ownCircle) return fillCircle(trx, folder.ownCircle, { users: [], groups: [] })
  const circle = await close(trx, folder, within)
  await trx.from('folders').where('id', folder.id).update({ own_circle: circle })
}

/** Ends the restriction of a folder; one around it goes on. Deleted folders that remember it are open as it is. */
export async function open(trx: Transaction, folder: Folder) {
  const outerId = await outerOf(trx, folder.ownCircle)
  await trx.from('folders').where('circle_id', folder.ownCircle).update({ circle_id: outerId })
  await endCircle(trx, folder.ownCircle)
  folder.merge({ circleId: outerId, ownCircle: '' })
}

/** Puts a folder, with all that is within it, into other surroundings. A restriction of its own goes with it. */
export async function rehang(trx: Transaction, folder: Folder, within: string[], circle: string | null) {
  const before = await surroundings(trx, folder)
  if (before === circle) return
  if (folder.ownCircle) {
    await moveCircles(trx, [folder.ownCircle], before, circle)
    return
  }
  await follow(trx, within, before, circle)
  folder.circleId = circle
}

/** Those that had the circle `from` have `to`, and circles that were directly within it are within that. */
async function follow(trx: Transaction, within: string[], from: string | null, to: string | null) {
  for (let at = 0; at < within.length; at += 500) {
    const some = within.slice(at, at + 500)
    const restricted = (await trx.from('folders').whereIn('id', some).where('own_circle', '<>', '').select('own_circle')) as {
      own_circle: string
    }[]
    await moveCircles(
      trx,
      restricted.map((row) => row.own_circle),
      from,
      to
    )
    const had = trx.from('folders').whereIn('id', some)
    if (from === null) had.whereNull('circle_id')
    else had.where('circle_id', from)
    await had.update({ circle_id: to })
  }
}

/** Ends a folder that was deleted before this moment. One around which others stand restricted, deleted too, is kept for them. */
export async function forgetFolder(trx: Transaction, id: string, before: number) {
  const folder = await Folder.query({ client: trx }).where('id', id).where('deletedAt', '<', before).first()
  if (!folder) return
  if (folder.ownCircle) {
    const others = trx.from('folders').where('circle_id', folder.ownCircle).whereNot('id', id).select('id').first()
    if ((await others) || (await isAround(trx, folder.ownCircle))) return
    await endCircle(trx, folder.ownCircle)
  }
  await trx.from('folders').where('id', id).delete()
}
