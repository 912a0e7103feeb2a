export { MediaPool, type MediaSettings } from './media_pool.ts'
export type { Digest, MadeFile } from './protocol.ts'
export { sanitiseSvg } from './sanitise_svg.ts'
