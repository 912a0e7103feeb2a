import { cast, find } from '../core/dom.ts'
import { say, saySize } from '../core/words.ts'
import type { State, Transfer } from './queue.ts'

type Tools = { again: () => void; keepBoth: () => void; remove: () => void }

/** The line of one file: how far it is, or why it did not arrive and what can be done (S2-06, S2-36). */
export class UploadLine {
  readonly element: HTMLElement
  #drawn: State | null = null

  constructor(transfer: Transfer, tools: Tools) {
    this.element = cast('upload-line-mould')
    const name = find('.name', this.element)!
    name.textContent = transfer.path
    name.title = transfer.path
    find('[data-act="retry"]', this.element)!.addEventListener('click', tools.again)
    find('[data-act="keep-both"]', this.element)!.addEventListener('click', tools.keepBoth)
    find('[data-act="remove"]', this.element)!.addEventListener('click', tools.remove)
    this.draw(transfer)
  }

  isDrawnAs(state: State): boolean {
    return state === this.#drawn
  }

  draw(transfer: Transfer) {
    const { state, sent, file } = transfer
    find('.progress', this.element)!.style.setProperty('--done', String(file.size ? sent / file.size : state === 'done' ? 1 : 0))
    find('.size', this.element)!.textContent = state === 'waiting' ? say('upload_waiting') : saySize(file.size)
    if (state === this.#drawn) return
    this.#drawn = state
    for (const one of ['done', 'failed', 'duplicate', 'paused']) this.element.classList.toggle(`is-${one}`, one === state)
    this.#drawIcon(state)
    this.#drawReason(transfer)
    find('[data-act="retry"]', this.element)!.hidden = state !== 'failed'
    find('[data-act="keep-both"]', this.element)!.hidden = state !== 'duplicate'
    const remove = find('[data-act="remove"]', this.element)!
    remove.hidden = state === 'done'
    remove.className = state === 'duplicate' || state === 'failed' ? 'button small' : 'icon-button'
    if (state === 'duplicate') remove.textContent = say('skip')
    else if (state === 'failed') remove.textContent = say('remove')
    if (remove.textContent?.trim()) remove.removeAttribute('aria-label')
  }

  #drawIcon(state: State) {
    const mould = state === 'done' ? 'done-icon' : state === 'failed' || state === 'duplicate' ? 'failed-icon' : null
    if (mould) find('[data-icon]', this.element)!.replaceChildren(cast(mould))
  }

  #drawReason({ state, reason, original }: Transfer) {
    const place = find('.reason', this.element)!
    place.hidden = reason === null
    place.textContent = reason ?? ''
    if (state !== 'duplicate' || !original) return
    const link = Object.assign(document.createElement('a'), { href: `/assets/${original.id}`, textContent: original.name })
    link.dataset.asset = original.id
    place.replaceChildren(`${say('upload_duplicate')} `, link)
  }
}
