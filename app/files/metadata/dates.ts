const WRITTEN = /^(\d{4})[:-](\d{2})[:-](\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,6})?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/

/**
 * A date as exiftool writes it (`2019:05:24 15:06:38.12+02:00`, parts may be missing) as ISO 8601, or null
 * for what is no date, such as the zeros and the 99th of months that cameras leave behind.
 */
export function isoDate(written: string | null, offset?: string | null): string | null {
  const parts = WRITTEN.exec(written?.trim() ?? '')
  if (!parts) return null
  const [, year, month, day, hour, minute, second = '00', fraction = '', zone] = parts
  if (!isRealDay(Number(year), Number(month), Number(day))) return null
  const date = `${year}-${month}-${day}`
  if (hour === undefined) return date
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return date
  const milliseconds = fraction.replace(/0+$/, '').slice(0, 4)
  return `${date}T${hour}:${minute}:${second}${milliseconds === '.' ? '' : milliseconds}${zoneOf(zone ?? offset)}`
}

function isRealDay(year: number, month: number, day: number): boolean {
  if (year < 1800 || year > 2200) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function zoneOf(zone: string | null | undefined): string {
  if (!zone) return ''
  if (/^Z|^[+-]00:?00$/.test(zone)) return zone.startsWith('Z') ? 'Z' : '+00:00'
  const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(zone.trim())
  return parts && Number(parts[2]) <= 14 && Number(parts[3]) < 60 ? `${parts[1]}${parts[2]}:${parts[3]}` : ''
}
