import { find } from '../core/dom.ts'
import { toast } from '../core/toast.ts'
import { say, sayCount, saySize } from '../core/words.ts'
import { askFields } from './ask_fields.ts'
import { go } from '../library/navigate.ts'
import { onChosen, onTakenOver } from './choose.ts'
import { onDropped } from './drop.ts'
import { UploadLine } from './lines.ts'
import { UploadQueue, type Transfer } from './queue.ts'
import { showArrived } from './arrivals.ts'
import { Speed } from './speed.ts'

const ARRIVALS_EVERY_MS = 700

export function startUploads() {
  const bar = find<HTMLDetailsElement>('#uploads')
  if (!bar) return
  const uploads = new UploadBar(bar)
  onChosen((files) => void uploads.take(files))
  onDropped((files) => void uploads.take(files))
  onTakenOver((file, metadataFrom) => void uploads.take([{ file, path: file.name }], metadataFrom))
  window.addEventListener('beforeunload', (event) => uploads.isBusy && event.preventDefault())
}

/** The bar at the top: bytes of all files, a line for each, gone when all have arrived (S2-33 to S2-36). */
class UploadBar {
  readonly #bar: HTMLDetailsElement
  readonly #queue = new UploadQueue((transfer) => this.#changed(transfer))
  readonly #lines = new Map<Transfer, UploadLine>()
  readonly #speed = new Speed()
  readonly #arrived: string[] = []
  #isDrawing = false
  #timer = 0

  constructor(bar: HTMLDetailsElement) {
    this.#bar = bar
  }

  get isBusy() {
    return this.#queue.isBusy
  }

  async take(files: { file: File; path: string }[], metadataFrom = '') {
    if (files.length === 0) return
    // What is taken over has them already.
    const answers = this.#bar.dataset.asks === 'true' && !metadataFrom ? await askFields() : undefined
    if (answers === null) return
    for (const transfer of this.#queue.add(files, answers, metadataFrom)) {
      const line = new UploadLine(transfer, {
        again: () => this.#queue.again(transfer),
        keepBoth: () => this.#queue.again(transfer, true),
        remove: () => this.#forget(transfer),
      })
      this.#lines.set(transfer, line)
      find('.upload-lines', this.#bar)!.append(line.element)
    }
    this.#drawSoon()
  }

  #forget(transfer: Transfer) {
    this.#queue.remove(transfer)
    this.#lines.get(transfer)?.element.remove()
    this.#lines.delete(transfer)
    this.#drawSoon()
  }

  #changed(transfer: Transfer) {
    this.#place(transfer)
    this.#lines.get(transfer)?.draw(transfer)
    this.#drawSoon()
    if (transfer.state !== 'done' || !transfer.assetId) return
    this.#arrived.push(transfer.assetId)
    if (transfer.leftOut.length > 0) toast(say('template_left_out', { what: transfer.leftOut.join(' ') }))
    // What was taken over is there to be altered (S3-32).
    if (transfer.metadataFrom) void go({ id: transfer.assetId, tab: 'info' })
    this.#timer ||= window.setTimeout(() => {
      this.#timer = 0
      void showArrived(this.#arrived.splice(0)).catch(() => {})
    }, ARRIVALS_EVERY_MS)
  }

  /** What needs an answer stands first, what is under way next; what has arrived makes room. */
  #place(transfer: Transfer) {
    const line = this.#lines.get(transfer)
    if (!line || line.isDrawnAs(transfer.state)) return
    const list = find('.upload-lines', this.#bar)!
    if (transfer.state === 'done') list.append(line.element)
    else if (transfer.state === 'failed' || transfer.state === 'duplicate') list.prepend(line.element)
  }

  /** Many bytes arrive in one frame; the bar is drawn once in each. */
  #drawSoon() {
    if (this.#isDrawing) return
    this.#isDrawing = true
    requestAnimationFrame(() => {
      this.#isDrawing = false
      this.#draw()
    })
  }

  #draw() {
    const all = this.#queue.transfers
    const done = all.filter(({ state }) => state === 'done').length
    const left = all.filter(({ state }) => state === 'failed' || state === 'duplicate')
    this.#bar.hidden = all.length === 0
    if (all.length > 0 && done === all.length) return this.#finish(done)
    if (!this.isBusy) this.#dropDone()
    const counted = all.filter((transfer) => !left.includes(transfer))
    const size = counted.reduce((sum, { file }) => sum + file.size, 0)
    const sent = counted.reduce((sum, transfer) => sum + transfer.sent, 0)
    find('.progress', this.#bar)!.hidden = !this.isBusy
    this.#drawProgress(size ? sent / size : 0)
    find('[data-said]', this.#bar)!.textContent = this.isBusy
      ? say('uploading', { done, total: all.length, sent: saySize(sent), size: saySize(size) })
      : sayCount('upload_failed_count', left.length)
    find('[data-left]', this.#bar)!.textContent = this.isBusy ? this.#speed.timeLeft(sent, size) : ''
  }

  #drawProgress(part: number) {
    const progress = find('.progress', this.#bar)!
    progress.style.setProperty('--done', String(part))
    progress.setAttribute('aria-valuenow', String(Math.round(part * 100)))
  }

  /** All is over, and only what was not taken still needs a look. */
  #dropDone() {
    const done = this.#queue.transfers.filter(({ state }) => state === 'done')
    if (done.length === 0) return
    toast(sayCount('upload_done', done.length))
    for (const transfer of done) this.#forget(transfer)
  }

  #finish(count: number) {
    this.#bar.hidden = true
    this.#queue.clear()
    this.#lines.clear()
    this.#speed.forget()
    find('.upload-lines', this.#bar)!.replaceChildren()
    toast(sayCount('upload_done', count))
  }
}
