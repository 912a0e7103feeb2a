import { BASE_52_DIGITS, generateNKeysBetween } from 'fractional-indexing'

const DIGITS = '0123456789abcdef'

/**
 * Where an asset stands in a collection is a key that sorts between those of its neighbours, so that moving some rewrites
 * no others. What is put in stands at the end: its key begins with the moment, which the library reads as a whole number
 * of 13 digits ("m"), and goes on with its place among those put in together and the end of its id, so that no two are alike.
 */
export const positionAtEnd = (now: number, index: number, assetId: string) =>
  `m${now}${String(index).padStart(3, '0')}${assetId.slice(-8)}8`

/** As many keys in order between two, of which either may be open. */
export const positionsBetween = (after: string | null, before: string | null, count: number): string[] =>
  generateNKeysBetween(after, before, count, DIGITS, BASE_52_DIGITS)
