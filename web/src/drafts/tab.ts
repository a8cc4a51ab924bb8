const KEY = 'viva:tab'
const fresh = (): string => crypto.randomUUID().replaceAll('-', '')

const lockName = (tab: string): string => `viva:tab:${tab}`

/** Holds a lock as long as the page lives; false where another page has it. */
function hold(tab: string): Promise<boolean> {
  return new Promise((answer) => {
    void navigator.locks
      .request(lockName(tab), { ifAvailable: true }, (lock) => {
        answer(lock !== null)
        return lock ? new Promise(() => {}) : undefined
      })
      .catch(() => answer(true))
  })
}

async function claim(): Promise<string> {
  let tab = ''
  try {
    tab = sessionStorage.getItem(KEY) ?? ''
  } catch {
    // Storage is off.
  }
  // A duplicated tab takes its storage along: then it needs a name of its own.
  if (!tab || ('locks' in navigator && !(await hold(tab)))) {
    tab = fresh()
    if ('locks' in navigator) await hold(tab)
  }
  try {
    sessionStorage.setItem(KEY, tab)
  } catch {
    // As above.
  }
  return tab
}

let claimed: Promise<string> | undefined
/** The name of this tab: the same after a reload, and no other's. */
export const thisTab = (): Promise<string> => (claimed ??= claim())

/** Whether another tab of that name is open. Where that cannot be known: no. */
export async function isOpen(tab: string): Promise<boolean> {
  if (!('locks' in navigator)) return false
  const { held } = await navigator.locks.query()
  return (held ?? []).some((lock) => lock.name === lockName(tab))
}
