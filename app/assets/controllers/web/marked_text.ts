import type { Match } from '../../search/explain_match.ts'

export type Piece = { text: string; isMarked: boolean }

/** A text cut where its marks begin and end. */
export function piecesOf({ text, marks }: Match): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const [from, to] of marks) {
    if (from > at) pieces.push({ text: text.slice(at, from), isMarked: false })
    pieces.push({ text: text.slice(from, to), isMarked: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isMarked: false })
  return pieces
}
