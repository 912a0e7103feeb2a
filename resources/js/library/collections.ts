import { Combobox, type Choice } from '../core/combobox.ts'
import { find, on } from '../core/dom.ts'
import { call } from '../core/http.ts'
import { complain, toast } from '../core/toast.ts'
import { say } from '../core/words.ts'
import { startCollectionTree } from './collection_tree.ts'
import { reloadLibrary } from './library.ts'
import { ASSETS, startOrder } from './order.ts'
import { follow, type Operation } from './operations.ts'
import { reloadDetails } from './panel.ts'
import { clear, selectedIds, selection } from './selection.ts'

type Collection = { id: string; name: string; kind: 'library' | 'personal'; level: 'see' | 'fill' | 'manage'; assetCount: number | null }
type Chosen = { ids: string[] } | { query: Record<string, string> }
type Collected = Choice & { take: () => Promise<string> }

const SHOWN = 30
/** Marks what is dragged, so that it is not taken for assets. */
const COLLECTION = 'application/x-damson-collection'

let wanted: Chosen | null = null
let chooser: Combobox<Collected> | null = null

/** Asks for a collection, an old one or a new name, and puts the assets there (S1-68, S3-45 to S3-48). */
export async function addToCollection(assets: Chosen = selection()) {
  wanted = assets
  const dialog = find<HTMLDialogElement>('#collection-chooser')!
  const input = find<HTMLInputElement>('#collection-wanted', dialog)!
  input.value = ''
  dialog.showModal()
  input.focus()
  await chooser!.ask()
}

export async function takeOut(collectionId: string, assetId: string) {
  await change('DELETE', collectionId, { ids: [assetId] })
  await reloadDetails(assetId)
}

async function change(method: 'POST' | 'DELETE', collectionId: string, assets: Chosen) {
  try {
    const { body } = await call<Operation>(method, `/collections/${collectionId}/assets`, assets)
    clear()
    await follow(body)
    if ('ids' in assets && assets.ids.length === 1) await reloadDetails(assets.ids[0]!)
  } catch (error) {
    complain(error)
  }
}

async function offer(text: string): Promise<Collected[]> {
  const brand = document.body.dataset.brand
  const search = new URLSearchParams({ limit: String(SHOWN), ...(text ? { text } : {}), ...(brand ? { brand } : {}) })
  const [library, own] = await Promise.all([
    call<{ data: Collection[] }>('GET', `/collections?kind=library&${search}`),
    call<{ data: Collection[] }>('GET', `/collections?kind=personal&limit=${SHOWN}${text ? `&text=${encodeURIComponent(text)}` : ''}`),
  ])
  const found = [...own.body.data, ...library.body.data].filter(({ level }) => level !== 'see')
  return [
    ...found.map((one) => ({
      label: one.name,
      icon: iconOf(one.kind),
      detail: one.assetCount?.toLocaleString('en') ?? '',
      take: async () => one.id,
    })),
    ...(text ? makes(text) : []),
  ]
}

const iconOf = (name: string) => find<HTMLTemplateElement>(`#choice-${name}`)!.content.cloneNode(true)

function makes(name: string): Collected[] {
  const kinds = find('#collection-chooser')!.dataset.canManage === 'true' ? ['library', 'personal'] : ['personal']
  const brandId = document.body.dataset.brand
  return kinds.map((kind) => ({
    label: say(`new_${kind}_collection`, { name }),
    icon: iconOf('new'),
    take: async () => {
      const json = { name, kind, ...(brandId && kind === 'library' ? { brandId } : {}) }
      return (await call<Collection>('POST', '/collections', json)).body.id
    },
  }))
}

async function take(choice: Collected) {
  const assets = wanted
  if (!assets) return
  wanted = null
  find<HTMLDialogElement>('#collection-chooser')!.close()
  try {
    await change('POST', await choice.take(), assets)
  } catch (error) {
    complain(error)
  }
}

function startChooser() {
  const dialog = find<HTMLDialogElement>('#collection-chooser')
  if (!dialog) return
  chooser = new Combobox(find<HTMLInputElement>('#collection-wanted', dialog)!, find('#collection-choices', dialog)!, {
    offer,
    take: (choice) => void take(choice),
    none: () => say('no_collections'),
  })
  dialog.addEventListener('keydown', (event) => event.stopPropagation())
  find('form', dialog)!.addEventListener('submit', (event) => {
    event.preventDefault()
    chooser!.take()
  })
  find('[data-close]', dialog)!.addEventListener('click', () => dialog.close())
}

/** Dragging one card, or all that are selected, onto a collection (S1-26), and a collection into another (S1-22). */
function startDragging() {
  document.addEventListener('pointerdown', (event) => {
    const card =
      event.pointerType === 'mouse' && event.target instanceof Element ? event.target.closest<HTMLElement>('#grid > .card') : null
    if (card) card.draggable = true
  })
  on('dragstart', '#grid > .card', (event, card) => {
    const isSelected = selectedIds().includes(card.dataset.id!)
    event.dataTransfer?.setData(ASSETS, JSON.stringify(isSelected ? selection() : { ids: [card.dataset.id!] }))
  })
  on('dragstart', '#collections [data-kind="library"]', (event, line) => {
    event.dataTransfer?.clearData()
    event.dataTransfer?.setData(COLLECTION, line.dataset.collection!)
  })
  on('dragover', '#collections [data-collection]', (event, line) => {
    const types = event.dataTransfer?.types ?? []
    const isMove = types.includes(COLLECTION) && line.dataset.kind === 'library'
    if (!types.includes(ASSETS) && !isMove) return
    event.preventDefault()
    line.classList.add('is-target')
  })
  on('dragleave', '#collections [data-collection]', (_event, line) => line.classList.remove('is-target'))
  on('drop', '#collections [data-collection]', (event, line) => {
    line.classList.remove('is-target')
    const id = line.dataset.collection!
    const assets = event.dataTransfer?.getData(ASSETS)
    const moved = event.dataTransfer?.getData(COLLECTION)
    if (!assets && !moved) return
    event.preventDefault()
    if (assets) void change('POST', id, JSON.parse(assets) as Chosen)
    else if (moved && moved !== id) void move(moved, id)
  })
}

async function move(id: string, parentId: string) {
  try {
    const { body } = await call<Collection>('PATCH', `/collections/${id}`, { parentId })
    await reloadLibrary()
    toast(say('collection_moved', { name: body.name }))
  } catch (error) {
    complain(error)
  }
}

export function startCollections() {
  startChooser()
  startDragging()
  startCollectionTree()
  startOrder()
}
