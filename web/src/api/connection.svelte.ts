/** Whether the server answers. Knows nothing of what is asked of it. */

const PROBE = '/api/v1/state'
const EVERY_MS = 1500

let offline = $state(false)
let locked = $state(false)
let timer: ReturnType<typeof setTimeout> | undefined
const waiting = new Set<() => void>()

export const connection = {
  get offline() {
    return offline
  },
  /** The server answers, but not to this browser: it has no cookie. */
  get locked() {
    return locked
  },
}

/** Calls `act` whenever the server is back; returns how to stop that. */
export function whenBack(act: () => void): () => void {
  waiting.add(act)
  return () => waiting.delete(act)
}

export function answered(status: number): void {
  locked = status === 401
  if (!offline) return
  offline = false
  clearTimeout(timer)
  for (const act of [...waiting]) act()
}

export function unanswered(): void {
  if (offline) return
  offline = true
  timer = setTimeout(probe, EVERY_MS)
}

async function probe(): Promise<void> {
  try {
    const response = await fetch(PROBE, { cache: 'no-store' })
    answered(response.status)
  } catch {
    timer = setTimeout(probe, EVERY_MS)
  }
}
