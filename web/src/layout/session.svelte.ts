import { get, Offline, put } from '../api/client'
import { whenBack } from '../api/connection.svelte'
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

let unsent: Record<string, unknown> = {}

/** Keeps settings on the server; while it does not answer, until it does. */
export async function keepChoice(changes: Record<string, unknown>): Promise<void> {
  unsent = { ...unsent, ...changes }
  const sent = unsent
  try {
    const now = await put<State>('/settings', sent)
    // A later choice is on its way with this one: its answer counts, whichever comes first.
    if (unsent !== sent) return
    state = now
    unsent = {}
  } catch (error) {
    if (!(error instanceof Offline)) {
      // What is refused must not be sent again with every later choice.
      if (unsent === sent) unsent = {}
      throw error
    }
    const stop = whenBack(() => {
      stop()
      void keepChoice({})
    })
  }
}
