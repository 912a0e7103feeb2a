/** What parts the names of a path, the least likely to stand in a name first. */
const SEPARATORS = ['|', '>', '/']

export const separatorIn = (paths: string[]) => SEPARATORS.find((one) => paths.some((path) => path.includes(one))) ?? '|'

/** The names of a path; a backslash before the separator makes it part of a name. */
export function splitPath(path: string, separator: string): string[] {
  const names = ['']
  for (let at = 0; at < path.length; at++) {
    const sign = path[at]!
    if (sign === '\\' && [separator, '\\'].includes(path[at + 1] ?? '')) names[names.length - 1] += path[++at]!
    else if (sign === separator) names.push('')
    else names[names.length - 1] += sign
  }
  const trimmed = names.map((name) => name.trim())
  // Paths often begin or end with their separator.
  while (trimmed.length > 0 && trimmed[0] === '') trimmed.shift()
  while (trimmed.length > 0 && trimmed.at(-1) === '') trimmed.pop()
  return trimmed
}

/** The path that `splitPath` reads as these names. */
export const joinPath = (names: string[]) => names.map((name) => name.replace(/[\\|]/g, '\\$&')).join('|')
