/** What AdminJS brings along as globals, as far as it is used here. */
export type Node = string | number | null | false | undefined | object | Node[]

type React = {
  createElement: (type: unknown, props: object | null, ...children: Node[]) => object
  useState: <T>(first: T) => [T, (next: T) => void]
  useEffect: (effect: () => void | (() => void), on: unknown[]) => void
  useRef: <T>(first: T | null) => { current: T | null }
}
type Router = {
  useLocation: () => { pathname: string; search: string; state: unknown }
  useNavigate: () => (to: string, options?: { state?: unknown; replace?: boolean }) => void
  useParams: () => Record<string, string | undefined>
  Link: unknown
}

declare global {
  interface Window {
    React: React
    ReactRouterDOM: Router
    createRoot: (element: HTMLElement) => { render: (node: unknown) => void }
    AdminJSDesignSystem: { combineStyles: (overrides: object) => object }
    AdminJS: { Application: unknown; UserComponents: Record<string, unknown> }
    REDUX_STATE: { resources: Resource[] }
    THEME: object
    THEME_COMPONENTS: object
  }
}

export type Property = { name: string; custom: { kind: 'text' | 'code' | 'moment' | 'state' | 'page' } }
export type Input = { kind: 'text' | 'lines' | 'choice'; isRequired?: boolean }
export type Filter = { kind: 'text' | 'day' } | { kind: 'choice'; choices: string[] }
export type Action = {
  name: string
  actionType: string | string[]
  custom: { filters?: Record<string, Filter>; pages?: Record<string, string>; inputs?: Record<string, Input>; isDangerous?: boolean }
}
export type Resource = {
  id: string
  titleProperty: Property
  resourceActions: Action[]
  listProperties: Property[]
  showProperties: Property[]
}
export type Row = {
  id: string
  title: string
  params: Record<string, string | number | null>
  recordActions: Action[]
  bulkActions: Action[]
}

export const h = (type: unknown, props: object | null, ...children: Node[]) => window.React.createElement(type, props, ...children)
export const useState = <T>(first: T) => window.React.useState(first)
export const useEffect = (effect: () => void | (() => void), on: unknown[]) => window.React.useEffect(effect, on)
export const useRef = <T>(first: T | null) => window.React.useRef(first)
export const useLocation = () => window.ReactRouterDOM.useLocation()
export const useParams = () => window.ReactRouterDOM.useParams()
export const useNavigate = () => window.ReactRouterDOM.useNavigate()
export const link = (to: string, props: object, ...children: Node[]) => h(window.ReactRouterDOM.Link, { to, ...props }, ...children)
