import type { SearchEngine } from '@damson/sdk'

let make: (() => Promise<SearchEngine>) | null = null

/** A slot: the engine that finds assets by words in the stead of the database. `null` gives it back to the database. */
export function searchBy(engine: (() => Promise<SearchEngine>) | null) {
  make = engine
}

/** Whether there is one that must be told of changes. */
export const hasSearchEngine = () => make !== null

export const searchEngine = async (): Promise<SearchEngine | null> => (make ? make() : null)
