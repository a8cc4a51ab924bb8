export type Theme = 'auto' | 'light' | 'dark'
export const THEMES: Theme[] = ['auto', 'light', 'dark']

const system = matchMedia('(prefers-color-scheme: dark)')

const served = document.documentElement.dataset.choice as Theme | undefined

let choice = $state<Theme>(served && THEMES.includes(served) ? served : 'auto')
let systemDark = $state(system.matches)

export const theme = {
  get choice() {
    return choice
  },
  /** What is shown now. Canvas figures read it, to draw anew with the other colours. */
  get dark() {
    return choice === 'auto' ? systemDark : choice === 'dark'
  },
}

const show = (): void => {
  document.documentElement.dataset.theme = theme.dark ? 'dark' : 'light'
}

/** Shows another theme; `keepChoice` of the session keeps it for the next time. */
export function setTheme(name: Theme): void {
  choice = name
  show()
}

export function startTheme(): void {
  show()
  system.addEventListener('change', (event) => {
    systemDark = event.matches
    show()
  })
}
