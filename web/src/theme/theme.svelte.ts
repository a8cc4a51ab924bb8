export type Theme = 'auto' | 'light' | 'dark'
export const THEMES: Theme[] = ['auto', 'light', 'dark']

const system = matchMedia('(prefers-color-scheme: dark)')

function kept(): Theme {
  try {
    const name = localStorage.getItem('viva:theme') as Theme | null
    return name && THEMES.includes(name) ? name : 'auto'
  } catch {
    return 'auto'
  }
}

let choice = $state<Theme>(kept())
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

export function setTheme(name: Theme): void {
  choice = name
  try {
    localStorage.setItem('viva:theme', name)
  } catch {
    // Storage is off: the choice lasts as long as the page.
  }
  show()
}

export function startTheme(): void {
  show()
  system.addEventListener('change', (event) => {
    systemDark = event.matches
    show()
  })
}
