let words: Record<string, string> | null = null

function all(): Record<string, string> {
  words ??= JSON.parse(document.getElementById('words')?.dataset.words ?? '{}') as Record<string, string>
  return words
}

/** The words for a key of `assets.js` in resources/lang, with `{values}` put in. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  return (all()[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** The same for one or many: `key_one`, `key_other`. */
export function sayCount(key: string, count: number, values: Record<string, string | number> = {}): string {
  return say(`${key}_${count === 1 ? 'one' : 'other'}`, { count: count.toLocaleString('en'), ...values })
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB']

export function saySize(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1)
  const value = bytes / 1000 ** power
  return `${power > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[power]}`
}
