import assert from 'node:assert/strict'
import { IndexMissing } from '../errors.ts'
import type { SearchDocument, SearchEngine, SearchQuestion } from '../contracts/search.ts'
import type { ContractCase } from './contract_case.ts'

/** Documents by a short name, which the maker of an engine turns into ids that its index takes. */
export type SearchSubject = {
  engine: SearchEngine
  /** The ids of brands and documents that may be used; two brands, six documents. */
  brands: string[]
  ids: string[]
}

type Told = Partial<Omit<SearchDocument, 'id' | 'brandId'>>

class Index {
  readonly subject: SearchSubject

  constructor(subject: SearchSubject) {
    this.subject = subject
  }

  document(nth: number, told: Told, brand = 0): SearchDocument {
    const words = { name: '', fileName: '', title: '', description: '', keywords: '', body: '' }
    const { brands, ids } = this.subject
    return { ...words, createdAt: 1_700_000_000_000 + nth, digest: `digest-${nth}`, ...told, id: ids[nth]!, brandId: brands[brand]! }
  }

  /** Makes the first index, of these. */
  async made(...documents: SearchDocument[]) {
    const rebuild = await this.subject.engine.rebuild()
    if (documents.length > 0) await rebuild.put(documents)
    await rebuild.finish()
  }

  ask(terms: string[], more: Partial<SearchQuestion> = {}) {
    return this.subject.engine.search({ terms, brands: 'all', limit: 10, ...more })
  }

  /** The numbers of those that were found, in order. */
  async found(terms: string[], more: Partial<SearchQuestion> = {}) {
    const { ids, total } = await this.ask(terms, more)
    if (ids.length < (more.limit ?? 10)) assert.equal(total, ids.length)
    return ids.map((id) => this.subject.ids.indexOf(id))
  }

  async held() {
    const held: [number, string][] = []
    for await (const some of this.subject.engine.list()) {
      for (const { id, digest } of some) held.push([this.subject.ids.indexOf(id), digest])
    }
    return held.sort(([one], [other]) => one - other)
  }
}

