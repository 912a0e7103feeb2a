export { MediaPool, type MediaSettings } from './media_pool.ts'
export { COLOURS, type Colour } from './colour.ts'
export type { Digest, Look, MadeFile } from './protocol.ts'
export { sanitiseSvg } from './sanitise_svg.ts'
