/** Relative luminance, as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

/** Black or white, whichever reads better on this colour, with its contrast. One of both always passes AA (4.5). */
export function textOn(hex: string): { textColour: '#000000' | '#ffffff'; contrast: number } {
  const light = luminance(hex)
  const [onBlack, onWhite] = [(light + 0.05) / 0.05, 1.05 / (light + 0.05)]
  const contrast = Math.floor(Math.max(onBlack, onWhite) * 100) / 100
  return { textColour: onBlack > onWhite ? '#000000' : '#ffffff', contrast }
}