const promises: Record<string, (index: Index) => Promise<void>> = {
  'finds by a word, wherever it stands': async (index) => {
    const places = ['name', 'fileName', 'title', 'description', 'keywords', 'body'] as const
    await index.made(...places.map((place, nth) => index.document(nth, { [place]: 'some harbour' })))
    assert.deepEqual((await index.found(['harbour'])).sort(), [0, 1, 2, 3, 4, 5])
    assert.deepEqual(await index.found(['mountain']), [])
  },
  'finds what has every word': async (index) => {
    await index.made(index.document(0, { name: 'harbour wall', description: 'evening' }), index.document(1, { name: 'harbour' }))
    assert.deepEqual(await index.found(['harbour', 'evening']), [0])
  },
  'takes the last word for the beginning of one': async (index) => {
    await index.made(index.document(0, { name: 'harbour' }), index.document(1, { name: 'orchard' }))
    assert.deepEqual(await index.found(['harb']), [0])
  },
  'finds a phrase as it stands': async (index) => {
    await index.made(index.document(0, { name: 'evening harbour wall' }), index.document(1, { name: 'harbour evening wall' }))
    assert.deepEqual(await index.found(['evening harbour']), [0])
  },
  'does not mind case': async (index) => {
    await index.made(index.document(0, { name: 'Harbour WALL' }))
    assert.deepEqual(await index.found(['HARBOUR', 'wall']), [0])
  },
  'parts words at signs': async (index) => {
    await index.made(index.document(0, { fileName: 'old-harbour-wall.final.jpg' }))
    assert.deepEqual(await index.found(['harbour']), [0])
    assert.deepEqual(await index.found(['final']), [0])
  },
  'takes no word for syntax': async (index) => {
    await index.made(index.document(0, { name: 'harbour' }, 0), index.document(1, { name: 'harbour' }, 1))
    for (const hostile of ['* || brand_id:*', 'brand_id:=x', '`', ')', 'harbour\\']) {
      const { ids } = await index.ask([hostile], { brands: [index.subject.brands[0]!] })
      assert.ok(!ids.includes(index.subject.ids[1]!), hostile)
    }
  },
  'puts a name before a text': async (index) => {
    await index.made(index.document(0, { name: 'harbour' }), index.document(1, { body: 'a long letter about many a harbour' }))
    assert.deepEqual(await index.found(['harbour']), [0, 1])
  },
  'puts the newest of what is as close first': async (index) => {
    await index.made(...[0, 1, 2].map((nth) => index.document(nth, { name: 'harbour' })))
    assert.deepEqual(await index.found(['harbour']), [2, 1, 0])
  },
  'answers no more than were asked for, and says how many there are': async (index) => {
    await index.made(...[0, 1, 2].map((nth) => index.document(nth, { name: 'harbour' })))
    const { ids, total } = await index.ask(['harbour'], { limit: 2 })
    assert.equal(ids.length, 2)
    assert.equal(total, 3)
  },
  'finds and counts nothing of other brands': async (index) => {
    const [mine, other] = index.subject.brands
    await index.made(index.document(0, { name: 'harbour' }, 0), index.document(1, { name: 'harbour marker' }, 1))
    assert.deepEqual(await index.found(['harbour'], { brands: [mine!] }), [0])
    assert.deepEqual(await index.found(['marker'], { brands: [mine!] }), [])
    assert.deepEqual(await index.found(['harbour'], { brands: [] }), [])
    assert.deepEqual((await index.found(['harbour'], { brands: [mine!, other!] })).sort(), [0, 1])
  },
  'replaces a document, twice without complaint': async (index) => {
    await index.made(index.document(0, { name: 'harbour' }))
    const changed = index.document(0, { name: 'orchard', digest: 'another' })
    await index.subject.engine.put([changed])
    await index.subject.engine.put([changed])
    assert.deepEqual(await index.found(['harbour']), [])
    assert.deepEqual(await index.found(['orchard']), [0])
    assert.deepEqual(await index.held(), [[0, 'another']])
  },
  'removes, twice without complaint': async (index) => {
    await index.made(index.document(0, { name: 'harbour' }), index.document(1, { name: 'harbour' }))
    await index.subject.engine.remove([index.subject.ids[0]!])
    await index.subject.engine.remove([index.subject.ids[0]!])
    assert.deepEqual(await index.found(['harbour']), [1])
  },
  'lists what it holds': async (index) => {
    await index.made(index.document(0, { name: 'harbour' }), index.document(3, { name: 'orchard' }))
    assert.deepEqual(await index.held(), [
      [0, 'digest-0'],
      [3, 'digest-3'],
    ])
  },
  'passes its own check': async (index) => {
    await index.made()
    await index.subject.engine.check()
  },
}

/** Of engines that keep their index apart from the database. */
const promisesOfRebuilds: typeof promises = {
  'says that there is no index yet': async (index) => {
    await assert.rejects(index.ask(['harbour']), IndexMissing)
    await assert.rejects(index.subject.engine.put([index.document(0, { name: 'harbour' })]), IndexMissing)
    await assert.rejects(index.subject.engine.check(), IndexMissing)
  },
  'answers from the old index until the new one is finished': async (index) => {
    await index.made(index.document(0, { name: 'harbour' }))
    const rebuild = await index.subject.engine.rebuild()
    await rebuild.put([index.document(1, { name: 'harbour' })])
    assert.deepEqual(await index.found(['harbour']), [0])
    await rebuild.finish()
    assert.deepEqual(await index.found(['harbour']), [1])
  },
  'keeps the old index where the new one is abandoned': async (index) => {
    await index.made(index.document(0, { name: 'harbour' }))
    const rebuild = await index.subject.engine.rebuild()
    await rebuild.put([index.document(1, { name: 'harbour' })])
    await rebuild.abandon()
    assert.deepEqual(await index.found(['harbour']), [0])
    assert.deepEqual(await index.held(), [[0, 'digest-0']])
  },
}

/**
 * The promises of `SearchEngine`. `make` answers an empty engine each time it is called. `isPartOfDatabase`: its index
 * is of the rows themselves and always there.
 */
export function searchContract(
  make: () => Promise<SearchSubject> | SearchSubject,
  { isPartOfDatabase = false }: { isPartOfDatabase?: boolean } = {}
): ContractCase[] {
  return Object.entries({ ...promises, ...(isPartOfDatabase ? {} : promisesOfRebuilds) }).map(([title, keep]) => ({
    title,
    run: async () => keep(new Index(await make())),
  }))
}
