import { all, find, on } from '../core/dom.ts'
import { call, fragment } from '../core/http.ts'
import { complain, toast } from '../core/toast.ts'
import { say } from '../core/words.ts'
import { reloadLibrary } from './library.ts'

/** The collections that this browser shows opened. */
const KEPT = 'damson.collections.open'
const MOST = 100

const kept = (): string[] => {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '[]') as string[]
  } catch {
    return []
  }
}
const keep = (ids: string[]) => localStorage.setItem(KEPT, JSON.stringify(ids.slice(-MOST)))

const depthOf = (line: Element | null) => Number((line as HTMLElement | null)?.style.getPropertyValue('--depth') ?? 0)
const lineOf = (id: string) => find(`#collections nav [data-collection="${CSS.escape(id)}"]`)
const twistOf = (line: Element) => find<HTMLButtonElement>('.twist', line as HTMLElement)
const isOpen = (line: Element) => twistOf(line)?.getAttribute('aria-expanded') === 'true'
const linkOf = (line: Element | null | undefined) => (line ? find<HTMLAnchorElement>('a:not(.dots)', line as HTMLElement) : null)

/** Shows what is in a collection beneath it, without leaving the list (S1-16). */
async function open(line: Element) {
  if (isOpen(line)) return
  const id = (line as HTMLElement).dataset.collection!
  const current = find<HTMLElement>('#collections [aria-current="page"]')?.closest<HTMLElement>('[data-collection]')?.dataset.collection
  const page = await fragment(`/collections/${id}/nested${current ? `?current=${current}` : ''}`, 'nested')
  if (isOpen(line)) return
  twistOf(line)!.setAttribute('aria-expanded', 'true')
  line.after(...all('#nested > li', page.body).map((one) => document.adoptNode(one)))
}

function close(line: Element) {
  const depth = depthOf(line)
  for (let next = line.nextElementSibling; next && depthOf(next) > depth; next = line.nextElementSibling) next.remove()
  twistOf(line)?.setAttribute('aria-expanded', 'false')
}

async function twist(line: Element) {
  const id = (line as HTMLElement).dataset.collection!
  const others = kept().filter((one) => one !== id)
  try {
    if (isOpen(line)) {
      close(line)
      keep(others)
    } else {
      await open(line)
      keep([...others, id])
    }
  } catch (error) {
    complain(error)
  }
}

/** What was opened stays so on the next page: from the top, since what is deeper comes with what is above it. */
async function openKept() {
  for (const id of kept()) {
    const line = lineOf(id)
    if (line && twistOf(line)) await open(line).catch(() => keep(kept().filter((one) => one !== id)))
  }
}

/** Renames a collection where it stands (S1-21): Enter keeps, Esc leaves it as it was. */
function renameInPlace(line: HTMLElement) {
  const name = find('.truncate', line)
  const link = linkOf(line)
  if (!name || !link || find('.rename-input', line)) return
  const before = line.dataset.name!
  const input = Object.assign(document.createElement('input'), { className: 'input rename-input', value: before, maxLength: 120 })
  input.setAttribute('aria-label', say('rename_collection', { name: before }))
  link.hidden = true
  link.before(input)
  input.focus()
  input.select()
  let isOver = false
  const end = async (isKept: boolean) => {
    if (isOver) return
    isOver = true
    const after = input.value.trim()
    input.remove()
    link.hidden = false
    link.focus()
    if (!isKept || !after || after === before) return
    try {
      await call('PATCH', `/collections/${line.dataset.collection!}`, { name: after })
      await reloadLibrary()
      linkOf(lineOf(line.dataset.collection!))?.focus()
      toast(say('renamed', { name: after }))
    } catch (error) {
      complain(error)
    }
  }
  input.addEventListener('blur', () => void end(true))
  input.addEventListener('keydown', (event) => {
    event.stopPropagation()
    if (event.key === 'Enter') void end(true)
    if (event.key === 'Escape') void end(false)
  })
}

/** Arrows walk the collections as they are seen, right and left open and close them, F2 renames. */
function startKeys() {
  on('keydown', '#collections nav a', (event, link) => {
    const links = all<HTMLAnchorElement>('#collections nav a:not(.dots)')
    const here = links.indexOf(link as HTMLAnchorElement)
    const line = link.closest<HTMLElement>('[data-collection]')
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: links.length - 1 }[event.key]
    const isOne = line !== null && ['ArrowRight', 'ArrowLeft', 'F2'].includes(event.key)
    if (to === undefined && !isOne) return
    event.preventDefault()
    if (to !== undefined) return links[Math.min(Math.max(to, 0), links.length - 1)]?.focus()
    if (event.key === 'F2') return line!.dataset.mayRename === 'true' ? renameInPlace(line!) : undefined
    if (event.key === 'ArrowRight') return twistOf(line!) && !isOpen(line!) ? void twist(line!) : linkOf(line!.nextElementSibling)?.focus()
    if (isOpen(line!)) return void twist(line!)
    let above = line!.previousElementSibling
    while (above && depthOf(above) >= depthOf(line)) above = above.previousElementSibling
    linkOf(above)?.focus()
  })
}

export function startCollectionTree() {
  on('click', '#collections .twist', (_event, button) => void twist(button.closest('[data-collection]')!))
  on('dblclick', '#collections [data-may-rename="true"] a:not(.dots)', (event, link) => {
    event.preventDefault()
    renameInPlace(link.closest<HTMLElement>('[data-collection]')!)
  })
  document.addEventListener('damson:swapped', () => void openKept())
  startKeys()
  void openKept()
}
