import vine from '@vinejs/vine'
import { definePlugin, Unavailable } from '@damson/sdk'
import { FfmpegDecoder } from './ffmpeg_decoder.ts'
import { findExecutable } from './find_executable.ts'

/** Posters of videos, covers of music, and what both are made of, by ffmpeg. */
export default definePlugin({
  name: 'preview_video',
  sdk: 1,
  options: vine.create({
    /** Name or path of the programs. */
    ffmpegPath: vine.string(),
    ffprobePath: vine.string(),
  }),
  provides: {
    preview: async ({ options }) => {
      const [ffmpeg, ffprobe] = await Promise.all([findExecutable(options.ffmpegPath), findExecutable(options.ffprobePath)])
      if (!ffmpeg || !ffprobe) {
        const missing = ffmpeg ? options.ffprobePath : options.ffmpegPath
        throw new Unavailable(
          `"${missing}" is not on this machine, so videos and sound get no preview. Install ffmpeg, or say where it is by FFMPEG_PATH and FFPROBE_PATH.`
        )
      }
      return new FfmpegDecoder({ ffmpeg, ffprobe })
    },
  },
})
