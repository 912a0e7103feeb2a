import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import ffmpeg, { type FfprobeData } from 'fluent-ffmpeg'

/** Where the two programs are. */
export type Programs = { ffmpeg: string; ffprobe: string }

/** Containers that we take. A playlist names other files and addresses, so none is among them. */
const FORMATS = [
  'aac,ac3,aiff,amr,ape,asf,au,avi,caf,dsf,dv,flac,flv,h264,hevc,iff,m4v,matroska,webm,mov,mp4,mp3,mpc,mpc8,mpeg,mpegts',
  'mpegvideo,mxf,nut,ogg,rm,tta,w64,wav,wv',
].join(',')

/** Nothing but the file that is named: no network, no other file. */
const CONFINED = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', FORMATS]

export type FrameRequest = {
  stream: string
  atSeconds: number
  longEdge: number
  outPath: string
  timeoutSeconds: number
}

/** The only file that knows fluent-ffmpeg. */
export function probe(programs: Programs, path: string): Promise<FfprobeData> {
  ffmpeg.setFfprobePath(programs.ffprobe)
  return new Promise((resolve, reject) => {
    ffmpeg.ffprobe(path, CONFINED, (error: unknown, data) => (error ? reject(error as Error) : resolve(data)))
  })
}

/** Writes one frame as PNG, turned upright, its longest edge no longer than asked. */
export function extractFrame(programs: Programs, path: string, request: FrameRequest): Promise<void> {
  const { stream, atSeconds, longEdge, outPath, timeoutSeconds } = request
  const fit = [
    // Pixels that are not square are made so first, since the second scale does not heed them.
    'scale=w=max(1\\,trunc(iw*sar+0.5)):h=ih,setsar=1',
    `scale=w=min(iw\\,${longEdge}):h=min(ih\\,${longEdge}):force_original_aspect_ratio=decrease`,
  ].join(',')
  return new Promise((resolve, reject) => {
    ffmpeg(path, { timeout: timeoutSeconds })
      .setFfmpegPath(programs.ffmpeg)
      .inputOptions(['-nostdin', '-threads', '1', ...CONFINED, ...(atSeconds > 0 ? ['-ss', atSeconds.toFixed(3)] : [])])
      .outputOptions(['-map', stream, '-frames:v', '1', '-vf', fit, '-threads', '1', '-compression_level', '1', '-update', '1'])
      .on('end', () => resolve())
      .on('error', (error: Error) => reject(error))
      .save(outPath)
  })
}

export async function versionOf(program: string): Promise<string> {
  const { stdout } = await promisify(execFile)(program, ['-hide_banner', '-version'], { timeout: 10_000 })
  return stdout.split('\n')[0] ?? ''
}
