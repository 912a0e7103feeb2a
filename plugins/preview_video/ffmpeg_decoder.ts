import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FfprobeData, FfprobeStream } from 'fluent-ffmpeg'
import {
  LimitExceeded,
  NO_FACTS,
  Unreadable,
  type MediaContext,
  type MediaFacts,
  type MediaInput,
  type PreviewDecoder,
  type Raster,
  type RasterRequest,
} from '@damson/sdk'
import { extractFrame, probe, versionOf, type Programs } from './ffmpeg.ts'

/** The poster is taken at a tenth of the video, past titles and fades, but no later than this. */
const LATEST_POSTER_SECONDS = 30

export class FfmpegDecoder implements PreviewDecoder {
  readonly maker = 'preview_video@1'

  constructor(private programs: Programs) {}

  accepts(mimeType: string): boolean {
    return (
      mimeType.startsWith('video/') || mimeType.startsWith('audio/') || mimeType === 'application/mxf' || mimeType === 'application/ogg'
    )
  }

  async describe(input: MediaInput): Promise<MediaFacts> {
    const data = await this.#probe(input)
    const video = movingPicture(data)
    const audio = data.streams.find(({ codec_type: type }) => type === 'audio')
    return {
      ...NO_FACTS,
      ...(video ? displayedSize(video) : {}),
      durationSeconds: durationOf(data),
      videoCodec: video?.codec_name ?? null,
      audioCodec: audio?.codec_name ?? null,
      frameRate: video ? frameRateOf(video) : null,
    }
  }

  /** A frame of the moving picture, else the cover that comes with music, else nothing. */
  async raster(input: MediaInput, request: RasterRequest, context: MediaContext): Promise<Raster | null> {
    const data = await this.#probe(input)
    const video = movingPicture(data)
    const picture = video ?? data.streams.find(isCover)
    if (!picture) return null
    assertPixels(picture, context)
    const atSeconds = video ? (request.atSeconds ?? Math.min((durationOf(data) ?? 0) / 10, LATEST_POSTER_SECONDS)) : 0
    const path = join(context.workDir, `${randomUUID()}.png`)
    const frame = {
      stream: `0:${picture.index}`,
      longEdge: request.longEdge,
      outPath: path,
      timeoutSeconds: context.limits.seconds,
    }
    // Streams with few key frames or a wrong duration have nothing so far in, but do have a first frame.
    for (const seconds of new Set([atSeconds, 0])) {
      await extractFrame(this.programs, input.path, { ...frame, atSeconds: seconds }).catch((error: unknown) => {
        if (isTimeout(error)) throw tookTooLong(error)
        if (seconds === 0) throw unreadable(error)
      })
      if ((await stat(path).catch(() => null))?.size) return { path, mimeType: 'image/png' }
    }
    throw unreadable()
  }

  async check(): Promise<void> {
    await Promise.all([versionOf(this.programs.ffmpeg), versionOf(this.programs.ffprobe)])
  }

  async #probe(input: MediaInput): Promise<FfprobeData> {
    const data = await probe(this.programs, input.path).catch((error: unknown) => {
      throw unreadable(error)
    })
    if (!data.streams.some(({ codec_type: type }) => type === 'video' || type === 'audio')) throw unreadable()
    return data
  }
}

function isCover(stream: FfprobeStream): boolean {
  return stream.codec_type === 'video' && Number(stream.disposition?.attached_pic ?? 0) === 1
}

function movingPicture(data: FfprobeData): FfprobeStream | undefined {
  return data.streams.find((stream) => stream.codec_type === 'video' && !isCover(stream))
}

function durationOf(data: FfprobeData): number | null {
  const candidates = [data.format.duration, ...data.streams.map(({ duration }) => duration)]
  return candidates.map(Number).find((seconds) => Number.isFinite(seconds) && seconds > 0) ?? null
}

/** With the rotation that players apply, and pixels that are not square made so. */
function displayedSize(stream: FfprobeStream): { width: number | null; height: number | null } {
  const { width, height } = stream
  if (!width || !height) return { width: null, height: null }
  const [across, down] = String(stream.sample_aspect_ratio ?? '1:1')
    .split(':')
    .map(Number)
  const square = across && down ? Math.round((width * across) / down) : width
  const rotation = Number(stream.rotation ?? stream.tags?.rotate ?? 0)
  return rotation % 180 === 0 ? { width: square, height } : { width: height, height: square }
}

function frameRateOf(stream: FfprobeStream): number | null {
  const [frames, seconds] = String(stream.avg_frame_rate ?? '')
    .split('/')
    .map(Number)
  return frames && seconds ? Math.round((frames / seconds) * 1000) / 1000 : null
}

function assertPixels({ width = 0, height = 0 }: FfprobeStream, { limits }: MediaContext) {
  if (width * height <= limits.heavyPixels) return
  throw new LimitExceeded(
    `The picture of this file is ${width} × ${height} pixels; previews are made up to ${Math.round(limits.heavyPixels / 1e6)} megapixels. The original is kept and can be downloaded.`
  )
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout|SIGKILL/i.test(error.message)
}

function tookTooLong(cause: unknown) {
  return new LimitExceeded(
    'Taking a picture from this file took too long, so it was given up. The original is kept and can be downloaded.',
    cause
  )
}

function unreadable(cause?: unknown) {
  return new Unreadable('This file cannot be played: it is damaged, incomplete, or in a format that is not supported.', cause)
}
