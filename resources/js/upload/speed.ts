import { say } from '../core/words.ts'

/** How many seconds the speed is measured over: long enough to be calm, short enough to be true. */
const WINDOW_S = 6

/** Estimates how long the rest takes. */
export class Speed {
  readonly #measured: { at: number; sent: number }[] = []

  timeLeft(sent: number, size: number): string {
    const now = performance.now() / 1000
    this.#measured.push({ at: now, sent })
    while (this.#measured[0] && now - this.#measured[0].at > WINDOW_S) this.#measured.shift()
    const first = this.#measured[0]
    if (!first || now - first.at < 1 || sent <= first.sent) return ''
    const seconds = ((size - sent) * (now - first.at)) / (sent - first.sent)
    const isShort = seconds < 90
    return isShort
      ? say('seconds_left', { count: Math.max(1, Math.round(seconds)) })
      : say('minutes_left', { count: Math.round(seconds / 60) })
  }

  forget() {
    this.#measured.length = 0
  }
}
