import type { Answer } from '../api/types'

/** What one tab has typed for one encounter and the server does not have yet. */
export type Unsent = { answer: Answer; /** the server's version it builds upon */ base: number; at: number }

const PREFIX = 'viva:draft:'
const name = (encounter: string, tab: string): string => `${PREFIX}${encounter}:${tab}`

/** The part of localStorage that drafts need; a test has its own. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Puts away what was typed. False where the browser has no room or no storage. */
export function put(shelf: Shelf, encounter: string, tab: string, unsent: Unsent): boolean {
  try {
    shelf.setItem(name(encounter, tab), JSON.stringify(unsent))
    return true
  } catch {
    return false
  }
}

export function drop(shelf: Shelf, encounter: string, tab: string): void {
  try {
    shelf.removeItem(name(encounter, tab))
  } catch {
    // Nothing was kept, so nothing is left.
  }
}

/** All that lies there for an encounter, by tab; what cannot be read is left alone. */
export function find(shelf: Shelf, encounter: string): Map<string, Unsent> {
  const found = new Map<string, Unsent>()
  try {
    for (let i = 0; i < shelf.length; i += 1) {
      const key = shelf.key(i)
      if (!key?.startsWith(name(encounter, ''))) continue
      const unsent = JSON.parse(shelf.getItem(key) ?? 'null') as Unsent | null
      if (unsent && typeof unsent.base === 'number' && unsent.answer !== undefined)
        found.set(key.slice(name(encounter, '').length), unsent)
    }
  } catch {
    // Storage is off.
  }
  return found
}
