import { get, put } from '../api/client'
import type { State } from '../api/types'

let state = $state.raw<State>()

/** What the server says of itself and of the learner; undefined until it has answered. */
export const session = {
  get state() {
    return state
  },
}

/** Asks anew, e.g. after an answer has changed what is due. */
export async function refreshSession(): Promise<void> {
  try {
    state = await get<State>('/state')
  } catch {
    // The banner says so already; the pages ask for themselves.
  }
}

/** Keeps settings on the server. The browser keeps its own copy, so a failure loses nothing. */
export async function keepChoice(changes: Record<string, unknown>): Promise<void> {
  try {
    state = await put<State>('/settings', changes)
  } catch {
    // As above.
  }
}
