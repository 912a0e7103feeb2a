/** The form in which names and addresses are compared: two that look alike to people are one. */
export function keyOf(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}
