import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const folder = join(dirname(createRequire(import.meta.url).resolve('lucide-static/package.json')), 'icons')
const drawn = new Map<string, string>()

/** The inner drawing of a Lucide icon, read once. A name that does not exist is a mistake in a template and fails loudly. */
function drawing(name: string): string {
  let svg = drawn.get(name)
  if (svg === undefined) {
    svg = /<svg[^>]*>([\s\S]*)<\/svg>/
      .exec(readFileSync(join(folder, `${name}.svg`), 'utf8'))![1]
      .replace(/\s+/g, ' ')
      .trim()
    drawn.set(name, svg)
  }
  return svg
}

/** An icon as inline SVG that takes the colour of its text. It says nothing to screen readers: its button does. */
export function lucide(name: string, className?: string): string {
  const classes = className ? `icon ${className}` : 'icon'
  return `<svg class="${classes}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${drawing(name)}</svg>`
}
