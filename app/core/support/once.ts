/** What is made when it is first asked for, such as a validator that waits until every module has added what it checks. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
