import { createHash } from 'node:crypto'
import { ArchiveWriter } from '../../../app/admin/backups/archive_writer.ts'
import { entriesIn } from '../../../app/admin/backups/archive_reader.ts'
import { rowsEntry } from '../../../app/admin/backups/entries.ts'

type Piece = { name: string; content: Buffer }

/**
 * Writes a copy of an archive with other content and hashes that are right again: what somebody would make
 * who wants a restore to do something it should not.
 */
export async function forge(from: string, to: string, change: (piece: Piece) => Piece | Piece[]) {
  const archive = new ArchiveWriter(to)
  await archive.open()
  for await (const { name, content } of entriesIn(from)) {
    const piece = { name, content: Buffer.concat(await Array.fromAsync(content)) }
    for (const one of [change(piece)].flat()) {
      if (one.name === 'closing.json') {
        const closing = { ...JSON.parse(one.content.toString()), entries: archive.entries, sha256: archive.chain() }
        await archive.add(one.name, Buffer.from(JSON.stringify(closing)))
      } else await archive.add(one.name, one.content)
    }
  }
  await archive.finish()
}

/** The rows of one table, changed as text. */
export function withRows(table: string, change: (text: string) => string, as = table) {
  return (piece: Piece): Piece => {
    if (!piece.name.startsWith(`tables/${table}/`)) return piece
    const content = Buffer.from(change(piece.content.toString()))
    return { name: rowsEntry(as, 1, createHash('sha256').update(content).digest('hex')), content }
  }
}
