const MAX_LENGTH = 1000

/**
 * A file name as people gave it, kept as text only: it never becomes part of a path. Folders before
 * it are dropped, control characters and direction overrides, which could make one name look like
 * another, are taken out.
 */
export function cleanFileName(given: string | null | undefined): string {
  const last = (given ?? '').replaceAll('\\', '/').split('/').filter(Boolean).at(-1) ?? ''
  // eslint-disable-next-line no-control-regex
  const visible = last.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '').trim()
  const whole = visible === '' || visible === '.' || visible === '..' ? 'unnamed' : visible
  return [...whole.normalize('NFC')].slice(0, MAX_LENGTH).join('')
}

/** The name without its ending, for people to start from. */
export function nameWithoutExtension(fileName: string): string {
  const bare = fileName.replace(/\.[a-z0-9]{1,8}$/i, '')
  return [...(bare === '' ? fileName : bare)].slice(0, 250).join('')
}
