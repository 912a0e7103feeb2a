export { MediaPool, type MediaJobOptions, type MediaSettings } from './media_pool.ts'
export type { Digest, PreviewError } from './protocol.ts'
export { sanitiseSvg } from './sanitise_svg.ts'
