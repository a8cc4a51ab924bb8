import { i18n } from '../i18n/i18n.svelte'
import { answered, unanswered } from './connection.svelte'
import { Offline, Problem } from './problem'

export { Offline, Problem } from './problem'

export const BASE = '/api/v1'

type Query = Record<string, string | number | boolean | null | undefined>
type Options = { query?: Query; body?: unknown; signal?: AbortSignal; keepalive?: boolean }

function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams({ lang: i18n.lang })
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  return `${BASE}${path}?${search}`
}

/** Asks the server. Throws `Problem` with a sentence to show, or `Offline`. */
export async function ask(method: string, path: string, options: Options = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch(address(path, options.query), {
      method,
      signal: options.signal,
      keepalive: options.keepalive,
      headers: options.body === undefined ? {} : { 'content-type': 'application/json' },
      body: options.body === undefined ? null : JSON.stringify(options.body),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    unanswered()
    throw new Offline()
  }
  answered(response.status)
  if (response.ok) return response
  let body: Record<string, unknown>
  try {
    body = (await response.json()) as Record<string, unknown>
  } catch {
    body = { title: `${response.status} ${response.statusText}` }
  }
  throw new Problem(response.status, body)
}

async function json<T>(method: string, path: string, options?: Options): Promise<T> {
  return (await (await ask(method, path, options)).json()) as T
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  json<T>('GET', path, { query, signal })

export const post = <T>(path: string, body: unknown = {}): Promise<T> =>
  json<T>('POST', path, { body })

export const put = <T>(path: string, body: unknown, keepalive = false): Promise<T> =>
  json<T>('PUT', path, { body, keepalive })
