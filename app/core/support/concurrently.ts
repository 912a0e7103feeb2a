/** Does `work` for every item, at most so many at a time. After a failure nothing new begins, and it is thrown when the rest ended. */
export async function concurrently<T>(limit: number, items: Iterable<T> | AsyncIterable<T>, work: (item: T) => Promise<void>) {
  const underway = new Set<Promise<void>>()
  const failures: unknown[] = []
  for await (const item of items) {
    const one: Promise<void> = work(item)
      .catch((error) => void failures.push(error))
      .finally(() => underway.delete(one))
    underway.add(one)
    if (underway.size >= limit) await Promise.race(underway)
    if (failures.length > 0) break
  }
  await Promise.all(underway)
  if (failures.length > 0) throw failures[0]
}
