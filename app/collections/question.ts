import vine from '@vinejs/vine'
import { askable, filtersFromInput, LibraryQuery, questionFields, type AssetFilters, type AssetSort } from '#assets'
import { once } from '#core/support/once'

/** A question about assets as it is kept: what the list of the API is asked, without the page. */
export type Question = Record<string, unknown>

/** Custom fields are known by the look of their names, so what else is there is let pass here and not kept. */
export const questionSchema = () => vine.object(questionFields()).allowUnknownProperties()
const questionValidator = once(() => vine.compile(questionSchema()))

/** What the address of a library page asks, as it is kept. */
export function questionOfSearch(search: string): Promise<Question> {
  const params = new URLSearchParams(search)
  return questionValidator().validate(Object.fromEntries([...new Set(params.keys())].map((name) => [name, oneOrAll(params.getAll(name))])))
}

const oneOrAll = (values: string[]) => (values.length > 1 ? values : values[0])

export const written = (question: Question) => JSON.stringify(askable(question, Object.keys(questionFields())))
export const readQuestion = (text: string) => JSON.parse(text) as Question

/** The page that shows what is asked, in words that a page uses, so that two that ask the same look the same. */
export function searchOf(question: Question): string {
  return new LibraryQuery(question).search()
}

export function filtersOf(question: Question): AssetFilters & { sort?: AssetSort } {
  const { sort, ...input } = question as Parameters<typeof filtersFromInput>[0] & { sort?: AssetSort }
  return { ...filtersFromInput(input), ...(sort ? { sort } : {}) }
}
