import { find } from '../core/dom.ts'
import { toast } from '../core/toast.ts'
import { say, sayCount, saySize } from '../core/words.ts'
import { putFirst, refreshCards } from '../library/fresh_cards.ts'
import { libraryElement, reloadLibrary } from '../library/library.ts'
import { onChosen } from './choose.ts'
import { onDropped } from './drop.ts'
import { UploadLine } from './lines.ts'
import { UploadQueue, type Transfer } from './queue.ts'

/** How many seconds the speed is measured over. */
const WINDOW_S = 6
const FRESH_EVERY_MS = 700

/** The bar at the top: bytes of all files, a line for each, gone when all have arrived (S2-33 to S2-36). */
export function startUploads() {
  const bar = find<HTMLDetailsElement>('#uploads')
  if (!bar) return
  const lines = new Map<Transfer, UploadLine>()
  const arrived: string[] = []
  const measured: { at: number; sent: number }[] = []
  let isDrawing = false

  const queue = new UploadQueue((transfer) => {
    lines.get(transfer)?.draw(transfer)
    if (transfer.state === 'done' && transfer.assetId) arrived.push(transfer.assetId)
    drawSoon()
    if (transfer.state === 'done') showArrivedSoon()
  })

  const take = (files: { file: File; path: string }[]) => {
    for (const transfer of queue.add(files)) {
      const line = new UploadLine(transfer, {
        again: () => queue.again(transfer),
        keepBoth: () => queue.again(transfer, true),
        remove: () => forget(transfer),
      })
      lines.set(transfer, line)
      find('.upload-lines', bar)!.append(line.element)
    }
    drawSoon()
  }

  const forget = (transfer: Transfer) => {
    queue.remove(transfer)
    lines.get(transfer)?.element.remove()
    lines.delete(transfer)
    drawSoon()
  }

  /** Many bytes arrive in one frame; the bar is drawn once in each. */
  const drawSoon = () => {
    if (isDrawing) return
    isDrawing = true
    requestAnimationFrame(() => {
      isDrawing = false
      draw()
    })
  }

  const draw = () => {
    const all = queue.transfers
    const done = all.filter(({ state }) => state === 'done').length
    const failed = all.filter(({ state }) => state === 'failed' || state === 'duplicate')
    bar.hidden = all.length === 0
    if (all.length > 0 && done === all.length) return finish(done)
    const counted = all.filter((transfer) => !failed.includes(transfer))
    const size = counted.reduce((sum, { file }) => sum + file.size, 0)
    const sent = counted.reduce((sum, transfer) => sum + transfer.sent, 0)
    const part = size ? sent / size : 0
    const progress = find('.progress', bar)!
    progress.style.setProperty('--done', String(part))
    progress.setAttribute('aria-valuenow', String(Math.round(part * 100)))
    find('[data-said]', bar)!.textContent = queue.isBusy
      ? say('uploading', { done, total: all.length, sent: saySize(sent), size: saySize(size) })
      : sayCount('upload_failed_count', failed.length)
    find('[data-left]', bar)!.textContent = queue.isBusy ? timeLeft(measured, sent, size) : ''
  }

  const finish = (count: number) => {
    bar.hidden = true
    queue.clear()
    lines.clear()
    measured.length = 0
    find('.upload-lines', bar)!.replaceChildren()
    toast(sayCount('upload_done', count))
  }

  let freshTimer = 0
  const showArrivedSoon = () => {
    freshTimer ||= window.setTimeout(() => {
      freshTimer = 0
      void showArrived(arrived.splice(0)).catch(() => {})
    }, FRESH_EVERY_MS)
  }

  onChosen(take)
  onDropped(take)
  window.addEventListener('beforeunload', (event) => queue.isBusy && event.preventDefault())
}

/** New assets appear where they belong: at the front of a list that is newest first and not narrowed. */
async function showArrived(ids: string[]) {
  if (ids.length === 0) return
  const { bucket, sort, narrowed } = libraryElement()?.dataset ?? {}
  const isNewestFirst = bucket !== 'trash' && !sort && narrowed === 'false'
  if (isNewestFirst && !find('#grid')) return reloadLibrary()
  if (!isNewestFirst) return void (await refreshCards([]))
  for (let at = 0; at < ids.length; at += 30) await putFirst(ids.slice(at, at + 30).reverse())
}

function timeLeft(measured: { at: number; sent: number }[], sent: number, size: number): string {
  const now = performance.now() / 1000
  measured.push({ at: now, sent })
  while (measured[0] && now - measured[0].at > WINDOW_S) measured.shift()
  const first = measured[0]
  const speed = first && now > first.at ? (sent - first.sent) / (now - first.at) : 0
  if (speed <= 0 || !first || now - first.at < 1) return ''
  const seconds = (size - sent) / speed
  return seconds < 90 ? say('seconds_left', { count: Math.max(1, Math.round(seconds)) }) : say('minutes_left', { count: Math.round(seconds / 60) })
}
