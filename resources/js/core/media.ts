import { say } from './words.ts'

/** A film or sound that this browser cannot play says so, instead of staying black. */
export function tellUnplayable() {
  document.addEventListener(
    'error',
    ({ target }) => {
      if (!(target instanceof HTMLMediaElement) || target.nextElementSibling?.matches('.unplayable')) return
      const note = Object.assign(document.createElement('p'), { className: 'unplayable', textContent: say('unplayable') })
      note.setAttribute('role', 'alert')
      target.after(note)
    },
    true
  )
}
