import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { exiftoolPath } from 'exiftool-vendored'
import env from '#start/env'
import { off, ok, type Finding } from './finding.ts'

type Program = { subject: string; path: string; args: string[]; version: RegExp; without: string; advice: string }

export async function checkPrograms(): Promise<Finding[]> {
  const without = 'videos and sound get no preview and no duration'
  const ffmpeg = 'Install ffmpeg (apt-get install ffmpeg), or say where it is by FFMPEG_PATH and FFPROBE_PATH.'
  const programs: Program[] = [
    { subject: 'ffmpeg', path: env.ffmpegPath, args: ['-version'], version: /version (\S+)/, without, advice: ffmpeg },
    { subject: 'ffprobe', path: env.ffprobePath, args: ['-version'], version: /version (\S+)/, without, advice: ffmpeg },
    {
      subject: 'perl',
      path: 'perl',
      args: ['-e', 'print $^V'],
      version: /^v?(\S+)/,
      without: 'exiftool does not run',
      advice: 'Install perl (apt-get install perl).',
    },
    {
      subject: 'exiftool',
      path: await exiftoolPath(),
      args: ['-ver'],
      version: /(\S+)/,
      without: 'files tell neither title, keywords, camera nor date',
      advice: 'It comes with npm ci and needs perl.',
    },
  ]
  return Promise.all(programs.map(checkProgram))
}

async function checkProgram({ subject, path, args, version, without, advice }: Program): Promise<Finding> {
  try {
    const { stdout } = await promisify(execFile)(path, args, { timeout: 10_000 })
    return ok(subject, `version ${version.exec(stdout)?.[1] ?? 'unknown'}`)
  } catch {
    return off(subject, `"${path}" does not run, so ${without}`, advice)
  }
}
