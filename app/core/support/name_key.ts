/** The form of a name by which it is sorted and found: without case and accents, the same on every database. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .slice(0, 180)
}
