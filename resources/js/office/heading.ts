import { h, useEffect, useRef, type Node } from './react.ts'

let isFirst = true

/** The title of what is shown. It takes the focus where another page was before, as when a document is loaded. */
export function Heading({ children }: { children: Node }): Node {
  const title = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!isFirst) title.current?.focus()
    isFirst = false
  }, [])
  return h('h1', { tabIndex: -1, ref: title, className: 'office-title' }, children)
}
