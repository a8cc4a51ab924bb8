import { match, type Params } from './match'
import { routes, type Route } from './routes'

export type Place = { path: string; query: URLSearchParams }

const read = (): Place => ({
  path: location.pathname,
  query: new URLSearchParams(location.search),
})

let place = $state.raw<Place>(read())
// By itself, so that another query is not another page: the focus would leave what is typed in.
const path = $derived(place.path)
/** Counts the visits, so that going to the page one is on opens it anew. */
let visit = $state(0)

export const router = {
  get path() {
    return path
  },
  /** What stands behind `?` in the address. Change it with `setQuery`. */
  get query() {
    return place.query
  },
  get visit() {
    return visit
  },
}

/** The page that belongs to an address, or null. */
export function resolve(path: string): { route: Route; params: Params } | null {
  for (const route of routes) {
    const params = match(route.path, path)
    if (params) return { route, params }
  }
  return null
}

/** Goes to an address of this app. `replace` leaves no step to go back to. */
export function navigate(to: string, { replace = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', to)
  place = read()
  visit += 1
  scrollTo(0, 0)
}

/** Writes a page's own state into the address, without a step in the history; null removes. */
export function setQuery(changes: Record<string, string | null>): void {
  const query = new URLSearchParams(location.search)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name)
    else query.set(name, value)
  }
  const text = query.toString()
  history.replaceState(history.state, '', location.pathname + (text ? '?' + text : ''))
  place = read()
}

/** Links of this app become steps of the router; all others, and new tabs, stay the browser's. */
function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link?.href || link.target || link.hasAttribute('download')) return
  const url = new URL(link.href)
  if (url.origin !== location.origin) return
  if (url.hash && url.pathname === location.pathname && url.search === location.search) return
  if (!resolve(url.pathname)) return
  event.preventDefault()
  navigate(url.pathname + url.search)
}

export function startRouter(): void {
  document.addEventListener('click', follow)
  addEventListener('popstate', () => {
    place = read()
    visit += 1
  })
}
