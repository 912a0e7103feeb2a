import type { Transaction } from '#core/database/index'

const LONGEST = 60

/** A name as it stands in addresses: "Crème & Co" is "creme-co". The next free number follows where it is taken. */
export async function freeSlug(table: 'brands' | 'roles', name: string, trx: Transaction): Promise<string> {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const base =
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, LONGEST - 6) || table.slice(0, -1)
  for (let nth = 1; ; nth += 1) {
    const slug = nth === 1 ? base : `${base}-${nth}`
    if (!(await trx.from(table).where('slug', slug).select('id').first())) return slug
  }
}
