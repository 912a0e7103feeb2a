import { AdminJS, ApiController, type ActionRequest } from 'adminjs'
import i18nManager from '@adonisjs/i18n/services/main'
import { Forbidden, NotFound } from '#core/http/index'
import type { OfficeResource, Visitor } from '#identity'
import { DeclaredResource } from './declared_resource.ts'
import { officeOf } from './entrance.ts'
import { actionsOf } from './office_actions.ts'
import { OFFICE } from './resources.ts'

type Store = { getState(): Record<string, unknown> & { resources: { id: string }[] } }
type StoreModule = { initializeStore(admin: AdminJS, visitor: unknown): Promise<Store> }
type Answer = { record?: { baseError?: { type?: string } | null }; notice?: { type?: string } }
type Handled = 'resourceAction' | 'recordAction' | 'bulkAction'

/** AdminJS behind our sign-in, permissions and actions. Large, so it is loaded when somebody first opens it. */
export class BackOffice {
  readonly #admin: AdminJS
  readonly #initializeStore: StoreModule['initializeStore']

  private constructor({ initializeStore }: StoreModule) {
    this.#initializeStore = initializeStore
    this.#admin = new AdminJS({
      rootPath: '/admin',
      loginPath: '/sign-in',
      logoutPath: '/sign-out',
      branding: { companyName: 'Damson', logo: false, withMadeWithLove: false },
      dashboard: { component: 'Dashboard' },
      locale: { language: i18nManager.defaultLocale, availableLanguages: [i18nManager.defaultLocale], translations: {} },
      resources: OFFICE.map((declared) => ({ resource: new DeclaredResource(declared), options: optionsOf(declared) })),
    })
  }

  static async open(): Promise<BackOffice> {
    // The state that its pages begin with is made by a part that its package does not export.
    const store = new URL('./lib/frontend/store/index.js', import.meta.resolve('adminjs'))
    return new BackOffice((await import(store.href)) as StoreModule)
  }

  /** What a page begins with: of the resources only those that are for this visitor. */
  async page(visitor: Visitor): Promise<{ firstState: string; release: string }> {
    const state = (await this.#initializeStore(this.#admin, visitor)).getState()
    const mine = new Set(officeOf(visitor).map(({ id }) => id))
    const { name, email } = visitor.user
    const shown = { ...state, resources: state.resources.filter(({ id }) => mine.has(id)), session: { title: name, email } }
    // It stands in the document, where no word of it may end the element that holds it.
    return { firstState: JSON.stringify(shown).replaceAll('<', '\\u003c'), release: AdminJS.VERSION }
  }

  async handle(kind: Handled, request: ActionRequest, visitor: Visitor): Promise<unknown> {
    const controller = new ApiController({ admin: this.#admin }, visitor)
    try {
      const answer = (await controller[kind](request, {})) as Answer
      const type = answer.record?.baseError?.type
      if (answer.notice?.type === 'error') throw refusalOf(type)
      return answer
    } catch (error) {
      throw error instanceof Error && error.constructor.name.endsWith('NotFoundError') ? new NotFound('record') : error
    }
  }
}

/** AdminJS answers refusals as if all were well; people and programs are told by the status too. */
function refusalOf(type: string | undefined) {
  return type === 'NotFoundError' ? new NotFound('record') : new Forbidden('do this here')
}

function optionsOf(declared: OfficeResource) {
  const { fields, title } = declared
  const listed = Object.keys(fields).filter((name) => fields[name]!.inList)
  return {
    id: declared.id,
    navigation: false as const,
    titleProperty: title,
    listProperties: listed,
    showProperties: Object.keys(fields),
    editProperties: [],
    filterProperties: [],
    properties: Object.fromEntries(Object.entries(fields).map(([name, { kind = 'text' }]) => [name, { custom: { kind } }])),
    actions: actionsOf(declared),
  }
}
