import { newId } from '#core/database/index'
import { nameKey } from '#core/support/name_key'
import { DEEPEST, ImportRefused } from '../errors.ts'
import { categoryNamed, placeKeyOf, type CategoryNames } from '../names.ts'
import { faultIn, type ImportedRow } from './imported_row.ts'

type Place = CategoryNames & { parentId: string | null; depth: number }
export type Planned = Place & { id: string; was: Place | null; row: string | null }

const MOST_ERRORS = 50

/** A catalogue as it is and as a file wants it to be, worked out before anything is written. */
export class Plan {
  readonly nodes = new Map<string, Planned>()
  readonly #byCode = new Map<string, Planned>()
  /** By what they stand in and their name; several where codes tell them apart. */
  readonly #byPlace = new Map<string, Planned[]>()
  readonly #named = new Set<Planned>()
  #errors: { row: string; message: string }[] = []

  constructor(
    readonly catalogId: string,
    existing: Planned[]
  ) {
    for (const node of existing) this.#add(node)
  }

  /** How many categories the file names. */
  get named(): number {
    return this.#named.size
  }

  take(rows: ImportedRow[]) {
    for (const row of rows) {
      const fault = faultIn(row)
      if (fault) this.#fault(row.row, fault)
    }
    this.#refuseFaults()
    const byRef = new Map<string, ImportedRow>()
    for (const row of rows) for (const ref of [...row.refs, ...(row.code ? [row.code] : [])]) if (!byRef.has(ref)) byRef.set(ref, row)
    const taken = new Map<ImportedRow, Planned | null>()
    for (const row of rows) this.#take(row, byRef, taken, 1)
    this.#refuseFaults()
    this.#measure()
    this.#refuseFaults()
  }

  changes(): { created: Planned[]; updated: Planned[] } {
    const all = [...this.nodes.values()]
    const isOther = ({ was, ...now }: Planned) => was && (was.name !== now.name || was.code !== now.code || was.parentId !== now.parentId)
    return { created: all.filter(({ was }) => !was), updated: all.filter(isOther) }
  }

  /** What the row stands in is taken first, wherever in the file that comes. */
  #take(row: ImportedRow, byRef: Map<string, ImportedRow>, taken: Map<ImportedRow, Planned | null>, depth: number): Planned | null {
    const before = taken.get(row)
    if (before !== undefined) return before
    if (depth > DEEPEST + 1) {
      this.#fault(row.row, `It stands in a circle, or more than ${DEEPEST} deep.`)
      taken.set(row, null)
      return null
    }
    const parent = this.#parentOf(row, (above) => this.#take(above, byRef, taken, depth + 1), byRef)
    const node = parent === undefined ? null : this.#put(row, parent)
    taken.set(row, node)
    return node
  }

  /** Null is the top; undefined where there is no such. */
  #parentOf(row: ImportedRow, take: (above: ImportedRow) => Planned | null, byRef: Map<string, ImportedRow>): Planned | null | undefined {
    const coded = row.parent === null ? undefined : this.#byCode.get(nameKey(row.parent))
    if (row.above) return coded ?? this.#walk(row.above, row.row)
    if (row.parent === null) return null
    const above = byRef.get(row.parent)
    if (above) return take(above) ?? undefined
    if (!coded) this.#fault(row.row, `There is no "${row.parent}" for it to stand in, neither in the file nor in the catalogue.`)
    return coded
  }

  #walk(names: string[], row: string): Planned | null {
    return names.reduce<Planned | null>((above, name) => {
      const parentId = above?.id ?? null
      const node = this.#at(parentId, name)[0] ?? this.#make(name, null, parentId, row)
      this.#named.add(node)
      return node
    }, null)
  }

  #put({ name, code, row }: ImportedRow, parent: Planned | null): Planned {
    const parentId = parent?.id ?? null
    const codeKey = code && nameKey(code)
    const here = this.#at(parentId, name)
    const node =
      (codeKey && this.#byCode.get(codeKey)) ||
      here.find((one) => one.codeKey === codeKey) ||
      here.find((one) => codeKey === null || one.codeKey === null) ||
      this.#make(name, code, parentId, row)
    this.#remove(node)
    Object.assign(node, categoryNamed(name, code ?? node.code), { parentId, row })
    this.#add(node)
    this.#named.add(node)
    return node
  }

  #make(name: string, code: string | null, parentId: string | null, row: string): Planned {
    const node = { id: newId(), ...categoryNamed(name, code), parentId, depth: 0, was: null, row }
    this.#add(node)
    return node
  }

  #at(parentId: string | null, name: string): Planned[] {
    return this.#byPlace.get(placeOf(parentId, categoryNamed(name, null).nameKey)) ?? []
  }

  #add(node: Planned) {
    this.nodes.set(node.id, node)
    if (node.codeKey) this.#byCode.set(node.codeKey, node)
    const place = placeOf(node.parentId, node.nameKey)
    const here = this.#byPlace.get(place)
    if (here) here.push(node)
    else this.#byPlace.set(place, [node])
  }

  #remove(node: Planned) {
    if (node.codeKey) this.#byCode.delete(node.codeKey)
    const place = placeOf(node.parentId, node.nameKey)
    const here = this.#byPlace.get(place)?.filter((one) => one !== node) ?? []
    if (here.length > 0) this.#byPlace.set(place, here)
    else this.#byPlace.delete(place)
  }

  /** How deep each stands now, and whether any two want one place. */
  #measure() {
    const places = new Map<string, Planned>()
    for (const node of this.nodes.values()) {
      let [depth, above] = [1, node.parentId]
      for (; above !== null && depth <= DEEPEST; depth++) above = this.nodes.get(above)?.parentId ?? null
      node.depth = depth
      if (depth > DEEPEST) this.#fault(node.row ?? node.name, `It stands in a circle, or more than ${DEEPEST} deep.`)
      const place = placeOf(node.parentId, placeKeyOf(node.nameKey, node.codeKey))
      const other = places.get(place)
      if (other) this.#fault(node.row ?? other.row ?? node.name, `Another "${node.name}" stands at that place already.`)
      places.set(place, node)
    }
  }

  #fault(row: string, message: string) {
    this.#errors.push({ row, message })
  }

  #refuseFaults() {
    if (this.#errors.length === 0) return
    throw new ImportRefused(this.#errors.slice(0, MOST_ERRORS), Math.max(0, this.#errors.length - MOST_ERRORS))
  }
}

const placeOf = (parentId: string | null, key: string) => `${parentId ?? ''}/${key}`
