import { Offline, Problem } from '../api/problem'
import type { Answer, Draft } from '../api/types'
import * as shelves from './shelf'

/** The other text that stands on the server, while this tab has one of its own. */
export type Conflict = { answer: Answer; version: number }

/** How it stands: all with the server · on its way · only here · two texts. */
export type Keeping = 'kept' | 'sending' | 'here' | 'conflict'

export type Ports = {
  encounter: string
  tab: string
  shelf: shelves.Shelf
  /** Hands a text over; throws `Problem` (409 with `current`) or `Offline`. */
  send: (answer: Answer, version: number) => Promise<number>
  changed: () => void
  later?: (act: () => void, ms: number) => unknown
}

const same = (a: Answer | undefined, b: Answer | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

const PAUSE_MS = 350

/**
 * Keeps one tab's text for one encounter: in this browser with every change, on the server a
 * moment later. It never drops a text silently: where the server has another one that this tab has
 * not seen, `conflict` holds it until `keepMine` or `takeTheirs`.
 */
export class Keeper {
  answer: Answer
  version: number
  conflict: Conflict | null = null
  #ports: Ports
  #unsent = false
  #sending = false
  #waiting = false
  #stopped = false

  constructor(ports: Ports, server: Draft | null, fallback: Answer) {
    this.#ports = ports
    this.answer = server?.answer ?? fallback
    this.version = server?.version ?? 0
    const mine = shelves.find(ports.shelf, ports.encounter).get(ports.tab)
    if (mine) this.adopt(mine)
  }

  get keeping(): Keeping {
    if (this.conflict) return 'conflict'
    if (this.#sending || this.#waiting) return 'sending'
    return this.#unsent ? 'here' : 'kept'
  }

  /** Takes up a text that was left in this browser and never reached the server. */
  adopt(left: shelves.Unsent): void {
    const { shelf, encounter, tab } = this.#ports
    if (same(left.answer, this.answer)) {
      shelves.drop(shelf, encounter, tab)
      return
    }
    // On an older version it is refused, set aside and answered with what stands: a conflict.
    this.version = left.base
    this.answer = left.answer
    this.#unsent = true
    this.#put()
    this.flush()
    this.#ports.changed()
  }

  /** The learner typed. */
  type(answer: Answer): void {
    if (same(answer, this.answer)) return
    this.answer = answer
    this.#unsent = true
    this.#put()
    if (!this.conflict && !this.#waiting) {
      this.#waiting = true
      const later = this.#ports.later ?? setTimeout
      later(() => {
        this.#waiting = false
        this.flush()
      }, PAUSE_MS)
    }
    this.#ports.changed()
  }

  /**
   * Another tab may have written meanwhile: a tab that has nothing of its own takes that over. True
   * if the text is another one now.
   */
  refresh(server: Draft | null): boolean {
    if (!server || server.version <= this.version) return false
    if (this.#unsent || this.#sending || this.conflict || this.#stopped) return false
    const changed = !same(server.answer, this.answer)
    this.answer = server.answer
    this.version = server.version
    this.#ports.changed()
    return changed
  }

  /** Hands over now what is only here. */
  flush(): void {
    if (this.#sending || this.conflict || !this.#unsent || this.#stopped) return
    this.#sending = true
    const sent = this.answer
    this.#ports.send(sent, this.version).then(
      (version) => {
        this.version = version
        this.#sending = false
        if (same(sent, this.answer)) this.#settled()
        else {
          this.#put()
          this.flush()
        }
        this.#ports.changed()
      },
      (error: unknown) => {
        this.#sending = false
        const current =
          error instanceof Problem && error.status === 409
            ? (error.body.current as Conflict | undefined)
            : undefined
        if (current && same(current.answer, this.answer)) {
          this.version = current.version
          this.#settled()
        } else if (current) this.conflict = current
        else if (!(error instanceof Offline) && !(error instanceof Problem)) throw error
        this.#ports.changed()
      },
    )
  }

  /** Of two texts, this tab's; the server keeps the other as an earlier version. */
  keepMine(): void {
    if (!this.conflict) return
    this.version = this.conflict.version
    this.conflict = null
    this.#unsent = true
    this.#put()
    this.flush()
    this.#ports.changed()
  }

  /** Of two texts, the other one; returns it. This tab's was set aside when it was refused. */
  takeTheirs(): Answer {
    const theirs = this.conflict
    if (!theirs) return this.answer
    this.answer = theirs.answer
    this.version = theirs.version
    this.conflict = null
    this.#settled()
    this.#ports.changed()
    return theirs.answer
  }

  /** The encounter is over: there is nothing more to hand over. */
  stop(): void {
    this.#stopped = true
    this.#settled()
  }

  #settled(): void {
    this.#unsent = false
    shelves.drop(this.#ports.shelf, this.#ports.encounter, this.#ports.tab)
  }

  #put(): void {
    const { shelf, encounter, tab } = this.#ports
    shelves.put(shelf, encounter, tab, {
      answer: this.answer,
      base: this.version,
      at: Date.now(),
    })
  }
}
