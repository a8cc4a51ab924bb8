import { SvelteSet } from 'svelte/reactivity'
import type { Key } from '../i18n/i18n.svelte'

/** One shortcut: `keys` as in `?`, `1`, `g t` (one after the other), `mod+enter`. */
export type Shortcut = {
  keys: string
  says: string
  act?: (event: KeyboardEvent) => void
  /** Also while the learner types; only for those with `mod`. */
  typing?: boolean
}
type Group = { title: Key; shortcuts: () => Shortcut[] }

const groups = new SvelteSet<Group>()
const AFTER_MS = 900
let first: { key: string; at: number } | undefined

/** The groups that hold now, for the dialogue that shows them. */
export const shown = (): { title: Key; shortcuts: Shortcut[] }[] =>
  [...groups].map((group) => ({ title: group.title, shortcuts: group.shortcuts() }))

/** Offers shortcuts as long as the component lives. `shortcuts` is read at each press. */
export function useKeys(title: Key, shortcuts: () => Shortcut[]): void {
  $effect(() => {
    const group = { title, shortcuts }
    groups.add(group)
    return () => groups.delete(group)
  })
}

const typingIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && /^(checkbox|radio|range|button)$/.test(target.type))

/** `mod+shift+enter`, `?`, `1`: how a press is written in `Shortcut.keys`. */
export function written(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase()
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  // Of a character's key, Shift is already in the character.
  const shift = event.shiftKey && (mod || key.length > 1) ? 'shift+' : ''
  return mod + shift + key
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return
  // An open dialogue has the keys to itself.
  if (document.querySelector('dialog[open]')) return
  const key = written(event)
  const typing = typingIn(event.target)
  const chord = first && event.timeStamp - first.at < AFTER_MS ? `${first.key} ${key}` : ''
  first = undefined
  const all = [...groups].reverse().flatMap((group) => group.shortcuts())
  const fits = (wanted: string): Shortcut | undefined =>
    all.find((shortcut) => shortcut.keys === wanted && shortcut.act && (!typing || shortcut.typing))
  const found = (chord && fits(chord)) || fits(key)
  if (found?.act) {
    event.preventDefault()
    found.act(event)
  } else if (!typing && all.some((shortcut) => shortcut.keys.startsWith(key + ' '))) {
    first = { key, at: event.timeStamp }
  }
}

export function startKeys(): void {
  document.addEventListener('keydown', press)
}
