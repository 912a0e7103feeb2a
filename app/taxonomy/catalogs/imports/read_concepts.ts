import { ImportRefused, ImportTooLarge } from '../errors.ts'
import { MOST_ROWS, type ImportedRow } from './imported_row.ts'

type Concept = Record<string, unknown>

/**
 * Reads concepts as SKOS has them, in JSON: a list, a list under `concepts` or `@graph`, or lists under names of
 * their own, which become categories. Of several broader concepts the first counts; other labels are passed over.
 */
export function readConcepts(text: string): ImportedRow[] {
  const lists = listsIn(parsed(text))
  const rows = lists.flatMap(({ name, concepts }) => {
    const top: ImportedRow[] =
      name === null ? [] : [{ row: `List "${name}"`, name, code: null, refs: [`list ${name}`], above: null, parent: null }]
    return [...top, ...concepts.map((concept, nth) => rowOf(concept, nth, name === null ? null : `list ${name}`))]
  })
  if (rows.length > MOST_ROWS) throw new ImportTooLarge(`${MOST_ROWS.toLocaleString('en')} concepts`)
  return rows
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw refused(`It is not valid JSON: ${(error as Error).message}.`)
  }
}

const refused = (message: string) => new ImportRefused([{ row: 'File', message }])

function listsIn(json: unknown): { name: string | null; concepts: unknown[] }[] {
  if (Array.isArray(json)) return [{ name: null, concepts: json }]
  if (typeof json === 'object' && json !== null) {
    for (const name of ['concepts', '@graph', 'hasTopConcept']) {
      const concepts = (json as Concept)[name]
      if (Array.isArray(concepts)) return [{ name: null, concepts }]
    }
    const lists = Object.entries(json).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]))
    if (lists.length > 0) return lists.map(([name, concepts]) => ({ name, concepts }))
  }
  throw refused('It needs a list of concepts, each with `prefLabel` and, where it stands in another, `broader`.')
}

function rowOf(given: unknown, nth: number, top: string | null): ImportedRow {
  const row = `Concept ${nth + 1}`
  if (typeof given !== 'object' || given === null) throw new ImportRefused([{ row, message: 'It is not an object.' }])
  const concept = given as Concept
  const name = label(concept.prefLabel ?? concept.name ?? concept.label ?? concept.title)
  const ids = [concept.id, concept['@id'], concept.uri].flatMap((id) => word(id) ?? [])
  const code = 'notation' in concept ? word(concept.notation) : (word(concept.code) ?? ids[0] ?? null)
  return {
    row: name ? `${row} (${name.slice(0, 60)})` : row,
    name,
    code,
    refs: ids,
    above: null,
    parent: word(concept.broader ?? concept.parent) ?? top,
  }
}

/** A word, or the first of several; a reference may be an object with its id. */
function word(value: unknown): string | null {
  if (Array.isArray(value)) return value.length > 0 ? word(value[0]) : null
  if (typeof value === 'string' || typeof value === 'number') return String(value).trim() || null
  if (typeof value !== 'object' || value === null) return null
  const { id, '@id': linked, '@value': literal } = value as Concept
  return word(id ?? linked ?? literal)
}

/** A label, in English where there are several. */
function label(value: unknown): string {
  if (Array.isArray(value)) {
    const english = value.find((one) => String((one as Concept | null)?.['@language'] ?? '').startsWith('en'))
    return label(english ?? value[0])
  }
  if (typeof value === 'object' && value !== null) {
    const { '@value': literal, en, ...others } = value as Concept
    return label(literal ?? en ?? Object.values(others)[0])
  }
  return word(value) ?? ''
}
