import { put } from '../api/client'
import { whenBack } from '../api/connection.svelte'
import type { Answer, Draft } from '../api/types'
import { Keeper, type Conflict, type Keeping } from './keeper'
import { drop, find } from './shelf'
import { isOpen, thisTab } from './tab'

/** A draft as a page shows it: reactive, handed over when the server is back. */
export class OpenDraft {
  answer = $state.raw<Answer>('')
  keeping = $state<Keeping>('kept')
  conflict = $state.raw<Conflict | null>(null)
  /** The server's version; 0 while it has none. */
  version = $state(0)
  /** Counts the times that the text came from elsewhere: a widget then shows it anew. */
  replaced = $state(0)
  #keeper: Keeper
  #unhook: () => void

  constructor(encounter: string, tab: string, server: Draft | null, fallback: Answer) {
    this.#keeper = new Keeper(
      {
        encounter,
        tab,
        shelf: localStorage,
        send: async (answer, version) =>
          (
            await put<{ version: number }>(`/encounters/${encounter}/draft`, {
              answer,
              version,
              client: tab,
            })
          ).version,
        changed: () => this.#show(),
      },
      server,
      fallback,
    )
    this.#unhook = whenBack(() => this.#keeper.flush())
    this.#show()
  }

  #show(): void {
    // While the keeper is being made it already reports what it took up.
    if (!this.#keeper) return
    this.answer = this.#keeper.answer
    this.keeping = this.#keeper.keeping
    this.conflict = this.#keeper.conflict
    this.version = this.#keeper.version
  }

  type(answer: Answer): void {
    this.#keeper.type(answer)
  }
  /** Puts another text in place of this one, e.g. the starter or an earlier attempt. */
  replace(answer: Answer): void {
    this.#keeper.type(answer)
    this.replaced += 1
  }
  flush(): void {
    this.#keeper.flush()
  }
  /** Takes over what another tab wrote, where this one has nothing of its own; true if it did. */
  refresh(server: Draft | null): boolean {
    const changed = this.#keeper.refresh(server)
    if (changed) this.replaced += 1
    return changed
  }
  keepMine(): void {
    this.#keeper.keepMine()
  }
  takeTheirs(): void {
    this.#keeper.takeTheirs()
    this.replaced += 1
  }
  adopt(left: Parameters<Keeper['adopt']>[0]): void {
    this.#keeper.adopt(left)
    this.replaced += 1
  }
  /** The page is left. What is only here stays in this browser. */
  close(): void {
    this.#unhook()
    this.#keeper.flush()
  }
  /** The encounter is over. */
  finish(): void {
    this.#keeper.stop()
  }
}

/** Opens the draft of an encounter, with what this or a closed tab left in this browser. */
export async function openDraft(
  encounter: string,
  server: Draft | null,
  fallback: Answer,
): Promise<OpenDraft> {
  const tab = await thisTab()
  const draft = new OpenDraft(encounter, tab, server, fallback)
  const left = [...find(localStorage, encounter)].sort(([, a], [, b]) => a.at - b.at)
  for (const [other, unsent] of left) {
    if (other === tab || (await isOpen(other))) continue
    drop(localStorage, encounter, other)
    draft.adopt(unsent)
  }
  return draft
}
