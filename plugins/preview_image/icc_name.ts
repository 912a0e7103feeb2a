/** The description of an ICC profile (its `desc` tag, in the old and the new encoding), or null. */
export function iccName(profile: Buffer): string | null {
  if (profile.length < 132) return null
  const count = Math.min(profile.readUInt32BE(128), 100)
  for (let at = 132; at < 132 + count * 12 && at + 12 <= profile.length; at += 12) {
    if (profile.toString('latin1', at, at + 4) !== 'desc') continue
    const offset = profile.readUInt32BE(at + 4)
    const size = profile.readUInt32BE(at + 8)
    if (offset + size > profile.length) return null
    return readDescription(profile.subarray(offset, offset + size))
  }
  return null
}

function readDescription(tag: Buffer): string | null {
  const type = tag.toString('latin1', 0, 4)
  if (type === 'desc' && tag.length >= 12) return clean(tag.toString('latin1', 12, 12 + tag.readUInt32BE(8)))
  if (type === 'mluc' && tag.length >= 28) {
    const length = tag.readUInt32BE(20)
    const offset = tag.readUInt32BE(24)
    const text = Buffer.from(tag.subarray(offset, offset + (length & ~1)))
    return clean(text.swap16().toString('utf16le'))
  }
  return null
}

function clean(text: string): string | null {
  return (
    text
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 100) || null
  )
}
