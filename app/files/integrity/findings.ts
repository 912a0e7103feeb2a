const LISTED = 10_000

/** What was found: all of it counted, the first ten thousand listed. */
export class Findings<T> {
  total = 0
  readonly listed: T[] = []

  add(one: T) {
    this.total += 1
    if (this.listed.length < LISTED) this.listed.push(one)
  }
}
