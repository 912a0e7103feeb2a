/** The words of one asset, by where they stand, with what a search is narrowed and ordered by. */
export type SearchDocument = {
  id: string
  brandId: string
  /** Epoch milliseconds. */
  createdAt: number
  name: string
  fileName: string
  title: string
  description: string
  keywords: string
  body: string
  /** Another one as soon as anything above is another: `list` gives it back. */
  digest: string
}

export type SearchQuestion = {
  /** Words, and phrases of words with single blanks between; all of them must be found. One at least. */
  terms: string[]
  /** Nothing of other brands is found or counted. An empty list finds nothing. */
  brands: string[] | 'all'
  /** So many ids at most. */
  limit: number
}

export type SearchAnswer = {
  /** Closest first, and of those as close the newest; fewer than `limit` only where there are no more. */
  ids: string[]
  /** How many there are in all. */
  total: number
  /** The words in the documents that were taken for those asked for, such as `harbour` for `harbuor`. */
  words: string[]
}

/** An index that is made beside the one that answers. */
export interface SearchRebuild {
  put(documents: SearchDocument[]): Promise<void>
  /** From now on this one answers; the old one goes. */
  finish(): Promise<void>
  /** Removes it. The old one goes on answering. */
  abandon(): Promise<void>
}

/**
 * Finds assets by words. It is told of every change at least once, and may be told of one twice. Who may see what is
 * decided by the application, which believes no id it is given; `brands` is there so that numbers are right.
 */
export interface SearchEngine {
  /** Throws `IndexMissing` before the first rebuild. */
  search(question: SearchQuestion): Promise<SearchAnswer>

  /** Takes in documents, in place of those of the same ids. When it resolves, searches find them. Throws `IndexMissing`. */
  put(documents: SearchDocument[]): Promise<void>

  /** Takes documents out. One that is not there is no error. */
  remove(ids: string[]): Promise<void>

  /** Begins an index beside the present one, which goes on answering. */
  rebuild(): Promise<SearchRebuild>

  /** What the index holds, some at a time, in no particular order. */
  list(): AsyncIterable<{ id: string; digest: string }[]>

  /** Proves that it can be reached, lets us in and has an index, or throws what stands in the way. */
  check(): Promise<void>
}
