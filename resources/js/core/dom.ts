export function find<T extends Element = HTMLElement>(selector: string, within: ParentNode = document): T | null {
  return within.querySelector<T>(selector)
}

export function all<T extends Element = HTMLElement>(selector: string, within: ParentNode = document): T[] {
  return [...within.querySelectorAll<T>(selector)]
}

/** Listens on the whole page for an event on whatever matches, now or later. */
export function on<K extends keyof DocumentEventMap>(
  type: K,
  selector: string,
  listener: (event: DocumentEventMap[K], target: HTMLElement) => void,
  options?: AddEventListenerOptions
) {
  document.addEventListener(
    type,
    (event) => {
      const target = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null
      if (target) listener(event, target)
    },
    options
  )
}

/** A copy of what stands in a <template>. */
export function cast<T extends HTMLElement = HTMLElement>(mouldId: string): T {
  const mould = document.getElementById(mouldId)
  if (!(mould instanceof HTMLTemplateElement)) throw new Error(`There is no mould "${mouldId}" on this page.`)
  return mould.content.firstElementChild!.cloneNode(true) as T
}

/** Whether keys pressed here are meant for what is typed or played. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target.isContentEditable || ['TEXTAREA', 'SELECT', 'VIDEO', 'AUDIO'].includes(target.tagName)
}

export function later<A extends unknown[]>(ms: number, run: (...args: A) => void) {
  let timer: number | undefined
  return (...args: A) => {
    clearTimeout(timer)
    timer = window.setTimeout(() => run(...args), ms)
  }
}
