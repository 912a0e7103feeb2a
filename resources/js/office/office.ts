/*
 * The back office: AdminJS with its frame taken off, because the page around it is ours, and with lists, records and
 * forms drawn as everywhere in Damson. What is left of it is the routes, the records and their actions.
 */
import { Act } from './act.ts'
import { Dashboard } from './dashboard.ts'
import { h, type Node } from './react.ts'
import { Records } from './records.ts'
import { BulkRoute, RecordRoute } from './routes.ts'

const Nothing = () => null
const Plain = ({ children }: { children: Node }) => h('div', null, children)

Object.assign(window.AdminJS.UserComponents, {
  Act,
  Dashboard,
  Records,
  ActionHeader: Nothing,
  BulkActionRoute: BulkRoute,
  FilterDrawer: Nothing,
  Footer: Nothing,
  NoticeBox: Nothing,
  RecordActionRoute: RecordRoute,
  RouteWrapper: Plain,
  Sidebar: Nothing,
  TopBar: Nothing,
})

window.createRoot(document.getElementById('app')!).render(window.AdminJS.Application)
