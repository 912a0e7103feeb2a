import type { Colour } from './colour.ts'
import {
  LimitExceeded,
  PluginError,
  Unreadable,
  type MediaFacts,
  type MediaInput,
  type MediaLimits,
  type Recipe,
  type RenderedFile,
} from '@damson/sdk'

/** What the parent asks of a media process, one at a time. */
export type MediaRequest = { id: number; input: MediaInput; workDir: string; limits: MediaLimits } & (
  | { kind: 'digest'; recipe: Recipe; outPath: string }
  | { kind: 'render'; recipe: Recipe; outPath: string }
  | { kind: 'text' }
  | { kind: 'look' }
)

export type MediaResults = { digest: Digest; render: MadeFile; text: string; look: Look }

/** What a small picture tells of a large one: base64 of about 25 bytes that draw it blurred, and its main colour. */
export type Look = { thumbHash: string; colour: Colour | null }

/** A file that was made, with its hash in lower-case hex. */
export type MadeFile = RenderedFile & { sha256: string }

/** Why there is no picture of a file: a stable code and a sentence for people. */
export type PreviewError = { code: string; message: string }

export type Digest = {
  /** Null for a type that no decoder takes. */
  facts: MediaFacts | null
  thumb: MadeFile | null
  previewError?: PreviewError
}

/** `memory`: bytes that the process holds after the job. */
export type MediaReply =
  | { id: number; kind: 'facts'; facts: MediaFacts }
  | { id: number; kind: 'done'; result: MediaResults[keyof MediaResults]; memory: number }
  | { id: number; kind: 'failed'; error: SentError; memory: number }

type SentError = { code: string; message: string; retryable: boolean; stack?: string }

/** Errors lose their class between processes; the code brings it back. */
export function packError(error: unknown): SentError {
  if (error instanceof PluginError) {
    const { code, message, retryable, stack } = error
    return { code, message, retryable, stack }
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  return { code: 'media_failed', message, retryable: true, stack }
}

export function unpackError({ code, message, retryable, stack }: SentError): PluginError {
  const cause = stack ? Object.assign(new Error(message), { stack }) : undefined
  if (code === 'unreadable') return new Unreadable(message, cause)
  if (code === 'limit_exceeded') return new LimitExceeded(message, cause)
  return new PluginError(message, { code, retryable, cause })
}
