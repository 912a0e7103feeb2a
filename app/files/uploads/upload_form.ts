import type { IncomingMessage } from 'node:http'
import { PassThrough, type Readable } from 'node:stream'
import { FormTooLong, UploadIncomplete } from '../errors.ts'
import { ReceiveFile, type ReceivedFile } from '../actions/receive_file.ts'
import { cleanFileName } from '../file_name.ts'
import { parseForm } from './parse_form.ts'

const MAX_FILES = 500
const MAX_PARTS = MAX_FILES + 10

type Fields = Record<string, string>

type Handling<Outcome> = {
  /** Runs before a byte of a file is taken, with the fields that stand before the files. */
  begin: (fields: Fields) => Promise<void>
  accept: (file: ReceivedFile, fields: Fields) => Promise<Outcome>
  refuse: (fileName: string, error: unknown) => Outcome
}

/** Takes in the files of a form, one after the other; what becomes of one does not touch the others. */
export async function takeUploadForm<Outcome>(request: IncomingMessage, handling: Handling<Outcome>): Promise<Outcome[]> {
  const fields: Fields = {}
  const streams: PassThrough[] = []
  const outcomes: Promise<Outcome>[] = []
  let begun: Promise<void> | null = null
  let last: Promise<unknown> = Promise.resolve()
  const begin = () => (begun ??= handling.begin(fields))
  const add = (fileName: string, received: Promise<ReceivedFile>) => {
    received.catch(() => {})
    const outcome = last
      .then(() => received)
      .then((file) => handling.accept(file, fields))
      .catch((error: unknown) => handling.refuse(fileName, error))
    outcomes.push(outcome)
    last = outcome
  }
  try {
    await parseForm(request, { files: MAX_FILES, parts: MAX_PARTS }, (reject) => ({
      // Boxes of one name that are ticked are a list.
      field: (name, value) => (fields[name] = fields[name] && value ? `${fields[name]},${value}` : fields[name] || value),
      file: (_field, stream, givenName) => {
        begin().catch(reject)
        // Browsers send a file without a name where none was chosen.
        if (!givenName) return stream.resume()
        const passing = passOn(stream)
        streams.push(passing)
        const received = begin().then(() => new ReceiveFile().fromStream(passing, givenName))
        add(cleanFileName(givenName), received)
      },
      tooMany: () => add('…', Promise.reject(new FormTooLong(MAX_FILES))),
    }))
    await begin()
    return await Promise.all(outcomes)
  } catch (error) {
    request.unpipe()
    for (const stream of streams) stream.destroy(new UploadIncomplete())
    await Promise.allSettled(outcomes)
    throw error
  }
}

/** Whoever reads may stop early, as of a file that is too large: the rest of it is passed over, and the form goes on. */
function passOn(stream: Readable): PassThrough {
  const passing = stream.pipe(new PassThrough())
  stream.on('error', () => passing.destroy(new UploadIncomplete()))
  passing.on('error', () => {})
  passing.on('close', () => stream.resume())
  return passing
}
