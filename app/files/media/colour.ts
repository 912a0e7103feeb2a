/** The colours that pictures are looked for by. */
export const COLOURS = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink', 'brown', 'black', 'grey', 'white'] as const
export type Colour = (typeof COLOURS)[number]

/** A touch of colour says more of a picture than the wall behind it: greys count this much less. */
const GREY_WEIGHT = 0.25
/** Below this, a picture is its greys. */
const LEAST_SHARE = 0.06

/** The colour that most of a picture has, of its opaque pixels as RGBA; null where all of it is transparent. */
export function dominantColour(pixels: Uint8Array): Colour | null {
  const counts = new Map<Colour, number>()
  let opaque = 0
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3]! < 128) continue
    opaque += 1
    const colour = nameOf(pixels[at]!, pixels[at + 1]!, pixels[at + 2]!)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  if (opaque === 0) return null
  const weight = ([colour, count]: [Colour, number]) => {
    if (isGrey(colour)) return count * GREY_WEIGHT
    return count / opaque < LEAST_SHARE ? 0 : count
  }
  return [...counts].reduce((most, one) => (weight(one) > weight(most) ? one : most))[0]
}

const isGrey = (colour: Colour) => colour === 'black' || colour === 'grey' || colour === 'white'

/** Where each hue ends, in degrees. */
const HUES: [number, Colour][] = [
  [15, 'red'],
  [42, 'orange'],
  [68, 'yellow'],
  [160, 'green'],
  [195, 'teal'],
  [255, 'blue'],
  [290, 'purple'],
  [345, 'pink'],
  [361, 'red'],
]

function nameOf(r: number, g: number, b: number): Colour {
  const most = Math.max(r, g, b)
  const spread = most - Math.min(r, g, b)
  if (most < 40) return 'black'
  if (spread < 28 || spread / most < 0.14) return most > 215 ? 'white' : most < 70 ? 'black' : 'grey'
  const hue = hueOf(r, g, b, most, spread)
  if (hue >= 10 && hue < 50 && most < 150) return 'brown'
  return HUES.find(([end]) => hue < end)![1]
}

function hueOf(r: number, g: number, b: number, most: number, spread: number): number {
  if (most === r) return (60 * ((g - b) / spread) + 360) % 360
  return most === g ? 60 * ((b - r) / spread) + 120 : 60 * ((r - g) / spread) + 240
}
