import { find, later, on } from '../core/dom.ts'
import { fragment } from '../core/http.ts'
import { complain } from '../core/toast.ts'
import { makeTokens } from '../core/tokens.ts'
import { currentSearch } from './library.ts'
import { go } from './navigate.ts'

const TYPING_MS = 400

const drop = () => find<HTMLDetailsElement>('#filters')

/** S1-33: results follow what is ticked, the form stays open, and its numbers come after. */
export function startFilters() {
  on('change', '#filter-form :is([type="checkbox"], [type="date"], select)', () => void apply())
  on(
    'input',
    '#filter-form :is([type="number"], [type="date"], [type="search"])',
    later(TYPING_MS, () => void apply())
  )
  on('submit', '#filter-form', (event) => {
    event.preventDefault()
    void apply().then(close)
  })
  on('change', '#tag-form', () => void applyTags())
  on('submit', '#tag-form', (event) => {
    event.preventDefault()
    void applyTags()
  })
  on('keydown', '#tag-filter', (event) => {
    if (event.key !== 'Escape' || !find<HTMLDetailsElement>('#tag-filter')?.open) return
    event.stopPropagation()
    find('#tag-filter')!.removeAttribute('open')
    find('#tag-filter > summary')?.focus()
  })
  document.addEventListener('toggle', (event) => (event.target as Element).id === 'tag-filter' && openTags(), { capture: true })
  // `toggle` does not bubble.
  document.addEventListener('toggle', (event) => event.target === drop() && drop()!.open && void showCounts(), { capture: true })
  on('keydown', '#filters', (event) => {
    if (event.key !== 'Escape' || !drop()?.open) return
    event.stopPropagation()
    close()
  })
}

/** The field of tags, ready for the next one. */
function openTags() {
  const field = find<HTMLInputElement>('#tag-form [data-tokens]')
  if (!find<HTMLDetailsElement>('#tag-filter')?.open || !field) return
  makeTokens(field)
  find('#tag-names')?.focus()
}

async function applyTags() {
  const form = find<HTMLFormElement>('#tag-form')
  if (!form) return
  const asked = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') asked.append(name, value)
  const isRadio =
    document.activeElement instanceof HTMLInputElement && document.activeElement.type === 'radio' ? document.activeElement.value : null
  await go({ search: asked.toString() }, { replace: true })
  const fresh = find<HTMLDetailsElement>('#tag-filter')
  if (!fresh) return
  fresh.open = true
  openTags()
  if (isRadio) find(`#tag-form [type="radio"][value="${isRadio}"]`)?.focus()
}

function close() {
  drop()?.removeAttribute('open')
  find('#filters > summary')?.focus()
}

async function apply() {
  const form = find<HTMLFormElement>('#filter-form')
  if (!form) return
  const focused = document.activeElement?.id
  const asked = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value !== '') asked.append(name, value)
  await go({ search: listed(asked) }, { replace: true })
  const fresh = drop()
  if (!fresh) return
  fresh.open = true
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
}

/** Values of one name are written once, with commas, as the server writes them. */
function listed(asked: URLSearchParams): string {
  const names = [...new Set(asked.keys())]
  return new URLSearchParams(names.map((name) => [name, asked.getAll(name).join(',')])).toString()
}

let counting: AbortController | null = null

async function showCounts() {
  counting?.abort()
  counting = new AbortController()
  const search = currentSearch()
  try {
    const page = await fragment(`/assets/filters?${search}`, 'filters', { signal: counting.signal })
    if (search !== currentSearch()) return
    const fresh = page.getElementById('filter-form')
    const focused = document.activeElement?.id
    const scrolled = find('#filters .menu')?.scrollTop ?? 0
    if (fresh) find('#filter-form')?.replaceWith(document.adoptNode(fresh))
    find('#filters .menu')!.scrollTop = scrolled
    if (focused?.startsWith('filter-')) document.getElementById(focused)?.focus({ preventScroll: true })
  } catch (error) {
    complain(error)
  }
}
