let words: Record<string, string> | undefined

/** The words of the back office, with `{values}` put in; what has none is said as it is. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  words ??= JSON.parse(document.getElementById('app')?.dataset.words ?? '{}') as Record<string, string>
  const text = words[key] ?? key.slice(key.indexOf('.') + 1)
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
