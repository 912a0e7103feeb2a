const PAUSE_MS = 100

/** One line on the terminal that is written over and over; nothing where the output goes into a file. */
export class ProgressLine {
  #shownAt = 0

  show(text: () => string) {
    const now = Date.now()
    if (!process.stderr.isTTY || now - this.#shownAt < PAUSE_MS) return
    this.#shownAt = now
    process.stderr.write(`\r\x1b[2K${text()}`)
  }

  clear() {
    if (process.stderr.isTTY && this.#shownAt > 0) process.stderr.write('\r\x1b[2K')
  }
}
