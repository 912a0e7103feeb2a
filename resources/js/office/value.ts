import { h, type Node, type Property, type Row } from './react.ts'
import { say } from './words.ts'

const TONES: Record<string, string> = {
  ok: 'ok',
  ready: 'ok',
  active: 'ok',
  done: 'ok',
  problem: 'bad',
  disabled: 'bad',
  off: 'warn',
  invited: 'warn',
}

const moments = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** A value as people read it. */
export function value({ name, custom: { kind } }: Property, { params }: Row): Node {
  const given = params[name]
  if (given === null || given === undefined || given === '') return h('span', { className: 'muted' }, '–')
  if (kind === 'moment') return h('time', { dateTime: String(given) }, moments.format(new Date(String(given))))
  if (kind === 'state') return h('span', { className: `pill tone-${TONES[String(given)] ?? 'none'}` }, String(given))
  if (kind === 'page') return h('a', { href: String(given) }, say('list.open'))
  if (kind !== 'code') return String(given).split('\n').join(', ')
  return h(String(given).includes('\n') ? 'pre' : 'code', null, String(given))
}
