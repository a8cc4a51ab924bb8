import { BASE, get, Offline } from '../../api/client'
import { whenBack } from '../../api/connection.svelte'
import type { Figure } from '../../figures/figure'

export type Params = Record<string, number | string | boolean>
export type Result = { figures: Figure[]; values: Record<string, number | null>; params: Params; seed: number }
export type Depth = 'preview' | 'full'
export type Wish = { lab: string; params: Params; seed: number; depth: Depth; lang: string }
type Reply = { id: number; partial?: boolean; result?: Result; problem?: { detail: string } }

/** What a player needs of a WebSocket; the tests give it another. */
export type Wire = Pick<WebSocket, 'send' | 'close' | 'readyState'> & {
  onopen: (() => void) | null
  onmessage: ((event: { data: string }) => void) | null
  onclose: (() => void) | null
}

export type Hearing = {
  shown: (result: Result, depth: Depth, partial: boolean) => void
  failed: (sentence: string) => void
  /** Whether something is on its way. */
  busy: (depth: Depth | null) => void
}

const OPEN = 1

/** Resolves when the server answers. A WebSocket that is refused would only fill the console. */
async function answers(): Promise<void> {
  try {
    await get('/state')
  } catch (error) {
    if (!(error instanceof Offline)) return
    await new Promise<void>((resolve) => {
      const stop = whenBack(() => {
        stop()
        resolve()
      })
    })
  }
}

const connect = (): Wire =>
  new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${BASE}/labs/ws`) as Wire

/**
 * Plays a lab over a WebSocket. While a slider moves at most one preview is on its way, and of what
 * came in between only the last follows: so each answer is shown, however long one takes. A full
 * run gives way to the next wish at once; what still comes of it is not shown.
 */
export class Player {
  #hear: Hearing
  #open: () => Wire
  #wire: Wire | undefined
  #sent: { id: number; wish: Wish } | undefined
  #next: Wish | undefined
  #id = 0
  #closed = false
  #lost = false
  #waits = false
  #up: () => Promise<void>

  constructor(hear: Hearing, open: () => Wire = connect, up: () => Promise<void> = answers) {
    this.#hear = hear
    this.#open = open
    this.#up = up
  }

  play(wish: Wish): void {
    if (this.#sent?.wish.depth === 'preview' && wish.depth === 'preview') this.#next = wish
    else this.#send(wish)
  }

  /** Ends what runs; nothing of it is shown any more. */
  cancel(): void {
    if (this.#sent && this.#wire?.readyState === OPEN) this.#wire.send(JSON.stringify({ cancel: this.#sent.id }))
    this.#sent = this.#next = undefined
    this.#hear.busy(null)
  }

  close(): void {
    this.#closed = true
    this.#wire?.close()
  }

  #send(wish: Wish): void {
    this.#next = undefined
    this.#id += 1
    this.#sent = { id: this.#id, wish }
    this.#hear.busy(wish.depth)
    const wire = this.#wired()
    if (wire?.readyState === OPEN) wire.send(JSON.stringify({ id: this.#id, ...wish }))
  }

  #wired(): Wire | undefined {
    if (this.#wire) return this.#wire
    if (!this.#lost) return this.#connected()
    if (!this.#waits) {
      this.#waits = true
      void this.#up().then(() => {
        this.#waits = false
        if (!this.#closed && this.#sent) this.#connected()
      })
    }
    return undefined
  }

  #connected(): Wire {
    const wire = this.#open()
    this.#wire = wire
    wire.onopen = () => {
      this.#lost = false
      if (this.#sent) wire.send(JSON.stringify({ id: this.#sent.id, ...this.#sent.wish }))
    }
    wire.onmessage = (event) => this.#heard(JSON.parse(event.data) as Reply)
    wire.onclose = () => {
      this.#wire = undefined
      this.#lost = true
      // What was on its way is asked again once the server is back.
      if (!this.#closed && this.#sent) this.#wired()
    }
    return wire
  }

  #heard(reply: Reply): void {
    if (!this.#sent || reply.id !== this.#sent.id) return
    const { depth } = this.#sent.wish
    if (reply.result) this.#hear.shown(reply.result, depth, reply.partial ?? false)
    else if (reply.problem) this.#hear.failed(reply.problem.detail)
    if (reply.partial) return
    this.#sent = undefined
    if (this.#next) this.#send(this.#next)
    else this.#hear.busy(null)
  }
}
