import { createHash } from 'node:crypto'
import type { Recipe } from '@damson/sdk'

/** The two renditions that every file gets, made at ingest. */
export const THUMB: Recipe = { kind: 'image', width: 480, height: 480, fit: 'inside', format: 'webp', quality: 80, effort: 2 }
export const PREVIEW: Recipe = { kind: 'image', width: 2048, height: 2048, fit: 'inside', format: 'webp', quality: 82, effort: 2 }

/**
 * The name of a rendition: the bytes, the recipe with every input resolved, and the versions of what
 * makes it. Anything that would change the result changes the key.
 */
export function recipeKey(sha256: string, recipe: Recipe, makerKey: string): string {
  const resolved = Object.entries(recipe)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([sha256, resolved, makerKey]))
    .digest('hex')
}
