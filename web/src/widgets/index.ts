import type { Widgets } from './widget'

/** One line a kind. */
export const widgets: Widgets = {
  explain: () => import('./explain'),
  compute: () => import('./compute'),
  derive: () => import('./derive'),
  code: () => import('./code'),
  diagnose: () => import('./elsewhere'),
  design: () => import('./elsewhere'),
}
