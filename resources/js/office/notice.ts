import type { Refused } from './ask.ts'
import { h, useEffect, useLocation, useRef, type Node } from './react.ts'
import { say } from './words.ts'

/** What was just done, said once. */
export function Notice(): Node {
  const { state } = useLocation()
  const said = (state as { notice?: string } | null)?.notice
  return said ? h('p', { className: 'notice ok', role: 'status' }, say(`done.${said}`)) : null
}

/** Why something was not done. It takes the focus, so that nobody looks for it. */
export function Trouble({ refused }: { refused: Refused }): Node {
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [refused])
  return h('p', { className: 'notice bad', role: 'alert', tabIndex: -1, ref: box }, refused.detail ?? refused.title ?? say('list.failed'))
}
