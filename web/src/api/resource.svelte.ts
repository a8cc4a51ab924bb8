import { i18n } from '../i18n/i18n.svelte'
import { whenBack } from './connection.svelte'

/**
 * What a page shows of the server: asked anew when the language changes, when anything reactive
 * that `ask` reads changes, and when the server is back. The old stays until the new is here.
 * Make it while a component is made.
 */
export class Resource<T> {
  value = $state.raw<T>()
  error = $state.raw<Error>()
  loading = $state(true)
  #ask: (signal: AbortSignal) => Promise<T>
  #running: AbortController | undefined

  constructor(ask: (signal: AbortSignal) => Promise<T>) {
    this.#ask = ask
    $effect(() => {
      void i18n.lang
      this.again()
      return () => this.#running?.abort()
    })
    $effect(() => whenBack(() => this.again()))
  }

  again(): void {
    this.#running?.abort()
    const running = new AbortController()
    this.#running = running
    this.loading = true
    this.#ask(running.signal).then(
      (value) => {
        if (running.signal.aborted) return
        this.value = value
        this.error = undefined
        this.loading = false
      },
      (error: unknown) => {
        if (running.signal.aborted) return
        this.error = error instanceof Error ? error : new Error(String(error))
        this.loading = false
      },
    )
  }
}
