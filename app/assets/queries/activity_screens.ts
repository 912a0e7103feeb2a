import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { Visitor } from '#identity'

export type ScreenedRow = { action: string; brandId: string | null; before: string | null; after: string | null }

/** How a higher module keeps activities from telling of what a visitor may not know of. */
export type ActivityScreen = {
  /** Leaves out of the log what is about such things. */
  narrow: (query: DatabaseQueryBuilderContract, visitor: Visitor) => void
  /** Finds out, for the rows of a page together, which values before and after are not told. */
  hide: (visitor: Visitor, rows: ScreenedRow[]) => Promise<(row: ScreenedRow) => string[]>
}

const screens: ActivityScreen[] = []

export const addActivityScreen = (screen: ActivityScreen) => void screens.push(screen)

export function narrowByScreens(query: DatabaseQueryBuilderContract, visitor: Visitor) {
  for (const screen of screens) screen.narrow(query, visitor)
}

export async function hiddenByScreens(visitor: Visitor, rows: ScreenedRow[]): Promise<(row: ScreenedRow) => string[]> {
  const hidden = await Promise.all(screens.map((screen) => screen.hide(visitor, rows)))
  return (row) => hidden.flatMap((of) => of(row))
}
